"""The doctor's probes: what they make of a host, attacked with what a host can hold."""

import fcntl
import os
import select
import socket
import subprocess
import sys
import tempfile
import unittest
from types import SimpleNamespace

from prism.core.parameters import Parameters
from prism.core.records import Records
from prism.mounts.table import OWN, Mount, read_table
from prism.probes import caches, client, disks, locks, name, port, selinux, settings, systemd, tls, touch, tunnels


class Names(unittest.TestCase):
    def test_servers_are_taken_from_their_lines_alone(self) -> None:
        text = b"# nameserver 9.9.9.9\nsearch x\nnameserver 10.0.0.2\nnameserver fe80::1%eth0\nnameserver $(id)\nnameserver\n"
        self.assertEqual(name.servers(text), [b"10.0.0.2", b"fe80::1%eth0"])
        self.assertEqual(len(name.servers(b"nameserver 1.1.1.1\n" * 20)), 8)

    def test_a_line_of_hosts_counts_by_its_names_and_not_by_its_remarks(self) -> None:
        self.assertTrue(name.names(b"10.0.0.9\tother FS-1.efs.example # old\n", b"fs-1.EFS.example"))
        self.assertFalse(name.names(b"# 10.0.0.9 fs-1\n10.0.0.9 a # fs-1\nfs-1\n", b"fs-1"))

    def test_a_name_is_asked_for_in_both_families(self) -> None:
        self.assertEqual(name.addresses_of(b"127.0.0.1"), [(socket.AF_INET, b"127.0.0.1")])
        self.assertEqual(name.addresses_of(b"::1"), [(socket.AF_INET6, b"::1")])
        self.assertEqual(name.addresses_of(b"no such name"), [])


class Ports(unittest.TestCase):
    def test_all_addresses_are_tried_at_once(self) -> None:
        with socket.socket() as server:
            server.bind(("127.0.0.1", 0))
            server.listen(1)
            outcomes = port.connect_all([b"127.0.0.1", b"127.0.0.2", b"not an address", b"::1"], server.getsockname()[1], 2)
        self.assertEqual(outcomes[:2], ["open", "refused"])
        self.assertIn(outcomes[2], ("error", "unreachable"))
        self.assertIn(outcomes[3], ("refused", "unreachable"))

    def test_who_does_not_answer_costs_the_limit_and_no_more(self) -> None:
        with socket.socket() as full:
            full.bind(("127.0.0.1", 0))
            full.listen(0)
            kept = [socket.socket() for _ in range(4)]
            for one in kept:
                one.setblocking(False)
                one.connect_ex(full.getsockname())
            select.select([], [], [], 0.1)
            outcomes = port.connect_all([b"127.0.0.1"], full.getsockname()[1], 0.3)
            for one in kept:
                one.close()
        self.assertEqual(outcomes, ["timeout"])


class Handshakes(unittest.TestCase):
    def test_the_code_decides(self) -> None:
        for code, outcome in (
            (b"10 (certificate has expired)", "expired"),
            (b"62 (hostname mismatch)", "wrong-name"),
            (b"99 (x)", "failed"),
        ):
            self.assertEqual(tls.read_handshake(b"x\n    Verify return code: %s\n" % code), (outcome, code))
        self.assertEqual(tls.read_handshake(b"Verify return code: 0 (ok)"), ("verified", b""))

    def test_a_server_without_tls_is_known_by_the_reason(self) -> None:
        said = (
            b"CONNECTED(00000003)\n40E7:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../ssl/record/ssl3_record.c:354:\n"
            b"no peer certificate available\nVerify return code: 0 (ok)\n"
        )
        self.assertEqual(tls.read_handshake(said), ("not-tls", b"wrong version number"))
        self.assertEqual(tls.read_handshake(b"no peer certificate available"), ("not-tls", b"no TLS handshake came back"))


class Client(unittest.TestCase):
    def test_a_setting_of_another_region_is_not_ours(self) -> None:
        text = b"[mount]\ncafile=x\n# stunnel_cafile = /no\n[mount.us-iso-east-1]\nstunnel_cafile = /etc/iso.pem\n[mount-watchdog]\ncafile = y\n"
        found = settings.sections(text)
        self.assertEqual(settings.value_in(found, b"mount", b"stunnel_cafile"), b"")
        self.assertEqual(settings.value_in(found, b"mount.us-iso-east-1", b"stunnel_cafile"), b"/etc/iso.pem")
        self.assertEqual(settings.value_in(found, b"mount", b"cafile"), b"x")

    def test_an_old_stunnel_is_told_from_a_new_one(self) -> None:
        new = b"[.] stunnel 5.68 on x86_64-pc-linux-gnu platform\nGlobal options:\ncheckHost              = host in peer certificate subject\n"
        old = b"stunnel 4.56 on x86_64-redhat-linux-gnu platform\nverify = level\n"
        self.assertEqual(
            [client.read_help(new), client.read_help(old), client.read_help(b"")], [(b"5.68", True), (b"4.56", False), (b"", False)]
        )

    def test_lines_that_keep_nfs_from_being_loaded(self) -> None:
        for line in (b"blacklist nfs", b"install nfsv4 /bin/false", b"install sunrpc /usr/bin/true # hardened", b"blacklist  nfsv4"):
            self.assertTrue(client.blocking_line(b"options x\n" + line + b"\n"))
        for line in (
            b"# blacklist nfs",
            b"blacklist nfsd",
            b"options nfs x=1",
            b"install nfs /sbin/modprobe --ignore-install nfs",
            b"install nfs",
        ):
            self.assertEqual(client.blocking_line(line), b"")

    def test_a_program_is_found_by_its_name_and_not_by_who_speaks_of_it(self) -> None:
        self.assertFalse(client.is_running(b"no-such-program-anywhere"))
        with tempfile.TemporaryDirectory() as folder:
            script = os.path.join(folder, "amazon-test-watchdog")
            with open(script, "w") as file:
                file.write("import sys\nprint('begun', flush=True)\nsys.stdin.read()\n")
            speaking = subprocess.Popen([sys.executable, "-c", "input()", "x", "y", script], stdin=subprocess.PIPE)
            self.assertFalse(client.is_running(b"amazon-test-watchdog"))
            running = subprocess.Popen([sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            assert running.stdout is not None
            running.stdout.readline()
            self.assertTrue(client.is_running(b"amazon-test-watchdog"))
            for one in (speaking, running):
                one.communicate(b"\n")


class Locks(unittest.TestCase):
    def test_a_record_lock_names_its_holder_and_asking_takes_nothing(self) -> None:
        with tempfile.NamedTemporaryFile() as file:
            path = os.fsencode(file.name)
            self.assertEqual(locks.record_locked(path), b"")
            script = "import fcntl,sys; f=open(sys.argv[1],'r+'); fcntl.lockf(f, fcntl.LOCK_EX); print('held', flush=True); input()"
            holder = subprocess.Popen([sys.executable, "-c", script, file.name], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            assert holder.stdout is not None
            holder.stdout.readline()
            self.assertTrue(locks.record_locked(path).endswith(b" (pid %d)" % holder.pid))
            holder.communicate(b"\n")
            self.assertEqual(locks.record_locked(path), b"")

    def test_a_lock_that_lives_on_in_an_orphan_is_held_by_it(self) -> None:
        with tempfile.NamedTemporaryFile() as file:
            path = os.fsencode(os.path.realpath(file.name))
            # who took it has ended; who inherited the descriptor keeps it
            script = "import fcntl,os,sys,time; f=open(sys.argv[1]); fcntl.flock(f, fcntl.LOCK_EX); os.fork() and os._exit(0); print(os.getpid(), flush=True); input()"
            taker = subprocess.Popen([sys.executable, "-c", script, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            assert taker.stdout is not None and taker.stdin is not None
            orphan = int(taker.stdout.readline())
            taker.wait()
            self.assertTrue(locks.flocked(path).endswith(b" (pid %d)" % orphan))
            taker.stdin.write(b"\n")
            taker.stdin.close()
            taker.stdout.read()
            taker.stdout.close()
            self.assertEqual(locks.flocked(path), b"")

    def test_a_file_that_is_free_stays_free(self) -> None:
        with tempfile.NamedTemporaryFile() as file:
            self.assertEqual(locks.flocked(os.fsencode(file.name)), b"")
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self.assertEqual(locks.flocked(b"/no/such/file"), b"")


class Small(unittest.TestCase):
    def test_flags_of_what_is_not_there_or_has_none_are_none(self) -> None:
        self.assertEqual(
            [disks.flags_of(path) & disks.IMMUTABLE_OR_APPEND for path in (b"/etc/passwd", b"/no/such", b"/proc/self/stat")], [0, 0, 0]
        )

    def test_a_pipe_in_a_files_place_keeps_nobody(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            pipe = os.fsencode(os.path.join(folder, "group"))
            os.mkfifo(pipe)
            self.assertEqual(
                [disks.flags_of(pipe) & disks.IMMUTABLE_OR_APPEND, locks.record_locked(pipe), locks.flocked(pipe)], [0, b"", b""]
            )

    def test_lines_are_found_across_the_parts_that_they_come_in_and_only_the_first(self) -> None:
        lines = systemd.Lines(b"cycle")
        for part in (b"a cy", b"cle\nb\nc cycle\n" * 1, b"cycle\n" * 9, b"no end cycle"):
            lines.write(part)
        self.assertEqual(lines.found, [b"a cycle", b"c cycle"] + [b"cycle"] * 3)

    def test_the_end_of_a_log_is_six_lines_that_say_something(self) -> None:
        self.assertEqual(touch.last_lines(b"a\n\n \nb\0\n"), [b"a", b"b"])
        self.assertEqual(touch.last_lines(b"".join(b"%d\n" % n for n in range(99))), [b"%d" % n for n in range(93, 99)])

    def test_who_listens_is_read_off_the_kernels_table(self) -> None:
        with socket.socket() as server:
            server.bind(("127.0.0.1", 0))
            at = server.getsockname()[1]
            self.assertNotIn(at, tunnels.listening_ports())
            server.listen(1)
            self.assertIn(at, tunnels.listening_ports())
        self.assertEqual([tunnels.hexadecimal(t) for t in (b"4e51", b"", b"12345", b"x", b"0x1")], [20049, None, None, None, None])

    def test_the_port_of_a_mount_is_asked_for_a_listener(self) -> None:
        with socket.socket() as server:
            server.bind(("127.0.0.1", 0))
            server.listen(1)
            at = server.getsockname()[1]
            line = b"%d 1 0:%d / /mnt/%b rw - nfs4 127.0.0.1:/ rw,vers=4.1,port=%d,addr=127.0.0.1"
            mounts = [Mount(line % (50, 50, b"v", at)), Mount(line % (51, 51, b"w", 1)), Mount(line % (52, 52, b"other", 1))]
            mounts[1].fs = b"fs-0123456789abcdef0"
            given = Parameters({b"MOUNT_POINT": b"/mnt/v", b"FILE_SYSTEM": b"fs-0123456789abcdef0"})
            host = SimpleNamespace(given=given, records=Records(), mounts=mounts, top=mounts[0])
            tunnels.probe_tunnel_ports(host)  # pyright: ignore[reportArgumentType]
        self.assertEqual(
            host.records.lines,
            [
                b"tunnel-port place=/mnt/v port=%d listens=1" % at,
                b"tunnel-port place=/mnt/w port=1 listens=0",
            ],
        )

    def test_a_home_is_on_the_volume_by_its_path_or_its_device(self) -> None:
        self.assertTrue(selinux.on_volume(b"/mnt/v/home/ada", b"/mnt/v", b"0:1"))
        self.assertFalse(selinux.on_volume(b"/mnt/v2/home", b"/mnt/v", b"0:1"))
        proc = [mount for mount in read_table(OWN) if mount.place == b"/proc"][-1]
        self.assertTrue(selinux.on_volume(b"/proc/self", b"/mnt/v", proc.device))

    def test_what_the_hosts_own_files_say_of_an_account(self) -> None:
        text = b"prism-shared:x:3999:eve\nprism-shared:x:3000:ada,bob\nother:x:3000:x\n"
        self.assertEqual(caches.members_in(text, b"prism-shared", 3000), [b"ada", b"bob"])
        self.assertEqual(caches.members_in(text, b"prism-shared", 1), [])
        passwd = b"ada:x:1001:1001::/home/ada:/bin/sh\nada:x:0:0::/:/bin/sh\n+::::::\nbad:x:1e3:1::/:/bin/sh\n"
        self.assertEqual(caches.uids_in(passwd), {b"ada": 1001})


if __name__ == "__main__":
    unittest.main()
