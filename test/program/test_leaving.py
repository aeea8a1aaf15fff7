import ctypes
import os
import shutil
import signal
import tempfile
import threading
import time
import unittest

from prism.leaving import named, root_there, running, set_ids, spools, subordinate, their_keys, ways
from prism.leaving.data import count
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
            seen = running.running([(b"eve", UID)])
            self.assertEqual((seen.of(UID), seen.whole), ([], False))
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
        self.assertEqual([one for one in Named().of(b"eve", UID)[0] if not one.startswith(b"unit")], [b"/etc/sudoers"])
        files[b"/etc/sudoers"] = b"#%d ALL=ALL\n" % UID
        files[b"/etc/crontab"] = b"@daily eve x\n"
        self.assertEqual(Named().of(b"eve", UID), ([b"/etc/crontab", b"/etc/sudoers"], True))
        files[b"/etc/crontab"] = b""
        for text, whom in ((b"#include more\n", b"/etc/more"), (b"@includedir /etc/none\n@include /opt/x\n", b"/opt/x")):
            files[b"/etc/sudoers"], files[whom] = text, b'"eve" ALL=(ALL) ALL\n'
            self.assertEqual(Named().of(b"eve", UID)[0], [whom])
        for text, is_named in (
            (b"ada ALL=(ALL) ALL # not eve\n", False),
            (b"#12, #%d ALL=(ALL) ALL # x\n" % UID, True),
            (b"# #%d ALL\n" % UID, False),
            (b"Eve ALL=(ALL) ALL\n", True),
            (b"%%#%d ALL=(ALL) ALL\n" % UID, True),
            (b"%eve ALL=(ALL) ALL\n", True),
        ):
            files[b"/etc/sudoers"] = text
            self.assertEqual(Named().of(b"eve", UID)[0], [b"/etc/sudoers"] if is_named else [], text)
        named.managed_by = lambda name: [b"docker"]
        self.assertEqual(Named().of(b"eve", UID)[0], [b"/etc/gshadow", b"/etc/sudoers"])

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
            self.assertEqual(Named().of(b"eve", UID), expected)

    def test_by_what_they_could_become_root(self) -> None:
        files: "dict[bytes, bytes]" = {}
        says = [Says(b"none", b"", [], b"")]
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
            return ways.ways_to_root(local, b"eve", UID)

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
        # one that was only just made is not in the tables yet
        local.accounts = {}
        self.assertEqual(found(plain), [])
        local.groups[b"whales"][3] = b"eve"
        self.assertEqual(found(plain), [b"group whales"])

    def test_what_runs_as_somebody(self) -> None:
        for text in (b"[Service]\nUser = eve\n", b"ExecStart=-/sbin/agetty --autologin eve tty1\n", b"ExecStart=setpriv --reuid=65599 sh"):
            self.assertTrue(named._runs_as(text, (b"eve", b"%d" % UID)), text)
        self.assertFalse(named._runs_as(b"User=evelyn\nExecStart=/opt/eve/run\n", (b"eve", b"%d" % UID)))

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

    def look(self, seconds: float = 5) -> "tuple[int, bool]":
        held = os.open(self.top, HOLD | os.O_DIRECTORY)
        top = Folder(held, os.fstat(held).st_dev, mount_of(held), b".")
        found, whole = set_ids.below(top, b"/at", [UID], time.monotonic() + seconds)
        return len([1 for whose, place in found if (whose, place) == (UID, b"/at")]), whole

    def test_what_others_can_start_is_counted(self) -> None:
        self.put("a/user")
        self.put("a/b/group", mode=0o2755)
        self.put("a/plain", mode=0o755)
        self.put("a/others", uid=OTHER)
        os.symlink("user", os.path.join(self.top, "a", "link"))
        self.assertEqual(self.look(), (2, True))

    def test_where_nobody_else_can_go_nobody_can_start_it(self) -> None:
        self.put("closed/in/it", folder=0o700)
        self.put("own/it", folder=0o750)
        self.assertEqual(self.look(), (0, True))
        os.chown(os.path.join(self.top, "own"), UID, OTHER)
        self.assertEqual(self.look(), (1, True))

    def test_what_was_not_reached_is_not_whole(self) -> None:
        self.put("a/user")
        self.assertEqual(self.look(-1), (0, False))
        self.put("/".join(["d"] * 70) + "/it")
        self.assertFalse(self.look()[1])

    def test_file_systems_without_set_id_bits_are_left_out(self) -> None:
        def line(place: str, kind: str, device: str = "8:1", options: str = "rw", root: str = "/") -> Mount:
            return Mount(("30 1 %s %s %s %s - %s /dev/x rw" % (device, root, place, options, kind)).encode())

        table = [
            line("/", "overlay", "0:5"),
            line("/data", "xfs", root="/part"),
            line("/srv", "xfs"),
            line("/tmp", "tmpfs", "0:6", "rw,nosuid"),
            line("/ro", "ext4", "8:2", "ro"),
            line("/c/merged", "overlay", "0:7"),
            line("/proc", "proc", "0:8"),
        ]
        self.assertEqual([mount.place for mount in set_ids.applying(table)], [b"/", b"/srv"])
