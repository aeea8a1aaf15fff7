import ctypes
import os
import select
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import typing
import unittest

from prism.leaving import (
    kerberos,
    named,
    open_to_others,
    polkit,
    root_there,
    running,
    seen,
    set_id_walk,
    set_ids,
    spools,
    subordinate,
    tables,
    their_keys,
    units,
    ways,
)
from prism.leaving.data import count
from prism.leaving.mounted import Mounted
from prism.leaving.named import Named
from prism.leaving.running import end_processes
from prism.mounts.table import Mount
from prism.registry.local import Local
from prism.ssh.config import naming
from prism.sudo import sudoers
from prism.sudo.asking import Says
from prism.volume.folder import HOLD, Folder, mount_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

UID = 65599
OTHER = 65598


def status_of(pid: int) -> bytes:
    with open("/proc/%d/status" % pid, "rb") as file:
        return file.read()


def idle(uid: int, forks: bool = False, headless: bool = False) -> int:
    """A process of that number that ends by SIGKILL alone, and, if it is to, begins others of its kind all the time, or goes on in a second thread."""
    ready, tell = os.pipe()
    child = os.fork()
    if child == 0:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
        os.write(tell, b"r")
        if headless:
            threading.Thread(target=time.sleep, args=(60,)).start()
            # the first thread's end, and not the process's
            ctypes.CDLL(None).syscall({"x86_64": 60}.get(os.uname().machine, 93), 0)
        while True:
            if forks and os.fork() == 0:
                time.sleep(60)
                os._exit(0)
            time.sleep(0.01 if forks else 60)
    os.read(ready, 1)
    os.close(ready)
    os.close(tell)
    return child


def hopping(uids: "tuple[int, int, int]") -> "tuple[int, int]":
    """
    A program with these numbers that goes on in another process all the time. The process that takes each end, so that nothing is left of any, and a
    descriptor that ends when there is none any more.
    """
    over, alive = os.pipe()
    keeper = os.fork()
    if keeper == 0:
        os.close(over)
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        # what loses its parent becomes this one's
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
        if os.fork() == 0:
            os.setgroups([])
            os.setresgid(uids[0], uids[0], uids[0])
            os.setresuid(*uids)
            os.write(alive, b"r")
            while True:
                if os.fork():
                    os._exit(0)
        os.close(alive)
        while True:
            time.sleep(60)
    os.close(alive)
    os.read(over, 1)
    return keeper, over


def in_a_thread(first: int, second: int) -> "tuple[int, int]":
    """A process whose first thread has one number, and a second thread of it the other; and that thread's own number."""
    ready, tell = os.pipe()
    child = os.fork()
    if child == 0:
        kernel = ctypes.CDLL(None)
        # the C library would change all threads
        become = {"x86_64": 117}.get(os.uname().machine, 147)
        os.setgroups([])

        def other() -> None:
            kernel.syscall(become, second, second, second)
            os.write(tell, b"%d" % kernel.syscall({"x86_64": 186}.get(os.uname().machine, 178)))
            time.sleep(60)

        threading.Thread(target=other).start()
        kernel.syscall(become, first, first, first)
        time.sleep(60)
    thread = int(os.read(ready, 20))
    os.close(ready)
    os.close(tell)
    return child, thread


def end_of(child: int) -> int:
    """How it ended; it is ended where it does not by itself, and then that is 0."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return status
        time.sleep(0.01)
    os.kill(child, 9)
    os.waitpid(child, 0)
    return 0


def signals(uid: int, whom: int) -> int:
    """A process of that number that tries it, and ends with 1 where it may not."""
    child = os.fork()
    if child == 0:
        os.setresuid(uid, uid, uid)
        try:
            os.kill(whom, signal.SIGSTOP)
        except PermissionError:
            os._exit(1)
        os._exit(0)
    return child


@unittest.skipIf(os.getuid() != 0, "needs root")
class Ending(unittest.TestCase):
    def test_ends_all_of_a_number_and_nobody_elses(self) -> None:
        mine, other = [idle(UID), idle(UID, forks=True)], idle(OTHER)
        try:
            self.assertGreaterEqual(end_processes(b"eve", UID), 2)
            self.assertEqual(running.running([(b"eve", UID)]).of(UID), [])
            self.assertEqual([has for _, has in running.running([(b"ada", OTHER)]).of(OTHER)], [OTHER])
        finally:
            os.kill(other, 9)
            for child in [*mine, other]:
                os.waitpid(child, 0)

    def test_ends_one_whose_first_thread_has_ended_while_others_go_on(self) -> None:
        child = idle(UID, headless=True)
        until = time.monotonic() + 20
        while b"(zombie)" not in status_of(child) and time.monotonic() < until:
            time.sleep(0.01)
        self.assertIn(b"(zombie)", status_of(child))
        try:
            self.assertEqual([pid for pid, _ in running.running([(b"eve", UID)]).of(UID)], [child])
            self.assertEqual(end_processes(b"eve", UID), 1)
            self.assertEqual(running.running([(b"eve", UID)]).of(UID), [])
        finally:
            os.kill(child, 9)
            os.waitpid(child, 0)

    def test_ends_a_program_that_is_never_the_same_process_and_sees_it_by_any_of_its_numbers(self) -> None:
        others = [idle(OTHER) for _ in range(60)]
        try:
            for uids in ((UID, UID, UID), (OTHER, UID, UID)):
                keeper, over = hopping(uids)
                try:
                    self.assertEqual({has for _, has in running.running([(b"eve", UID)]).of(UID)}, {UID})
                    self.assertGreaterEqual(end_processes(b"eve", UID), 1)
                    self.assertEqual(select.select([over], [], [], 20)[0], [over])
                    self.assertEqual(running.running([(b"eve", UID)]).of(UID), [])
                finally:
                    os.kill(keeper, 9)
                    os.waitpid(keeper, 0)
                    os.close(over)
            self.assertEqual([os.waitpid(other, os.WNOHANG) for other in others], [(0, 0)] * 60)
        finally:
            for other in others:
                os.kill(other, 9)
                os.waitpid(other, 0)

    def test_ends_also_what_no_look_sees(self) -> None:
        child, kept = idle(UID), running.running
        running.running = lambda people: running.Running({}, True)
        try:
            self.assertEqual(end_processes(b"eve", UID), 0)
            self.assertEqual(end_of(child), signal.SIGKILL)
        finally:
            running.running = kept

    def test_what_no_list_has_is_seen_at_a_stroke(self) -> None:
        self.assertIs(seen.at_a_stroke(UID), False)
        child, kept = idle(UID), (seen.process_ids, seen.newest)
        seen.process_ids, seen.newest = lambda most: ([], True), lambda rounds: iter(())
        try:
            self.assertIs(seen.at_a_stroke(UID), True)
            found = running.running([(b"eve", UID)])
            self.assertEqual((found.of(UID), found.commands(UID), found.whole), ([(0, UID)], [], True))
        finally:
            seen.process_ids, seen.newest = kept
            os.kill(child, 9)
            os.waitpid(child, 0)

    def test_where_the_kernel_does_not_say_nothing_is_claimed(self) -> None:
        kept = running.at_a_stroke
        running.at_a_stroke = lambda uid: None
        try:
            found = running.running([(b"eve", UID)])
            self.assertEqual((found.of(UID), found.whole), ([], False))
        finally:
            running.at_a_stroke = kept

    def test_one_that_ended_and_was_not_taken_yet_is_none(self) -> None:
        child = idle(UID)
        os.kill(child, 9)
        os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        try:
            self.assertIs(seen.at_a_stroke(UID), True)
            self.assertEqual(running.running([(b"eve", UID)]).of(UID), [])
        finally:
            os.waitpid(child, 0)

    def test_ends_a_thread_of_theirs_below_a_first_thread_that_is_somebody_elses(self) -> None:
        child, thread = in_a_thread(OTHER, UID)
        other = idle(OTHER)
        try:
            self.assertNotEqual(child, thread)
            self.assertEqual(running.running([(b"eve", UID)]).of(UID), [(thread, UID)])
            self.assertEqual(end_processes(b"eve", UID), 1)
            self.assertEqual(end_of(child), signal.SIGKILL)
            self.assertEqual(running.running([(b"eve", UID)]).of(UID), [])
            self.assertEqual(os.waitpid(other, os.WNOHANG), (0, 0))
        finally:
            os.kill(other, 9)
            os.waitpid(other, 0)

    def test_more_threads_than_are_looked_at_is_not_none(self) -> None:
        child, _ = in_a_thread(OTHER, UID)
        kept, seen.THREADS = seen.THREADS, 1
        try:
            self.assertFalse(running.running([(b"eve", UID)]).whole)
        finally:
            seen.THREADS = kept
            os.kill(child, 9)
            os.waitpid(child, 0)

    def test_nobody_of_that_number_can_stop_what_ends_them(self) -> None:
        ready, tell = os.pipe()
        ender = os.fork()
        if ender == 0:
            running.stand_apart(UID)
            os.write(tell, b"r")
            time.sleep(60)
        os.read(ready, 1)
        os.close(ready)
        os.close(tell)
        try:
            self.assertEqual(os.WEXITSTATUS(os.waitpid(signals(UID, ender), 0)[1]), 1)
        finally:
            os.kill(ender, 9)
            os.waitpid(ender, 0)

    def test_a_subordinate_number_that_the_name_service_knows_is_somebody_elses(self) -> None:
        kept = subordinate.read_file, running.whose_are
        subordinate.read_file = lambda path: b"eve:600000:65536\n"
        asked: "list[list[int]]" = []
        mine, other = idle(600001), idle(600002)
        try:
            running.whose_are = lambda numbers: asked.append(numbers) or {600002}  # type: ignore[func-returns-value]
            self.assertEqual(end_processes(b"eve", UID), 1)
            self.assertIn([600001, 600002], asked)
            self.assertEqual(os.waitpid(other, os.WNOHANG), (0, 0))
            # where it does not say, nothing is known of them, and nothing is ended
            running.whose_are = lambda numbers: None
            found = running.running([(b"eve", UID)])
            self.assertEqual((found.of(UID), found.whole), ([], False))
        finally:
            subordinate.read_file, running.whose_are = kept
            os.kill(other, 9)
            for child in (mine, other):
                os.waitpid(child, 0)

    def test_a_number_that_no_registry_gives_ends_nothing(self) -> None:
        other = idle(1234)
        try:
            self.assertEqual(end_processes(b"eve", 1234), 0)
            self.assertEqual(os.waitpid(other, os.WNOHANG), (0, 0))
        finally:
            os.kill(other, 9)
            os.waitpid(other, 0)


class OnFiles(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = os.fsencode(tempfile.mkdtemp())
        self.undo = [(spools, "AWAY", spools.AWAY), (root_there, "FOLDER", root_there.FOLDER), (root_there, "FILE", root_there.FILE)]
        self.undo += [(named, "read_file", named.read_file), (subordinate, "read_file", subordinate.read_file)]
        self.undo += [(sudoers, "read_file", sudoers.read_file)]
        self.undo += [(named, one, getattr(named, one)) for one in ("managed_by", "find_program", "ask_sudo")]
        self.undo += [(ways, one, getattr(ways, one)) for one in ("read_file", "find_program", "ask_sudo", "table")]
        self.undo += [(polkit, one, getattr(polkit, one)) for one in ("read_file", "listed")]
        polkit.listed = lambda folder, most=0: []
        spools.AWAY = self.folder + b"/away"
        root_there.FOLDER, root_there.FILE = self.folder, self.folder + b"/had-root"

    def tearDown(self) -> None:
        for module, name, value in self.undo:
            setattr(module, name, value)
        shutil.rmtree(self.folder)

    def put(self, name: bytes, text: bytes) -> bytes:
        path = self.folder + b"/" + name
        with open(path, "wb") as file:
            file.write(text)
        return path

    def test_what_is_put_away_is_kept_and_a_link_is_not_followed(self) -> None:
        path = self.put(b"tab", b"* * * * * true\n")
        spools.put_away(path, UID, b"crontab")
        self.assertFalse(os.path.exists(path))
        (kept,) = os.listdir(spools.AWAY)
        with open(spools.AWAY + b"/" + kept, "rb") as file:
            self.assertEqual(file.read(), b"* * * * * true\n")
        os.symlink(b"/etc/shadow", path)
        with self.assertRaises(OSError):
            spools.put_away(path, UID, b"crontab")

    def test_who_had_root_is_known_by_number_and_stays_known(self) -> None:
        root_there.note_root(UID, [])
        root_there.note_root(UID, [b"group docker", b"sudo"])
        root_there.note_root(UID, [b"nothing"])
        self.assertEqual(root_there.had_root(), {b"%d" % UID: b"group docker, sudo"})

    def test_subordinate_numbers_never_reach_accounts_of_the_host(self) -> None:
        subordinate.read_file = lambda path: b"eve:524288:65536\neve:0:4000000000\nada:600000:1\n%d:700000:2\neve:x:1\n" % UID
        lines = subordinate.subordinate()
        whose = [subordinate.subordinate_of(number, lines, [(b"eve", UID)]) for number in (524288, 700001, 700002, 600000, 5)]
        self.assertEqual(whose, [UID, UID, None, None, None])

    def test_a_subordinate_number_of_two_is_nobodys_to_end(self) -> None:
        subordinate.read_file = lambda path: b"eve:524288:65536\nada:524288:65536\n"
        self.assertIsNone(subordinate.subordinate_of(524290, subordinate.subordinate(), [(b"eve", UID)]))

    def test_what_names_somebody(self) -> None:
        files = {
            b"/etc/crontab": b"# 5 * * * * eve x\n5 * * * * ada eve\n",
            b"/etc/sudoers": b"# eve ALL=ALL\nUser_Alias X = ada,eve\n",
        }
        named.read_file = sudoers.read_file = lambda path, most=0: files.get(path)
        named.managed_by = lambda name: []
        named.find_program = lambda name: None
        self.assertEqual([one for one in Named({}).of(b"eve", UID)[0] if not one.startswith(b"unit")], [b"/etc/sudoers"])
        files[b"/etc/sudoers"] = b"#%d ALL=ALL\n" % UID
        files[b"/etc/crontab"] = b"@daily eve x\n"
        self.assertEqual(Named({}).of(b"eve", UID), ([b"/etc/crontab", b"/etc/sudoers"], True))
        files[b"/etc/crontab"] = b""
        for text, whom in ((b"#include more\n", b"/etc/more"), (b"@includedir /etc/none\n@include /opt/x\n", b"/opt/x")):
            files[b"/etc/sudoers"], files[whom] = text, b'"eve" ALL=(ALL) ALL\n'
            self.assertEqual(Named({}).of(b"eve", UID)[0], [whom])
        for text, is_named in (
            (b"ada ALL=(ALL) ALL # not eve\n", False),
            (b"#12, #%d ALL=(ALL) ALL # x\n" % UID, True),
            (b"# #%d ALL\n" % UID, False),
            (b"Eve ALL=(ALL) ALL\n", True),
            (b"%%#%d ALL=(ALL) ALL\n" % UID, True),
            (b"%eve ALL=(ALL) ALL\n", True),
        ):
            files[b"/etc/sudoers"] = text
            self.assertEqual(Named({}).of(b"eve", UID)[0], [b"/etc/sudoers"] if is_named else [], text)
        named.managed_by = lambda name: [b"docker"]
        self.assertEqual(Named({}).of(b"eve", UID)[0], [b"/etc/gshadow", b"/etc/sudoers"])

    def test_what_root_starts_as_somebody_by_a_table_or_a_script_of_the_host_names_them(self) -> None:
        self.undo += [(one, "read_file", one.read_file) for one in (named, tables, sudoers)]
        self.undo += [
            (tables, "listed", tables.listed),
            (named, "managed_by", named.managed_by),
            (named, "find_program", named.find_program),
        ]
        files: "dict[bytes, bytes]" = {}
        named.read_file = tables.read_file = sudoers.read_file = lambda path, most=0: files.get(path)
        tables.listed = lambda folder, most=0: [path[len(folder) + 1 :] for path in files if path.startswith(folder + b"/")]
        named.managed_by = lambda name: []
        named.find_program = lambda name: None
        for path, text, is_named in (
            (b"/etc/crontab", b"5 * * * * root su eve -c /opt/x\n", True),
            (b"/etc/crontab", b"-@reboot root cd / && (runuser -u eve)>/dev/null\n", True),
            (b"/etc/crontab", b"5 * * * * root sudo -u '#%d' /opt/x\n" % UID, True),
            (b"/etc/crontab", b"5 * * * * root eve\n5 * * * * root /opt/eve/run\nMAILTO=eve\n", False),
            (b"/var/spool/cron/crontabs/root", b"5 * * * * su - eve -c /opt/x\n", True),
            (b"/var/spool/cron/root", b"@hourly setpriv --reuid=%d /opt/x\n" % UID, True),
            (b"/etc/rc.local", b"#!/bin/sh\nstart-stop-daemon -S -c eve:eve -x /opt/x\n", True),
            (b"/etc/rc.local", b"#!/bin/sh\n# su eve\n/opt/eve/run &\n", False),
            (b"/etc/inittab", b"x:5:respawn:/bin/su eve -c /opt/x\n", True),
            (b"/etc/xinetd.d/x", b"service x {\n user = eve\n}\n", True),
            (b"/etc/logrotate.d/x", b"/var/log/x {\n su eve eve\n}\n", True),
            (b"/etc/supervisor/conf.d/x.conf", b"[program:x]\nuser=eve\n", True),
        ):
            files.clear()
            files[path] = text
            found = [one for one in Named({}).of(b"eve", UID)[0] if not one.startswith(b"unit")]
            self.assertEqual(found, [path] if is_named else [], text)

    def test_of_rules_that_are_not_read_for_certain_sudo_is_asked_and_where_it_says_nothing_nobody_knows(self) -> None:
        files = {b"/etc/sudoers": b"@include /etc/sudoers.%h\n"}
        named.read_file = sudoers.read_file = lambda path, most=0: files.get(path)
        named.managed_by = lambda name: []
        named.find_program = lambda name: b"/usr/bin/sudo"
        for says, expected in (
            (Says(b"given", b"own", [b"(ALL) ALL"], b""), ([b"what sudo reads"], True)),
            (Says(b"given", b"other", [b"(ALL) ALL"], b""), ([], True)),
            (Says(b"none", b"", [], b""), ([], True)),
            (Says(b"", b"", [], b"parse error"), ([], False)),
        ):
            named.ask_sudo = lambda program, name, says=says: says
            self.assertEqual(Named({}).of(b"eve", UID), expected)

    def test_by_what_they_could_become_root(self) -> None:
        files: "dict[bytes, bytes]" = {}
        says = [Says(b"none", b"", [], b"")]
        self.undo.append((ways, "listed", ways.listed))
        ways.listed = lambda folder, most=0: [path[len(folder) + 1 :] for path in files if path.startswith(folder + b"/")]
        ways.read_file = sudoers.read_file = lambda path, most=0: files.get(path)
        ways.find_program = lambda name: b"/usr/bin/sudo"
        ways.ask_sudo = lambda program, name: says[0]
        local: "Any" = Local()
        local.accounts = {b"eve": [b"eve", b"x", b"%d" % UID, b"%d" % UID, b"", b"/", b"/bin/sh"]}
        local.groups = {
            name: [name, b"x", gid, members]
            for name, gid, members in (
                (b"eve", b"%d" % UID, b""),
                (b"docker", b"998", b"ada"),
                (b"whales", b"998", b""),
                (b"ops", b"70000", b""),
                (b"genomics", b"70001", b"eve"),
            )
        }
        shadow: "dict[bytes, list[bytes]]" = {}
        ways.table = lambda path, width: shadow
        plain = b"root ALL=(ALL) ALL\n"

        def found(text: bytes, said: bytes = b"none", manages: bytes = b"", doas: bytes = b"") -> "list[bytes]":
            files.update({b"/etc/sudoers": text, b"/etc/doas.conf": doas})
            says[0] = Says(said, b"own", [b"(ALL) ALL"] if said == b"given" else [], b"")
            shadow.clear()
            if manages:
                shadow[manages] = [manages, b"!", b"ada,eve", b""]
            return ways.Ways(local).to_root(b"eve", UID)

        self.assertEqual(found(plain), [])
        self.assertEqual(found(plain, b"given"), [b"sudo"])
        # where sudo does not say, its rules do, unless they are not known for certain
        self.assertEqual(found(plain, b""), [])
        for text in (b"ALL ALL=(ALL) ALL\n", b"%genomics ALL=ALL\n", b"EVE ALL=ALL\n", b"@include /etc/sudoers.%h\n"):
            self.assertEqual(found(text, b""), [b"sudo"], text)
        for group, text, is_roots in (
            (b"docker", plain, True),
            (b"whales", plain, True),
            (b"genomics", plain, False),
            (b"ops", plain, False),
            (b"ops", b"%ops ALL=(ALL) ALL\n", True),
            (b"ops", b"%#70000 ALL=(ALL) ALL\n", True),
            (b"ops", b"@include /etc/sudoers.%h\n", True),
        ):
            self.assertEqual(found(text, manages=group), [b"administrator of the group " + group] if is_roots else [], text)
        for text, can in (
            (b"permit nopass eve as root\n", True),
            (b"permit :genomics\n", True),
            (b'permit "eve"\n', True),
            (b'permit setenv { X="y" } ada # eve\n', False),
        ):
            self.assertEqual(found(plain, doas=text), [b"doas"] if can else [], text)
        files[b"/etc/doas.conf"] = b""
        for path in (b"/usr/local/etc/doas.conf", b"/etc/doas.d/x.conf"):
            files[path] = b"permit nopass eve\n"
            self.assertEqual(ways.Ways(local).to_root(b"eve", UID), [b"doas"], path)
            del files[path]
        # one that was only just made is not in the tables yet
        local.accounts = {}
        self.assertEqual(found(plain), [])
        local.groups[b"whales"][3] = b"eve"
        self.assertEqual(found(plain), [b"group whales"])

    def test_polkit_lets_whom_its_files_name_and_those_of_whom_they_do_not_say_who_it_is(self) -> None:
        own, brought = b"/etc/polkit-1/rules.d/10-own.rules", b"/usr/share/polkit-1/rules.d/x.rules"
        older = b"/etc/polkit-1/localauthority/50-local.d/x.pkla"
        names = (b"eve", b"%d" % UID, b"genomics")
        yes = b"return polkit.Result.YES"
        for path, text, gives in (
            (own, b'if (subject.user == "eve") ' + yes, True),
            (own, b"if (subject.user == 'eve') " + yes, True),
            (brought, b'if (subject.isInGroup("genomics")) ' + yes, True),
            (own, b'return ["unix-user:%d"]' % UID, True),
            (own, b"polkit.addRule(function(action, subject) { " + yes + b" })", True),
            (own, b'if (subject.user == "\\x65ve") ' + yes, True),
            (own, b'if (subject.user == "eve2") ' + yes, False),
            (own, b'polkit.addAdminRule(function(action, eve) { return ["unix-group:wheel"] })', False),
            (own, b'// "eve"\nif (subject.isInGroup("wheel")) ' + yes, False),
            (own, b"if (subject.local && subject.active) " + yes, False),
            (brought, b"if (action.id == 'org.example.look') " + yes, False),
            (older, b"[x]\nIdentity=unix-group:genomics\nResultAny=yes\n", True),
            (older, b"[x]\nIdentity=unix-user:*\nResultAny=yes\n", True),
            (older, b"[x]\nIdentity=unix-user:ada\nAction=*\nResultAny=yes\n", False),
        ):
            self.assertEqual(polkit.Polkit([(path, text)]).ways(names) != [], gives, text)

    def test_who_is_named_by_kerberos_in_somebody_elses_account(self) -> None:
        os.mkdir(self.folder + b"/root")
        self.put(b"root/.k5login", b"ada@LAB\n\neve/admin@LAB\n")
        self.put(b"root/.k5users", b"ben@LAB /bin/ls\n")
        local: "Any" = Local()
        home = self.folder + b"/root"
        local.accounts = {
            b"root": [b"root", b"x", b"0", b"0", b"", home, b"/bin/sh"],
            b"eve": [b"eve", b"x", b"%d" % UID, b"", b"", b"/x", b"/"],
        }
        self.assertEqual([who for who, _, _ in kerberos.principals(local.accounts)[0]], [b"ada", b"eve", b"ben"])
        self.assertEqual(Named(local.accounts).of(b"eve", UID)[0].count(home + b"/.k5login"), 1)
        self.assertEqual(ways.Ways(local).lasting(b"eve", UID), [b"Kerberos, as %s/.k5login names them" % home])
        self.assertEqual(ways.Ways(local).lasting(b"eva", UID), [])
        # a name in one's own file gives nobody anything
        local.accounts[b"root"][0], local.accounts[b"eve"][5] = b"root", home
        self.put(b"root/.k5login", b"")
        self.put(b"root/.k5users", b"eve@LAB\n")
        self.assertEqual(Named({b"eve": local.accounts[b"eve"]}).of(b"eve", UID)[0].count(home + b"/.k5users"), 0)

    def test_what_runs_as_somebody(self) -> None:
        for text in (
            b"[Service]\nUser = eve\n",
            b"User=\\\n eve\n",
            b"User=\\\n# with a word in between\n; or two\n  65599",
            b"SupplementaryGroups=lab eve\n",
            b"ExecStart=-/sbin/agetty --autologin eve tty1\n",
            b"ExecStart=setpriv --reuid=65599 sh",
            b"ExecStart=/sbin/start-stop-daemon --start -c eve:eve -x /bin/true\n",
            b'ExecStartPre=/bin/su -c /bin/true "eve"\n',
            b"ExecStart=chroot --userspec=eve:eve / /bin/true\n",
            b"ExecStart=sudo -ueve \\\n/bin/true\n",
            b"ExecStart=sh -c \\\n  'su eve'\n",
        ):
            self.assertTrue(units.runs_as(text, (b"eve", b"%d" % UID)), text)
        for text in (
            b"User=evelyn\nExecStart=/opt/eve/run -v every\n",
            b"# User=eve\n#\\\nDescription=eve\n",
            b"ExecStart=/opt/run\nDescription=User\\\n User=eve\n",
        ):
            self.assertFalse(units.runs_as(text, (b"eve", b"%d" % UID)), text)

    def test_units_and_rules_are_read_wherever_the_host_reads_them(self) -> None:
        files = {
            b"/run/systemd/transient/run-r1.service": b"[Service]\nUser=eve\n",
            b"/run/systemd/generator/made.service": b"[Service]\nUser=eve\n",
            b"/etc/systemd/system.control/c.service": b"[Service]\nUser=eve\n",
            b"/etc/systemd/system/service.d/all.conf": b"[Service]\nUser=eve\n",
            b"/etc/systemd/system/x.socket": b"[Socket]\nSocketUser=eve\n",
            b"/etc/systemd/system/t@.service.d/all.conf": b"[Service]\nUser=eve\n",
            b"/run/systemd/system/multi-user.target.wants/user@%d.service" % UID: b"",
            b"/usr/share/dbus-1/system-services/bus.service": b"[D-BUS Service]\nUser=eve\n",
            b"/etc/polkit-1/localauthority/50-local.d/x.pkla": b"[x]\nIdentity=unix-group:lab;unix-user:eve\nResultAny=yes\n",
            b"/var/lib/polkit-1/localauthority/10-vendor.d/y.pkla": b"[x]\nIdentity=unix-user:%d\n" % UID,
            b"/etc/polkit-1/localauthority.conf.d/z.conf": b"[Configuration]\nAdminIdentities=unix-user:eve\n",
            b"/usr/local/share/polkit-1/rules.d/1.rules": b'if (s.user == "eve") return "yes"\n',
            b"/run/polkit-1/rules.d/2.rules": b'if (s.user == "eve") return "yes"\n',
            b"/etc/doas.d/d.conf": b"permit nopass eve\n",
        }

        def names_in(folder: bytes, most: int = 0) -> "list[bytes]":
            return sorted({path[len(folder) + 1 :].split(b"/")[0] for path in files if path.startswith(folder + b"/")})

        for module in (named, polkit, units, ways):
            self.undo += [(module, "listed", module.listed), (module, "read_file", module.read_file)]
            module.listed, module.read_file = names_in, lambda path, most=0: files.get(path)
        self.undo.append((named, "SHOWN", named.SHOWN))
        named.SHOWN = 100
        found = {one for one in Named({}).of(b"eve", UID)[0] if one != b"/etc/sudoers"}
        expected = {path for path in files if b"polkit" in path or b"doas" in path}
        its = b"run-r1.service made.service c.service service x.socket t@.service user@%d.service bus.service" % UID
        self.assertEqual(found, expected | {b"unit " + name for name in its.split()})
        self.assertEqual([one for one in Named({}).of(b"evelyn", UID + 1)[0] if one != b"/etc/sudoers"], [])

    def test_their_keys_are_noted_and_found_in_whatever_file_has_them(self) -> None:
        body = b"AAAAC3NzaC1lZDI1NTE5AAAAIMhWTV9rrmrK1OARRdIXvT0wQI1zY319p5ORDv8rFoFT"
        kept = (their_keys.file_of, their_keys.FILE, their_keys.FOLDER)
        their_keys.file_of = lambda name: self.folder + b"/" + name
        their_keys.FOLDER, their_keys.FILE = self.folder, self.folder + b"/left-keys"
        try:
            self.put(b"eve", b"ssh-ed25519 " + body + b"\nno key\nx y z\n")
            their_keys.note_keys(b"eve", UID)
            os.unlink(self.folder + b"/eve")
            # a job that was ended and begins again finds no file, and forgets nothing
            their_keys.note_keys(b"eve", UID)
            self.assertEqual(their_keys.noted_keys(), {UID: [(b"ssh-ed25519", body)]})
            # before other keys are written all that were are noted, but for those that stay
            second, third = (body[:-4] + end for end in (b"AAAA", b"BBBB"))
            self.put(b"ada", b"".join(b"ssh-ed25519 %s\n" % one for one in (body, second, third)))
            their_keys.note_keys(b"ada", OTHER, (b"ssh-ed25519 " + second,))
            self.assertEqual([one for _, one in their_keys.noted_keys()[OTHER]], [body, third])
            os.unlink(self.folder + b"/left-keys")
            self.put(b"eve", b"ssh-ed25519 " + body)
            their_keys.note_keys(b"eve", UID)
            self.put(b"roots", b'# x\nfrom="*",command="x" ssh-ed25519\t' + body + b" somebody@else\n")
            self.put(b"huge", b"#" * (their_keys.MOST + 1) + body)
            os.mkfifo(self.folder + b"/pipe")
            accounts = {name: [name, b"x", b"1", b"1", b"", self.folder, b""] for name in (b"roots", b"pipe", b"gone")}
            places = [(self.folder + b"/" + name, name) for name in accounts]
            self.assertEqual(their_keys.holding(places, their_keys.noted_keys()), ({UID: [self.folder + b"/roots"]}, False))
            self.assertEqual(their_keys.holding(places[:1], their_keys.noted_keys()), ({UID: [self.folder + b"/roots"]}, True))
            self.assertEqual(their_keys.holding([(self.folder + b"/huge", b"x")], their_keys.noted_keys())[1], False)
            files = their_keys.files_of_keys(None, accounts)
            self.assertEqual(files[0], (self.folder + b"/.ssh/authorized_keys", b"roots"))
        finally:
            their_keys.file_of, their_keys.FILE, their_keys.FOLDER = kept

    def test_counts_by_number_and_follows_nothing(self) -> None:
        os.mkdir(self.folder + b"/in")
        self.put(b"in/a", b"12345")
        os.symlink(b"/", self.folder + b"/in/away")
        held = os.open(self.folder, HOLD)
        found = count(Folder(held, os.fstat(held).st_dev, mount_of(held), b"."), os.getuid())
        self.assertEqual(found, (3, 5, True))
        held = os.open(self.folder, HOLD)
        self.assertEqual(count(Folder(held, os.fstat(held).st_dev, mount_of(held), b"."), UID), (0, 0, True))


if __name__ == "__main__":
    unittest.main()


class InSshd(unittest.TestCase):
    def test_a_line_that_lets_them_in_or_tells_them_apart_names_them(self) -> None:
        folder = tempfile.mkdtemp()
        try:
            more = os.path.join(folder, "more.conf")
            with open(more, "wb") as file:
                file.write(b"allowusers ada eve@10.0.0.0/8\nDenyUsers gone\n")
            main = os.path.join(folder, "sshd_config")
            with open(main, "wb") as file:
                file.write(
                    b"Include %s\nAllowGroups=lab\n#AllowUsers old\nMatch User ida,!eva Address 10.0.0.0/8\nMatch Group e*\n"
                    % more.encode()
                )
            said = [(one, os.path.basename(path)) for one, path in naming(main.encode())]
            expected = [(b"ada", b"more.conf"), (b"eve", b"more.conf"), (b"lab", b"sshd_config")]
            expected += [(b"ida", b"sshd_config"), (b"!eva", b"sshd_config"), (b"e*", b"sshd_config")]
            self.assertEqual(said, expected)
        finally:
            shutil.rmtree(folder)


@unittest.skipIf(os.getuid() != 0, "needs root")
class SetIds(unittest.TestCase):
    def setUp(self) -> None:
        self.top = tempfile.mkdtemp()
        os.chmod(self.top, 0o755)

    def tearDown(self) -> None:
        shutil.rmtree(self.top)

    def put(self, path: str, uid: int = UID, mode: int = 0o4755, folder: int = 0o777) -> None:
        whole = os.path.join(self.top, path)
        here = self.top
        for name in path.split("/")[:-1]:
            here = os.path.join(here, name)
            if not os.path.isdir(here):
                os.mkdir(here)
                os.chmod(here, folder)
                os.chown(here, uid, uid)
        with open(whole, "wb"):
            pass
        os.chown(whole, uid, uid)
        os.chmod(whole, mode)

    def look(self, seconds: float = 5, uids: "tuple[int, ...]" = (UID,)) -> "tuple[int, bool]":
        held = os.open(self.top, HOLD | os.O_DIRECTORY)
        found, whole = set_id_walk.below(held, b"/at", list(uids), time.monotonic() + seconds)
        return len([1 for whose, place, _, _ in found if (whose, place) == (UID, b"/at")]), whole

    def held_by(self, uid: int, what: "typing.Callable[[], object]", inert: "tuple[int, ...]" = ()) -> "list[tuple[int, bytes]]":
        """What is found of a process of that number that has what it says, once it has it and its top is closed."""
        ready, tell = os.pipe()
        child = os.fork()
        if child == 0:
            os.setgroups([])
            os.setresgid(uid, uid, uid)
            os.setresuid(uid, uid, uid)
            what()
            os.write(tell, b"r")
            time.sleep(60)
        os.read(ready, 1)
        os.close(ready)
        os.close(tell)
        try:
            os.chmod(self.top, 0o700)
            found, whole, _ = open_to_others.held_files([UID], list(inert), time.monotonic() + 60)
            self.assertTrue(whole)
            return sorted({(whose, place.replace(b"%d" % child, b"ITS")) for whose, place, _, _ in found})
        finally:
            os.kill(child, 9)
            os.waitpid(child, 0)

    def test_what_others_can_start_is_counted(self) -> None:
        self.put("a/user")
        self.put("a/b/group", mode=0o2755)
        self.put("a/plain", mode=0o755)
        self.put("a/others", uid=OTHER)
        os.symlink("user", os.path.join(self.top, "a", "link"))
        self.assertEqual(self.look(), (2, True))

    def test_in_a_folder_of_roots_it_is_counted(self) -> None:
        self.put("tool")
        self.put("taken/x", folder=0o755)
        os.chown(os.path.join(self.top, "taken"), 0, 0)
        self.assertEqual(self.look(), (2, True))
        os.chmod(self.top, 0o710)
        self.assertEqual(self.look(), (0, True))

    def test_where_nobody_else_can_go_nobody_can_start_it(self) -> None:
        self.put("closed/in/it", folder=0o700)
        self.assertEqual(self.look(), (0, True))
        # somebody may be in their group, and access lists show as the group's bits
        os.chmod(os.path.join(self.top, "closed"), 0o710)
        self.assertEqual(self.look(), (0, True))
        os.chmod(os.path.join(self.top, "closed/in"), 0o710)
        self.assertEqual(self.look(), (1, True))

    def test_a_closed_folder_of_somebody_elses_hides_it_from_nobody_but_others(self) -> None:
        self.put("friend/drop/x", folder=0o700)
        for name in ("friend", "friend/drop"):
            os.chown(os.path.join(self.top, name), OTHER, OTHER)
        self.assertEqual(self.look(), (1, True))
        # of two who left, each one's folder hides their own alone
        self.assertEqual(self.look(uids=(UID, OTHER)), (1, True))

    def test_a_file_that_somebody_still_has_open_is_found_when_no_name_of_it_is_left(self) -> None:
        self.put("x")

        def opens() -> int:
            kept = os.open(os.path.join(self.top, "x"), os.O_RDONLY)
            os.unlink(os.path.join(self.top, "x"))
            return kept

        os.chmod(self.top, 0o777)
        self.assertEqual(self.held_by(OTHER, opens), [(UID, b"/proc/ITS")])
        self.assertEqual(self.look(), (0, True))

    def test_what_somebody_stands_above_is_found_behind_a_closed_folder(self) -> None:
        self.put("open/x", folder=0o711)
        self.assertEqual(self.held_by(OTHER, lambda: os.chdir(os.path.join(self.top, "open"))), [(UID, b"/proc/ITS")])
        os.chmod(self.top, 0o755)
        self.assertEqual(self.held_by(UID, lambda: os.chdir(os.path.join(self.top, "open"))), [])

    def test_what_is_on_a_mount_without_set_id_bits_is_not_touched(self) -> None:
        self.put("x")
        held = os.open(self.top, HOLD)
        where = mount_of(held)
        os.close(held)
        self.assertEqual(self.held_by(OTHER, lambda: os.open(os.path.join(self.top, "x"), os.O_RDONLY), (where,)), [])
        os.chmod(self.top, 0o755)
        self.assertEqual(
            self.held_by(OTHER, lambda: os.open(os.path.join(self.top, "x"), os.O_RDONLY), (where + 1,)), [(UID, b"/proc/ITS")]
        )

    def test_descriptors_of_a_thread_that_has_its_own_are_found(self) -> None:
        self.put("open/x", folder=0o711)
        ready = threading.Event()

        def apart() -> None:
            # CLONE_FILES: this thread's open files are its own from here
            if ctypes.CDLL(None).unshare(0x400) == 0:
                os.open(os.path.join(self.top, "open", "x"), os.O_RDONLY)
            ready.set()
            time.sleep(60)

        def begins() -> None:
            threading.Thread(target=apart, daemon=True).start()
            ready.wait()

        self.assertEqual(self.held_by(OTHER, begins), [(UID, b"/proc/ITS")])

    def test_what_was_not_reached_is_not_whole(self) -> None:
        self.put("a/user")
        self.assertEqual(self.look(-1), (0, False))
        self.put("/".join(["d"] * 70) + "/it")
        self.assertFalse(self.look()[1])

    def test_what_cannot_have_set_id_bits_is_left_out_and_nothing_else(self) -> None:
        def line(place: str, kind: str, options: str = "rw") -> Mount:
            return Mount(("30 1 8:1 / %s %s - %s /dev/x rw" % (place, options, kind)).encode())

        kinds = ["overlay", "xfs", "lustre", "virtiofs", "bcachefs", "fuse.x", "not-known-yet"]
        looked_at = [line("/" + kind, kind) for kind in kinds] + [line("/ro", "ext4", "ro")]
        left_out = [line("/tmp", "tmpfs", "rw,nosuid"), line("/proc", "proc"), line("/sys", "cgroup2")]
        self.assertEqual(set_ids.applying(left_out + looked_at), looked_at)

    def test_a_mount_is_told_from_a_folder_by_its_name_and_where_it_came_since(self) -> None:
        def mounts(place: str) -> None:
            subprocess.check_call(["mount", "-t", "tmpfs", "x", place])

        def is_mount_inside_looked_at(mounted: Mounted) -> bool:
            held = os.open(self.top, HOLD | os.O_DIRECTORY)
            return len(set_id_walk.below(held, b"/at", [UID], time.monotonic() + 60, mounted)[0]) == 1

        os.makedirs(os.path.join(self.top, "in", "a name"))
        child = os.fork()
        if child == 0:
            try:
                ctypes.CDLL(None).unshare(0x20000)
                subprocess.check_call(["mount", "--make-rprivate", "/"])
                before = Mounted()
                told = [before.may_be(b"a name")]
                mounts(os.path.join(self.top, "in", "a name"))
                self.put("in/a name/x")
                after = Mounted()
                told += [after.may_be(b"a name"), after.may_be(b"in"), before.may_be(b"in")]
                told += [is_mount_inside_looked_at(after), is_mount_inside_looked_at(before)]
                os._exit(0 if told == [False, True, False, True, False, False] else 1)
            finally:
                os._exit(2)
        self.assertEqual(os.WEXITSTATUS(os.waitpid(child, 0)[1]), 0)

    def test_each_mount_is_looked_at_where_others_can_go(self) -> None:
        def binds(place: str) -> None:
            os.makedirs(os.path.join(self.top, place))
            subprocess.check_call(["mount", "--bind", os.path.join(self.top, "a"), os.path.join(self.top, place)])

        self.put("a/x", folder=0o755)
        os.chmod(os.path.join(self.top, "a"), 0o755)
        os.chown(os.path.join(self.top, "a"), 0, 0)
        os.mkdir(os.path.join(self.top, "closed"), 0o700)
        child = os.fork()
        if child == 0:
            try:
                ctypes.CDLL(None).unshare(0x20000)
                subprocess.check_call(["mount", "--make-rprivate", "/"])
                binds("closed/hidden")
                binds("seen")
                subprocess.check_call(["mount", "-o", "remount,bind,ro", os.path.join(self.top, "seen")])
                binds("inert")
                subprocess.check_call(["mount", "-o", "remount,bind,nosuid", os.path.join(self.top, "inert")])
                ours = [mount for mount in set_ids.read_table(set_ids.OWN) if mount.place.startswith(self.top.encode())]
                set_ids.read_table = lambda path: ours
                found = {place.rpartition(b"/")[2] for whose, place in set_ids.set_ids([UID])[0]}
                os._exit(0 if found == {b"seen"} else 1)
            finally:
                os._exit(2)
        self.assertEqual(os.WEXITSTATUS(os.waitpid(child, 0)[1]), 0)
