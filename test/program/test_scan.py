"""The scan of a volume: what it finds, what it leaves alone, and where it says that it did not see all."""

import os
import posix
import stat
import tempfile
import time
import unittest
from binascii import unhexlify
from types import SimpleNamespace

from prism.core.parameters import Parameters
from prism.core.records import Records
from prism.core.stat import device_words
from prism.probes import scan
from prism.probes.scan import kind_found, probe_scan
from prism.volume.folder import HOLD, Folder, mount_of


def opened(place: bytes) -> Folder:
    held = posix.open(place, HOLD | posix.O_DIRECTORY)
    return Folder(held, posix.fstat(held).st_dev, mount_of(held), b".")


def walked(root: Folder, most: int, seconds: float) -> "tuple[int, int, bool, list[tuple[bytes, bytes, int, int]]]":
    """What a walk answered, and what it told on the way."""
    hear, tell = posix.pipe2(posix.O_NONBLOCK | posix.O_CLOEXEC)
    looked, found, finished = scan.walk(root, most, seconds, tell)
    said = [words for words in scan.heard(hear) if len(words) == 6]
    posix.close(hear)
    posix.close(tell)
    return looked, found, finished, [(unhexlify(path), kind, int(bits, 8), int(owner)) for _, _, path, kind, bits, owner in said]


class Scan(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.place = os.fsencode(self.folder.name)

    def tearDown(self) -> None:
        self.folder.cleanup()

    def path(self, name: bytes) -> bytes:
        return self.place + b"/" + name

    def make(self, name: bytes, mode: int) -> None:
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "wb"):
            pass
        os.chmod(self.path(name), mode)

    def test_programs_that_run_as_somebody_else_are_named_wherever_they_lie(self) -> None:
        self.make(b"shared/.deep/er/sh", 0o4755)
        self.make(b"shared/group", 0o2755)
        # setgid without execute is a mark for locking, no right
        self.make(b"shared/lock", 0o2644)
        self.make(b"shared/plain", 0o755)
        looked, found, finished, shown = walked(opened(self.place), 1000, 10)
        self.assertEqual((looked, found, finished), (7, 2, True))
        self.assertEqual(
            sorted((path, kind, bits & 0o7777, owner) for path, kind, bits, owner in shown),
            [
                (b"shared/.deep/er/sh", b"setuid", 0o4755, os.getuid()),
                (b"shared/group", b"setuid", 0o2755, os.getuid()),
            ],
        )

    def test_nothing_is_followed_and_nothing_is_opened_that_waits(self) -> None:
        os.symlink("/", self.path(b"root"))
        os.symlink("/bin/su", self.path(b"su"))
        os.mkfifo(self.path(b"pipe"), 0o4755)
        looked, found, finished, _ = walked(opened(self.place), 1000, 10)
        self.assertEqual((looked, found, finished), (3, 0, True))

    def test_a_name_of_any_bytes_is_told_as_it_is(self) -> None:
        name = b"x\n0 0 $(id) \xff"
        self.make(name, 0o4711)
        self.assertEqual([path for path, _, _, _ in walked(opened(self.place), 1000, 10)[3]], [name])

    def test_too_many_entries_are_an_unfinished_look(self) -> None:
        for n in range(30):
            self.make(b"%d" % n, 0o4755)
        looked, found, finished, shown = walked(opened(self.place), 20, 10)
        self.assertEqual((looked, found, finished, len(shown)), (20, 20, False, 10))

    def test_no_time_is_an_unfinished_look(self) -> None:
        self.make(b"x", 0o4755)
        descriptors = len(os.listdir("/proc/self/fd"))
        self.assertEqual(walked(opened(self.place), 1000, -1)[:3], (0, 0, False))
        self.assertEqual(len(os.listdir("/proc/self/fd")), descriptors)

    def test_a_tree_that_is_too_deep_is_an_unfinished_look(self) -> None:
        here = os.open(self.place, os.O_RDONLY)
        for _ in range(80):
            os.mkdir("d", dir_fd=here)
            inner = os.open("d", os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = inner
        os.close(here)
        descriptors = len(os.listdir("/proc/self/fd"))
        self.assertEqual(walked(opened(self.place), 1000, 10)[2], False)
        self.assertEqual(len(os.listdir("/proc/self/fd")), descriptors)

    def test_another_mount_is_not_entered_and_hides_what_is_below(self) -> None:
        root = opened(b"/")
        # /proc is mounted on it: whoever mounts something over a folder keeps the scan from saying that it saw all
        _, _, finished, shown = walked(Only(root, b"proc"), 1000, 10)
        self.assertEqual((finished, shown), (False, []))

    def test_kinds(self) -> None:
        self.assertEqual(kind_found(stat.S_IFBLK | 0o600), b"device")
        self.assertEqual(kind_found(stat.S_IFCHR | 0o666), b"device")
        self.assertEqual(kind_found(stat.S_IFIFO | 0o4755), b"")
        self.assertEqual(kind_found(stat.S_IFREG | 0o2010), b"setuid")


class Told(unittest.TestCase):
    """What the records say; a host of which only what the scan asks is there."""

    def told(self, place: bytes, scan: bytes) -> "list[bytes]":
        given = Parameters({b"SCAN": scan, b"MOUNT_POINT": place, b"FILE_SYSTEM": b"fs-0123456789abcdef0"})
        records = Records()
        host = SimpleNamespace(given=given, records=records, top=SimpleNamespace(place=place, device=device(place), fs=given.file_system))
        probe_scan(host)  # pyright: ignore[reportArgumentType]
        return records.lines

    def test_nothing_is_looked_for_where_nobody_asked(self) -> None:
        self.assertEqual(self.told(b"/proc", b"0"), [])

    def test_a_volume_that_is_not_what_is_mounted_there_is_not_looked_at(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(self.told(os.fsencode(folder), b"1"), [b"scan looked=0 found=0 finished=0"])

    def test_what_was_found_is_named(self) -> None:
        # devpts is a small file system of its own that holds a device
        said = self.told(b"/dev/pts", b"1")
        self.assertTrue(said[0].startswith(b"scan looked="))
        self.assertTrue(said[0].endswith(b" finished=1"))
        self.assertIn(b"scanned path=ptmx kind=device mode=", b"\n".join(said))

    def test_what_was_found_before_a_server_hangs_is_kept(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            place = os.fsencode(folder)
            for name in (b"first", b"second"):
                with open(place + b"/" + name, "wb"):
                    pass
                os.chmod(place + b"/" + name, 0o4755)
            kept = scan.open_volume, scan.MORE
            scan.open_volume, scan.MORE = lambda place, device: Hanging(opened(place), b"first", b"second"), 1 - scan.SECONDS
            try:
                said = self.told(place, b"1")
            finally:
                scan.open_volume, scan.MORE = kept
        self.assertEqual(said[0], b"scan looked=2 found=2 finished=0")
        uid = b"%d" % os.getuid()
        self.assertEqual(said[1:], [b"scanned path=%s kind=setuid mode=4755 owner=%s" % (name, uid) for name in (b"first", b"second")])


def device(place: bytes) -> bytes:
    return device_words(os.stat(place).st_dev)


class Only(Folder):
    """A folder of which one name is seen."""

    def __init__(self, folder: Folder, name: bytes) -> None:
        Folder.__init__(self, folder.held, folder.device, folder.mount, folder.path)
        self.name = name

    def kinds(self, most: int) -> "tuple[list[tuple[bytes, bytes]], bool]":
        return [(self.name, b"directory")], True


class Hanging(Folder):
    """A folder in which some files are seen, and then comes a folder that never answers."""

    def __init__(self, folder: Folder, *names: bytes) -> None:
        Folder.__init__(self, folder.held, folder.device, folder.mount, folder.path)
        self.seen = names

    def kinds(self, most: int) -> "tuple[list[tuple[bytes, bytes]], bool]":
        return [(b"hangs", b"directory")] + [(name, b"regular-file") for name in reversed(self.seen)], True

    def enter(self, name: bytes) -> Folder:
        while True:
            time.sleep(60)


if __name__ == "__main__":
    unittest.main()
