"""Old data becomes a person's: by number, below one folder, with a list that takes it back; killed anywhere and gone on with; raced."""

import ctypes
import os
import posix
import select
import signal
import stat
import subprocess
import tempfile
import threading
import time
import unittest
from types import SimpleNamespace

from volume_stage import GID, Stage, needs_root

from prism.core.clock import monotonic
from prism.core.limits import Refusal
from prism.core.parameters import Parameters
from prism.core.records import Records
from prism.migrating import changing, open_files, undo_list
from prism.migrating.open_files import look_at_open_files, places_of
from prism.migrating.through import through
from prism.migrating.undo_list import Header, read_header
from prism.mounts.table import Mount
from prism.volume.opened import open_volume

FS = b"fs-0123456789abcdef0"
OLD, OTHER, ADA = 1000, 1001, 65536
ID = b"0123456789abcdef"


def given(do: bytes, **values: bytes) -> Parameters:
    all_values = {b"DO": do, b"ID": ID, b"ENTRIES": b"10000", b"AFTER": b"", b"GID": b"%d" % GID, b"UNDO": b"0"}
    all_values.update({name.encode(): value for name, value in values.items()})
    return Parameters(all_values)


class Using:
    """
    A process that has a file: `headless`, its first thread has ended; `files` and `place`, a second thread alone has it open, or stands beside it; `mapped`, in
    its memory, and closed; `moving`, it goes on in another process all the time until this one closes.
    """

    def __init__(self, how: str, path: bytes) -> None:
        self.told, tell = os.pipe()
        hold, self.on = os.pipe()
        self.child = os.fork()
        if self.child == 0:
            os.close(self.on)
            os.close(self.told)
            # what loses its parent becomes this one's, which takes each end
            signal.signal(signal.SIGCHLD, signal.SIG_IGN)
            ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
            if os.fork() == 0:
                _use(how, path, tell, hold)
            os.close(tell)
            while True:
                time.sleep(60)
        os.close(tell)
        os.close(hold)
        os.read(self.told, 1)

    def close(self) -> None:
        os.close(self.on)
        # until nothing of it is left
        os.read(self.told, 1)
        os.close(self.told)
        os.kill(self.child, 9)
        os.waitpid(self.child, 0)


def _use(how: str, path: bytes, tell: int, hold: int) -> None:
    kernel = ctypes.CDLL(None)
    held = -1 if how in ("files", "place") else os.open(path, os.O_RDWR)
    memory = None
    if how == "mapped":
        # mmap.mmap keeps a descriptor
        kernel.mmap.restype = ctypes.c_void_p
        kernel.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
        memory = kernel.mmap(None, 4096, 3, 1, held, 0)
        os.close(held)

    def second() -> None:
        if how == "files":
            kernel.unshare(0x400)
            os.open(path, os.O_RDWR)
        if how == "place":
            kernel.unshare(0x200)
            os.chdir(os.path.dirname(path))
        while how == "headless" and b"(zombie)" not in open("/proc/self/status", "rb").read():
            time.sleep(0.005)
        os.write(tell, b"r")
        os.read(hold, 1)
        os._exit(0 if memory is None else 1)

    if how == "moving":
        os.write(tell, b"r")
        while not select.select([hold], [], [], 0)[0]:
            if os.fork():
                os._exit(0)
        os._exit(0)
    threading.Thread(target=second).start()
    if how == "headless":
        # the first thread's end, and not the process's
        kernel.syscall({"x86_64": 60}.get(os.uname().machine, 93), 0)
    while True:
        time.sleep(60)


class Told:
    def __init__(self, told: "tuple") -> None:  # type: ignore[type-arg]
        self.counts = {why.decode(): entries for why, (entries, _) in told[0].items()}
        self.folders = told[1]
        self.named = [(path, why.decode()) for path, why, _ in told[3]]
        self.looked, self.at, self.finished = told[4]


@needs_root
class Migrate(unittest.TestCase):
    def setUp(self) -> None:
        self.stage = Stage()
        self.lists = tempfile.mkdtemp().encode()
        self.kept = undo_list.FOLDER, changing.TOGETHER, changing.posix, changing.write_all
        undo_list.FOLDER = self.lists
        self.header = Header(FS, b"users/ubuntu", (OLD, OLD, ADA, ADA), False)
        self.stage.lay("users/ubuntu", OLD, 0o755)

    def tearDown(self) -> None:
        undo_list.FOLDER, changing.TOGETHER, changing.posix, changing.write_all = self.kept
        self.stage.end()
        subprocess.check_call(["rm", "-rf", self.lists])

    def put(self, path: str, uid: int = OLD, gid: int = OLD, mode: int = 0o644) -> str:
        whole = self.stage.put("users/ubuntu/" + path, path, uid)
        os.chown(whole, uid, gid)
        os.chmod(whole, mode)
        return whole

    def folder(self, path: str, uid: int = OLD, gid: int = OLD, mode: int = 0o755) -> None:
        self.stage.lay("users/ubuntu/" + path, uid, mode, gid)

    def run_(self, do: bytes = b"move", **values: bytes) -> Told:
        mount = self.stage.mount
        root = open_volume(mount.place, mount.device)
        return Told(through(given(do, **values), self.header, root, monotonic() + 60, posix.getppid()))

    def owners(self, below: str = "users/ubuntu") -> "dict[str, tuple[int, int]]":
        found: "dict[str, tuple[int, int]]" = {}
        top = self.stage.at(below)
        for folder, folders, files in os.walk(top):
            for name in folders + files:
                path = os.path.join(folder, name)
                seen = os.lstat(path)
                found[os.path.relpath(path, top)] = (seen.st_uid, seen.st_gid)
        return found

    def lines(self) -> "list[list[bytes]]":
        with open(self.lists + b"/" + ID, "rb") as file:
            return [line.split(b" ") for line in file.read().split(b"\n")[1:] if line]

    def tree(self) -> None:
        self.folder("data")
        self.folder("data/deep")
        self.folder("locked", mode=0o700)
        for path in ("top", "data/one", "data/two", "data/deep/three", "locked/four"):
            self.put(path)
        self.put("grouped", gid=GID)
        os.symlink("/etc/passwd", self.stage.at("users/ubuntu/link"))
        os.lchown(self.stage.at("users/ubuntu/link"), OLD, OLD)
        os.mkfifo(self.stage.at("users/ubuntu/pipe"))
        os.chown(self.stage.at("users/ubuntu/pipe"), OLD, OLD)

    def test_what_is_counted_is_not_changed(self) -> None:
        self.tree()
        before = self.owners()
        told = self.run_(b"look")
        self.assertEqual(self.owners(), before)
        self.assertEqual(told.counts, {"move": 11})
        self.assertTrue(told.finished)
        self.assertIn((b"data", OLD, OLD, 5), told.folders)
        self.assertEqual(os.listdir(self.lists), [])

    def test_owner_and_private_group_change_and_another_group_stays(self) -> None:
        self.tree()
        told = self.run_()
        self.assertEqual(told.counts, {"moved": 11})
        owners = self.owners()
        self.assertEqual(owners.pop("grouped"), (ADA, GID))
        self.assertEqual(set(owners.values()), {(ADA, ADA)})
        self.assertEqual(os.stat("/etc/passwd").st_uid, 0)
        self.assertEqual(os.stat(self.stage.at("users/ubuntu")).st_uid, OLD)
        self.assertEqual(self.run_().counts, {"already": 11})

    def test_the_folder_itself_where_that_is_said(self) -> None:
        self.header = Header(FS, b"users/ubuntu", (OLD, OLD, ADA, ADA), True)
        self.assertEqual(self.run_().counts, {"moved": 1})
        self.assertEqual(os.stat(self.stage.at("users/ubuntu")).st_uid, ADA)
        self.assertEqual(self.run_(UNDO=b"1").counts, {"moved": 1})
        self.assertEqual(os.stat(self.stage.at("users/ubuntu")).st_uid, OLD)

    def test_what_stays_is_named(self) -> None:
        self.put("program", mode=0o4755)
        self.put("groups-program", mode=0o2755)
        self.put("theirs", uid=OTHER)
        self.put("linked")
        os.link(self.stage.at("users/ubuntu/linked"), self.stage.at("shared-name"))
        os.mknod(self.stage.at("users/ubuntu/null"), 0o600 | stat.S_IFCHR, os.makedev(1, 3))
        os.chown(self.stage.at("users/ubuntu/null"), OLD, OLD)
        told = self.run_()
        self.assertEqual(told.counts, {"setid": 2, "other": 1, "linked": 1, "device": 1})
        self.assertEqual(sorted(path for path, _ in told.named), [b"groups-program", b"linked", b"null", b"program", b"theirs"])
        self.assertEqual(os.stat(self.stage.at("users/ubuntu/program")).st_mode & 0o7777, 0o4755)
        self.assertNotIn(ADA, [uid for uid, _ in self.owners().values()])

    def link(self, path: str, other: str) -> None:
        os.link(self.stage.at("users/ubuntu/" + path), self.stage.at(other))

    def test_a_file_whose_names_all_lie_there_changes_once_and_is_taken_back(self) -> None:
        self.folder("data")
        self.folder("locked", mode=0o700)
        for path in ("first", "data/second"):
            self.put(path)
        self.link("first", "users/ubuntu/data/another")
        self.link("first", "users/ubuntu/locked/third")
        self.link("data/second", "users/ubuntu/z")
        before = self.owners()
        self.assertEqual(self.run_(b"look").counts, {"move": 7})
        self.assertEqual(self.owners(), before)
        told = self.run_()
        self.assertEqual(told.counts, {"moved": 7})
        self.assertEqual(set(self.owners().values()), {(ADA, ADA)})
        # the list has each file once
        self.assertEqual(len(self.lines()), 4)
        self.assertEqual(self.run_(b"look").counts, {"already": 7})
        self.assertEqual(self.run_(UNDO=b"1").counts, {"moved": 7})
        self.assertEqual(self.owners(), before)

    def test_a_file_with_a_name_elsewhere_stays_and_all_its_names_are_told(self) -> None:
        self.folder("data")
        self.put("first")
        self.link("first", "users/ubuntu/data/another")
        self.link("first", "outside")
        told = self.run_()
        self.assertEqual(told.counts, {"moved": 1, "linked": 2})
        self.assertEqual(sorted(told.named), [(b"data/another", "linked"), (b"first", "linked")])
        self.assertEqual(os.stat(self.stage.at("outside")).st_uid, OLD)

    def test_a_walk_that_did_not_see_everything_changes_no_file_of_several_names(self) -> None:
        self.put("first")
        self.link("first", "users/ubuntu/second")
        self.put("third")
        self.assertEqual(self.run_(ENTRIES=b"2").counts, {"linked": 2})
        self.assertEqual(self.run_(AFTER=b"first".hex().encode()).counts, {"linked": 1, "moved": 1})
        self.folder("over")
        subprocess.check_call(["mount", "-t", "tmpfs", "none", self.stage.at("users/ubuntu/over")])
        self.assertEqual(self.run_().counts, {"linked": 2, "already": 1, "mounted": 1})
        self.assertEqual(os.stat(self.stage.at("users/ubuntu/first")).st_uid, OLD)

    def test_a_name_that_is_made_elsewhere_meanwhile_keeps_the_file_as_it_is(self) -> None:
        self.put("first")
        self.link("first", "users/ubuntu/second")
        real = changing.write_all

        def with_another(held: int, data: bytes) -> None:
            real(held, data)
            self.link("first", "outside")

        changing.write_all = with_another
        self.assertEqual(self.run_().counts, {"changed": 2})
        self.assertEqual(os.stat(self.stage.at("outside")).st_uid, OLD)

    def test_a_setuid_file_of_several_names_stays(self) -> None:
        self.put("program", mode=0o4755)
        self.link("program", "users/ubuntu/again")
        self.assertEqual(self.run_().counts, {"setid": 2})

    def test_names_in_a_private_folder_are_not_told(self) -> None:
        self.folder("private", mode=0o700)
        self.put("private/secret-name", uid=OTHER)
        self.assertEqual(self.run_(b"look").named, [(b"", "other")])
        os.chmod(self.stage.at("users/ubuntu"), 0o700)
        self.assertEqual({top for top, _, _, _ in self.run_(b"look").folders}, {b""})

    def test_another_mount_is_not_entered(self) -> None:
        self.folder("over")
        subprocess.check_call(["mount", "-t", "tmpfs", "none", self.stage.at("users/ubuntu/over")])
        self.put("over/inside")
        told = self.run_()
        self.assertEqual(told.counts, {"mounted": 1})
        self.assertEqual(os.stat(self.stage.at("users/ubuntu/over/inside")).st_uid, OLD)

    def test_a_link_on_the_way_is_refused(self) -> None:
        os.rename(self.stage.at("users/ubuntu"), self.stage.at("users/real"))
        os.symlink("real", self.stage.at("users/ubuntu"))
        with self.assertRaises(Refusal):
            self.run_()

    def test_names_of_any_bytes(self) -> None:
        for name in (b"a\nb", b"\xff\xfe", b"-rf *", b"x" * 255):
            path = os.fsencode(self.stage.at("users/ubuntu")) + b"/" + name
            with open(path, "wb"):
                pass
            os.chown(path, OLD, OLD)
        self.assertEqual(self.run_().counts, {"moved": 4})
        self.assertEqual({bytes.fromhex(line[5].decode()) for line in self.lines()}, {b"a\nb", b"\xff\xfe", b"-rf *", b"x" * 255})
        self.assertEqual(self.run_(UNDO=b"1").counts, {"moved": 4})

    def test_bounded_and_gone_on_with_where_it_stopped(self) -> None:
        self.tree()
        after, moved, rounds = b"", 0, 0
        while True:
            told = self.run_(ENTRIES=b"2", AFTER=after.hex().encode())
            moved += told.counts.get("moved", 0)
            self.assertLessEqual(told.looked, 2)
            self.assertNotIn("already", told.counts)
            rounds += 1
            if told.finished:
                break
            after = told.at
        self.assertEqual((moved, rounds), (11, 6))
        self.assertNotIn(OLD, [uid for uid, _ in self.owners().values()])

    def test_the_undo_takes_back_what_was_changed_and_nothing_else(self) -> None:
        self.tree()
        before = self.owners()
        self.put("kept", uid=ADA, gid=ADA)
        self.run_()
        self.put("hers", uid=ADA, gid=ADA)
        self.folder("her-folder", uid=ADA, gid=ADA)
        # a file that took the name of one that was changed
        os.unlink(self.stage.at("users/ubuntu/top"))
        self.put("new", uid=ADA, gid=ADA)
        os.rename(self.stage.at("users/ubuntu/new"), self.stage.at("users/ubuntu/top"))
        header = read_header(ID)
        self.assertEqual(header.line(), self.header.line())
        told = self.run_(UNDO=b"1")
        self.assertEqual((told.counts["moved"], told.counts["unlisted"]), (10, 4))
        after = self.owners()
        for name in ("kept", "hers", "her-folder", "top"):
            self.assertEqual(after.pop(name), (ADA, ADA))
        before.pop("top")
        self.assertEqual(after, before)

    def test_a_list_of_another_migration_is_not_added_to(self) -> None:
        self.tree()
        self.run_()
        self.header = Header(FS, b"users/ubuntu", (OLD, OLD, ADA + 1, ADA + 1), False)
        with self.assertRaises(Refusal):
            self.run_()

    def test_a_list_that_no_migration_made_is_not_gone_by(self) -> None:
        self.tree()
        self.run_()
        path = os.path.join(self.lists, ID)
        with open(path, "rb") as file:
            first, rest = file.read().split(b"\n", 1)
        for other in (
            b"1 %s ../../home/ubuntu 1000 1000 65536 65536 0" % FS,
            b"1 %s users/ubuntu 0 0 65536 65536 0" % FS,
            b"1 %s users/ubuntu 1000 0 65536 65536 0" % FS,
            b"1 %s users/ubuntu 1000 1000 1001 1001 0" % FS,
            first + b" 7",
        ):
            with open(path, "wb") as file:
                file.write(other + b"\n" + rest)
            with self.assertRaises(Refusal):
                read_header(ID)
        os.unlink(path)
        os.mkfifo(path)
        # a pipe keeps nobody waiting
        with self.assertRaises(Refusal):
            read_header(ID)

    def test_killed_at_fifty_points_and_exact(self) -> None:
        for n in range(40):
            self.folder("f%d" % (n % 5))
            self.put("f%d/%d" % (n % 5, n), gid=GID if n % 3 == 0 else OLD)
        self.put("other", uid=OTHER)
        changing.TOGETHER = 4
        before = self.owners()
        expected = {path: (ADA, ADA if gid == OLD else gid) if uid == OLD else (uid, gid) for path, (uid, gid) in before.items()}
        points = self._points()
        self.assertGreater(points, 50)
        self._restore(before)
        seen = set()
        for n in range(50):
            self._killed_at(n * points // 50)
            part = self.owners()
            seen.add(sum(1 for uid, _ in part.values() if uid == ADA))
            # whoever was changed is in the list, with what it was
            listed = {bytes.fromhex(line[5].decode()).decode(): (int(line[2]), int(line[3])) for line in self._whole_lines()}
            for path, owner in part.items():
                if owner != before[path]:
                    self.assertEqual(owner, expected[path])
                    self.assertEqual(listed[path], before[path])
            self.run_()
            self.assertEqual(self.owners(), expected)
            self.run_(UNDO=b"1")
            self.assertEqual(self.owners(), before)
            os.unlink(self.lists + b"/" + ID)
        self.assertGreater(len(seen), 20)

    def _whole_lines(self) -> "list[list[bytes]]":
        try:
            with open(self.lists + b"/" + ID, "rb") as file:
                text = file.read()
        except FileNotFoundError:
            return []
        return [line.split(b" ") for line in text.rpartition(b"\n")[0].split(b"\n")[1:] if line.count(b" ") == 5]

    def _restore(self, owners: "dict[str, tuple[int, int]]") -> None:
        for path, (uid, gid) in owners.items():
            os.lchown(self.stage.at("users/ubuntu/" + path), uid, gid)
        if os.path.exists(self.lists + b"/" + ID):
            os.unlink(self.lists + b"/" + ID)

    def _points(self) -> int:
        """How many moments there are: before each write, in its middle, before each sync, before and after each change of an owner."""
        counter = Kills(-1)
        counter.install()
        self.run_()
        changing.posix, changing.write_all = self.kept[2], self.kept[3]
        return counter.passed

    def _killed_at(self, point: int) -> None:
        child = os.fork()
        if child == 0:
            try:
                Kills(point).install()
                self.run_()
            finally:
                os._exit(3)
        self.assertEqual(os.waitpid(child, 0)[1], signal.SIGKILL)

    def test_without_its_job_a_walk_changes_nothing_more(self) -> None:
        self.tree()
        child = os.fork()
        if child == 0:
            mount = self.stage.mount
            try:
                through(given(b"move"), self.header, open_volume(mount.place, mount.device), monotonic() + 60, 1 << 22)
            finally:
                os._exit(3)
        self.assertEqual(os.waitpid(child, 0)[1], 0)
        self.assertNotIn(ADA, [uid for uid, _ in self.owners().values()])

    def test_an_entry_that_is_swapped_between_look_and_change(self) -> None:
        self.put("a")
        outside = self.stage.put("shared-secret", "x", 0, 0o600)
        real = changing.posix

        def swap(held: int) -> posix.stat_result:
            path = self.stage.at("users/ubuntu/a")
            if not os.path.islink(path):
                os.unlink(path)
                os.symlink(outside, path)
            return real.fstat(held)

        self._with_fstat(swap)
        self.assertEqual(self.run_().counts, {"moved": 1})
        self.assertEqual((os.stat(outside).st_uid, os.lstat(self.stage.at("users/ubuntu/a")).st_uid), (0, 0))

    def test_a_file_that_gets_a_second_name_or_a_set_id_bit_meanwhile_stays(self) -> None:
        real = changing.posix
        for number, do in enumerate(
            (lambda p: os.link(p, self.stage.at("other-name")), lambda p: os.chmod(p, 0o4755), lambda p: os.chown(p, OTHER, -1))
        ):
            path = self.put("a%d" % number)

            def meanwhile(held: int, path: str = path, do: "object" = do) -> posix.stat_result:
                do(path)  # type: ignore[operator]
                changing.posix = real
                return real.fstat(held)

            self._with_fstat(meanwhile)
            self.assertEqual(self.run_().counts["changed"], 1)
            self.assertNotEqual(os.stat(path).st_uid, ADA)

    def test_a_set_id_bit_at_the_last_moment_is_not_the_persons(self) -> None:
        path = self.put("a")
        real = changing.posix

        def chown(here: bytes, uid: int, gid: int) -> None:
            os.chmod(path, 0o4755)
            real.chown(here, uid, gid)

        changing.posix = proxy(real, chown=chown)
        self.run_()
        self.assertEqual((os.stat(path).st_uid, os.stat(path).st_mode & 0o7777), (ADA, 0o755))

    def test_a_member_who_swaps_folders_for_links_all_the_while_reaches_nothing_outside(self) -> None:
        self.stage.lay("victim", OLD, 0o755, OLD)
        for n in range(20):
            os.chown(self.stage.put("victim/%d" % n, "x", OLD), OLD, OLD)
            self.folder("d%d" % (n % 4))
            self.put("d%d/%d" % (n % 4, n))
        before = self.owners("victim")
        os.link(self.stage.put("victim-of-other", "x", OTHER), self.stage.at("users/ubuntu/linked"))
        place = self.stage.at("users/ubuntu")
        attacker = os.fork()
        if attacker == 0:
            while True:
                for n in range(4):
                    here = "%s/d%d" % (place, n)
                    os.rename(here, here + ".kept")
                    os.symlink(self.stage.at("victim"), here)
                    os.rename(here, here + ".link")
                    os.rename(here + ".kept", here)
                    os.unlink(here + ".link")
        try:
            for _ in range(100):
                self.run_()
                self.run_(UNDO=b"1")
        finally:
            os.kill(attacker, signal.SIGKILL)
            os.waitpid(attacker, 0)
        self.assertEqual(self.owners("victim"), before)
        self.assertEqual(os.stat(self.stage.at("victim-of-other")).st_uid, OTHER)
        self.assertEqual(os.stat(self.stage.at("victim")).st_uid, OLD)

    def _with_fstat(self, fstat: "object") -> None:
        changing.posix = proxy(changing.posix, fstat=fstat)

    def test_whoever_has_a_file_open_or_stands_there_is_told(self) -> None:
        self.folder("data")
        path = self.put("data/one")
        place = os.fsencode(self.stage.at("users/ubuntu"))
        self.assertEqual(look_at_open_files(Records(), [place]), 0)
        with open(path):
            records = Records()
            self.assertEqual(look_at_open_files(records, [place]), 1)
            self.assertTrue(records.lines[0].startswith(b"migrate-open pid=%d " % os.getpid()))
        sleeper = subprocess.Popen(["sleep", "60"], cwd=self.stage.at("users/ubuntu/data"))
        try:
            self.assertEqual(look_at_open_files(Records(), [place]), 1)
            self.assertEqual(look_at_open_files(Records(), [place[:-1]]), 0)
        finally:
            sleeper.kill()
            sleeper.wait()

    def test_whoever_has_it_in_a_thread_or_in_memory_or_is_never_the_same_process_is_told(self) -> None:
        self.folder("data")
        path = os.fsencode(self.put("data/one"))
        os.truncate(path, 4096)
        place = os.fsencode(self.stage.at("users/ubuntu"))
        for how, what in (("headless", b"file"), ("files", b"file"), ("place", b"cwd"), ("mapped", b"mapped"), ("moving", b"file")):
            there = Using(how, path)
            try:
                records = Records()
                found = look_at_open_files(records, [place])
                elsewhere = look_at_open_files(Records(), [place[:-1]])
                if how == "moving":
                    # more than one of it can be met, and on a busy machine the look runs out of time beside it: that is not nobody either
                    self.assertNotEqual(found, 0)
                    self.assertIn(elsewhere, (0, -1))
                else:
                    self.assertEqual((found, elsewhere), (1, 0), how)
                self.assertTrue(found < 0 or records.lines[0].endswith(b" what=" + what), (how, records.lines))
            finally:
                there.close()
            self.assertEqual(look_at_open_files(Records(), [place]), 0, how)

    def test_what_takes_too_long_is_not_nobody(self) -> None:
        kept = open_files.monotonic
        times = iter(range(0, 1 << 20, 100))
        open_files.monotonic = lambda: next(times)
        try:
            self.assertEqual(look_at_open_files(Records(), [b"/nowhere"]), -1)
        finally:
            open_files.monotonic = kept

    def test_a_folder_that_is_bound_elsewhere_is_looked_at_there_too(self) -> None:
        def mount(place: bytes, source: bytes) -> Mount:
            return Mount(b"1 2 0:3 / %s rw - nfs4 %s rw" % (place, source))

        self.assertEqual(
            places_of(
                [
                    mount(b"/mnt/v", b"127.0.0.1:/"),
                    mount(b"/home/u", b"127.0.0.1:/users/ubuntu"),
                    mount(b"/srv/users", b"127.0.0.1:/users"),
                    mount(b"/srv/data", b"127.0.0.1:/users/ubuntu/data"),
                    mount(b"/srv/other", b"127.0.0.1:/users/ubuntu2"),
                    mount(b"/srv/shared", b"127.0.0.1:/shared"),
                ],
                b"users/ubuntu",
            ),
            [b"/mnt/v/users/ubuntu", b"/home/u", b"/srv/users/ubuntu", b"/srv/data"],
        )

    def test_more_processes_than_are_asked_is_not_nobody(self) -> None:
        kept = open_files.MOST
        open_files.MOST = 0
        try:
            self.assertEqual(look_at_open_files(Records(), [b"/nowhere"]), -1)
        finally:
            open_files.MOST = kept


class Kills:
    """Ends this process by SIGKILL at a moment: a write is also cut in its middle."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.passed = 0

    def point(self) -> bool:
        self.passed += 1
        return self.passed - 1 == self.at

    def die(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def install(self) -> None:
        real, write = changing.posix, changing.write_all

        def write_all(to: int, text: bytes) -> None:
            if self.point():
                self.die()
            if self.point():
                write(to, text[: len(text) // 2])
                self.die()
            write(to, text)

        def fsync(held: int) -> None:
            if self.point():
                self.die()
            real.fsync(held)

        def chown(here: bytes, uid: int, gid: int) -> None:
            if self.point():
                self.die()
            real.chown(here, uid, gid)
            if self.point():
                self.die()

        changing.posix, changing.write_all = proxy(real, fsync=fsync, chown=chown), write_all


def proxy(real: "object", **other: "object") -> "object":  # type: ignore[misc]
    """The module with some of its functions replaced."""
    return SimpleNamespace(**dict({name: getattr(real, name) for name in dir(real)}, **other))
