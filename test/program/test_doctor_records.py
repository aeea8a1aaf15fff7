"""Each probe's record can be read: a field is a word of small letters, and what it holds is inert."""

import unittest
from types import SimpleNamespace

from prism.core.parameters import Parameters
from prism.core.records import Records
from prism.probes.caches import probe_caches
from prism.probes.client import probe_client, probe_modules
from prism.probes.disks import probe_disks, probe_frozen
from prism.probes.locks import probe_locks
from prism.probes.name import probe_name
from prism.probes.port import probe_ports
from prism.probes.selinux import probe_selinux
from prism.probes.systemd import probe_clock, probe_systemd
from prism.probes.touch import probe_log, probe_touch
from prism.probes.tunnels import probe_connections, probe_tunnel_ports, probe_tunnels


class Readable(unittest.TestCase):
    def test_of_every_probe_on_this_machine(self) -> None:
        values = {
            b"NAME": b"localhost",
            b"TARGET": b"127.0.0.1",
            b"MOUNT_POINT": b"/mnt/v",
            b"FILE_SYSTEM": b"fs-0123456789abcdef0",
            b"GID": b"3000",
        }
        given = Parameters(values)
        records = Records()
        system = SimpleNamespace(systemd=False)
        host = SimpleNamespace(given=given, records=records, system=system, top=None, mounts=[], live=False, names=[], login=b"")
        probes = [probe_client, probe_modules, probe_locks, probe_disks, probe_frozen, probe_clock, probe_systemd, probe_tunnels]
        probes += [probe_tunnel_ports, probe_connections, probe_touch, probe_log, probe_selinux, probe_caches]
        for probe in probes:
            probe(host)  # pyright: ignore[reportArgumentType]
        named = probe_name(host)  # pyright: ignore[reportArgumentType]
        probe_ports(host, named)  # pyright: ignore[reportArgumentType]
        kinds = {line.split(b" ")[0] for line in records.lines}
        self.assertLessEqual({b"dns", b"tcp", b"efs-client", b"nfs-module", b"locks", b"disk", b"clock", b"selinux"}, kinds)
        for line in records.lines:
            self.assertRegex(line, rb"\A[a-z]+(?:-[a-z]+)*(?: [a-z]+=[A-Za-z0-9._:/@+,~=%-]*)*\Z")


if __name__ == "__main__":
    unittest.main()
