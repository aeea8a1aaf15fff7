"""
doctor: what is there, and how far the way to the volume goes. It only looks, so it needs neither lock nor store; and it runs past its
time too: a clock that is wrong is one of the things that it is to find.
"""

from prism.core.job import Job, run_look
from prism.looks.host import Host
from prism.looks.look import look
from prism.looks.system import read_system
from prism.probes.caches import probe_caches
from prism.probes.client import probe_client, probe_modules
from prism.probes.disks import probe_disks, probe_frozen
from prism.probes.locks import probe_locks
from prism.probes.metadata import probe_metadata
from prism.probes.name import probe_name
from prism.probes.port import probe_ports
from prism.probes.scan import probe_scan
from prism.probes.selinux import probe_selinux
from prism.probes.systemd import probe_clock, probe_systemd
from prism.probes.tls import probe_tls
from prism.probes.touch import probe_log, probe_touch
from prism.probes.tunnels import probe_connections, probe_tunnel_ports, probe_tunnels


def do(job: Job) -> None:
    host = Host(job, read_system())
    look(host, b"facts")
    probe_metadata(host)
    probe_tls(host, probe_ports(host, probe_name(host)))
    probe_client(host)
    probe_modules(host)
    probe_locks(host)
    probe_disks(host)
    probe_frozen(host)
    probe_clock(host)
    probe_systemd(host)
    probe_tunnels(host)
    probe_tunnel_ports(host)
    probe_connections(host)
    probe_touch(host)
    probe_log(host)
    probe_selinux(host)
    probe_caches(host)
    probe_scan(host)
    host.records.add("probed")


run_look(do, late=True)
