"""Unmounting: what holds the volume, or may hold it, stops it; with --lazy it goes on and says so."""

import unittest

import isolated

from prism.core.parameters import Parameters
from prism.core.programs import Ran
from prism.core.steps import Wrong
from prism.looks.host import Host
from prism.mounts import namespaces
from prism.mounts.table import Mount
from prism.steps import unmount

FS = b"fs-0123456789abcdef0"
NAMED = b"nfs4 " + FS + b".efs.us-east-1.amazonaws.com:/ rw,addr=10.0.0.5"
ROOT = b"20 1 259:1 / / rw,relatime shared:1 - ext4 /dev/root rw"
OURS = b"90 20 0:1048000 / /mnt/V rw,relatime shared:40 - " + NAMED


class Unmount(unittest.TestCase):
    def setUp(self) -> None:
        self.kept = unmount.read_mounts, unmount.run, namespaces.PROCESSES
        unmount.read_mounts, unmount.run = self.mounts, self.umount
        self.gone = False
        self.words: "list[bytes]" = []

    def tearDown(self) -> None:
        unmount.read_mounts, unmount.run, namespaces.PROCESSES = self.kept

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
        namespaces.PROCESSES = 1
        with self.assertRaises(Wrong) as raised:
            unmount.unmount(self.host(b"0"))
        self.assertEqual(raised.exception.code, "held-unknown")
        self.assertEqual(raised.exception.seen, b"not every mount namespace was looked into (processes)")
        self.assertEqual((self.gone, self.words), (False, []))

    def test_with_lazy_it_goes_on_and_says_so(self) -> None:
        namespaces.PROCESSES = 1
        did = unmount.unmount(self.host(b"1"))
        self.assertEqual(
            (did.status, did.detail),
            ("changed", b"unmounted " + FS + b", lazily; not every mount namespace was looked into (processes)"),
        )
        self.assertEqual(self.words, [b"umount", b"-c", b"-l", b"/mnt/V"])

    def test_a_search_that_found_nothing_lets_it_go(self) -> None:
        did = unmount.unmount(self.host(b"0"))
        self.assertEqual((did.status, did.detail), ("changed", b"unmounted " + FS))


if __name__ == "__main__":
    unittest.main()
