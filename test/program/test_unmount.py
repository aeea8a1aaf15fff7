"""Unmounting: what holds the volume, or may hold it, stops it; with --lazy it goes on and says so."""

import os
import shutil
import subprocess
import tempfile
import unittest

import isolated

from prism.core.parameters import Parameters
from prism.core.programs import Ran
from prism.core.steps import Wrong
from prism.looks.host import Host
from prism.mounts import reading, standing
from prism.mounts.table import OWN, Mount, read_table
from prism.steps import unmount

FS = b"fs-0123456789abcdef0"
NAMED = b"nfs4 " + FS + b".efs.us-east-1.amazonaws.com:/ rw,addr=10.0.0.5"
ROOT = b"20 1 259:1 / / rw,relatime shared:1 - ext4 /dev/root rw"
OURS = b"90 20 0:1048000 / /mnt/V rw,relatime shared:40 - " + NAMED


class Unmount(unittest.TestCase):
    def setUp(self) -> None:
        self.kept = unmount.read_mounts, unmount.run, reading.PROCESSES
        unmount.read_mounts, unmount.run = self.mounts, self.umount
        self.gone = False
        self.words: "list[bytes]" = []

    def tearDown(self) -> None:
        unmount.read_mounts, unmount.run, reading.PROCESSES = self.kept

    def mounts(self, given: Parameters) -> "list[Mount]":
        found = [Mount(line) for line in ((ROOT,) if self.gone else (ROOT, OURS))]
        for mount in found[1:]:
            mount.fs = FS
        return found

    def umount(self, seconds: float, words: "list[bytes]") -> Ran:
        self.gone, self.words = True, words
        return Ran(0, b"")

    def host(self, lazy: bytes) -> Host:
        job = isolated.job_for([])
        job.given = Parameters({b"FILE_SYSTEM": FS, b"MOUNT_POINT": b"/mnt/V", b"LAZY": lazy})
        return isolated.host_of(job)

    def test_a_search_of_namespaces_that_came_to_no_end_stops_it(self) -> None:
        reading.PROCESSES = 1
        with self.assertRaises(Wrong) as raised:
            unmount.unmount(self.host(b"0"))
        self.assertEqual(raised.exception.code, "held-unknown")
        self.assertEqual(raised.exception.seen, b"not every mount namespace was looked into (processes)")
        self.assertEqual((self.gone, self.words), (False, []))

    def test_with_lazy_it_goes_on_and_says_so(self) -> None:
        reading.PROCESSES = 1
        did = unmount.unmount(self.host(b"1"))
        self.assertEqual(
            (did.status, did.detail),
            ("changed", b"unmounted " + FS + b", lazily; not every mount namespace was looked into (processes)"),
        )
        self.assertEqual(self.words, [b"umount", b"-c", b"-l", b"/mnt/V"])

    def test_a_search_that_found_nothing_lets_it_go(self) -> None:
        did = unmount.unmount(self.host(b"0"))
        self.assertEqual((did.status, did.detail), ("changed", b"unmounted " + FS))


@unittest.skipIf(os.getuid() != 0, "needs root")
class Open(unittest.TestCase):
    """A mount below a folder that everybody can change, and another one of the same last name, which a link may lead to."""

    def setUp(self) -> None:
        self.top = os.fsencode(tempfile.mkdtemp())
        os.chmod(self.top, 0o777)
        for name in (b"/here/V", b"/there/V"):
            os.makedirs(self.top + name)
            subprocess.check_call(["mount", "-t", "tmpfs", "x", self.top + name])
        self.mount = self.at(b"/here/V")

    def tearDown(self) -> None:
        for mount in read_table(OWN):
            if mount.place.startswith(self.top + b"/"):
                subprocess.check_call(["umount", "-l", mount.place])
        shutil.rmtree(self.top)

    def at(self, name: bytes) -> Mount:
        return next(mount for mount in read_table(OWN) if mount.place == self.top + name)

    def swap(self) -> None:
        os.rename(self.top + b"/here", self.top + b"/aside")
        os.symlink(b"there", self.top + b"/here")

    def test_where_only_root_can_change_the_folders_it_is_the_place(self) -> None:
        self.assertEqual(standing.steady(Mount(b"90 20 0:40 / /mnt/V rw - nfs4 x:/ rw")), b"/mnt/V")
        standing.refuse_open(b"/mnt/V")
        with self.assertRaises(Wrong) as raised:
            standing.refuse_open(self.mount.place)
        self.assertEqual(raised.exception.code, "mount-point-open")

    def test_a_link_in_the_way_at_the_last_moment_leads_nowhere_else(self) -> None:
        path = standing.steady(self.mount)
        self.swap()
        subprocess.check_call(["umount", "-c", path])
        self.assertEqual([m.place for m in read_table(OWN) if m.place.startswith(self.top + b"/")], [self.top + b"/there/V"])

    def test_a_link_in_the_way_from_before_stops_it(self) -> None:
        self.swap()
        with self.assertRaises(Wrong) as raised:
            standing.steady(self.mount)
        self.assertEqual(raised.exception.code, "mount-hidden")


if __name__ == "__main__":
    unittest.main()
