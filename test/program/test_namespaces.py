"""The search over /proc: bounded, and what was not finished is said."""

import os
import unittest

from prism.core.clock import monotonic
from prism.core.parameters import Parameters
from prism.core.processes import command_of, control_group_of, process_ids
from prism.mounts import namespaces
from prism.mounts.identify import read_mounts
from prism.mounts.superblocks import read_volumes

GIVEN = Parameters({b"FILE_SYSTEM": b"fs-0123456789abcdef0", b"MOUNT_POINT": b"/mnt/V"})
VOLUMES = (
    b"NV SERVER   PORT DEV          FSID                              FSC\n"
    b"v4 7f000001 4e51 0:52         0:0                               no \n"
    b"v4 0a000005  801 0:53         84cf5c7b1d3a1b2:0                 no \n"
    b"v4 00000000000000000000000000000001 4e52 0:54 0:0 yes\n"
    b"v4 xyz 1 0:1 0:0 no\nv4 7f000001 -- 0:1 0:0 no\nv4\n\nnonsense\n"
)


class Search(unittest.TestCase):
    def test_it_ends_and_finds_nothing_of_a_volume_that_is_not_here(self) -> None:
        found = namespaces.search(GIVEN, b"/mnt/V", read_mounts(GIVEN), set())
        self.assertEqual([one.place for one in found.held if one.sure], [])
        self.assertIn(found.unfinished, (b"", b"refused"))

    def test_no_time_is_said(self) -> None:
        reader = namespaces.Reader(-5, monotonic() - 1)
        reader.read()
        self.assertEqual(reader.unfinished, b"time")
        self.assertEqual(reader.views, [])

    def test_too_many_processes_are_said(self) -> None:
        kept = namespaces.PROCESSES
        namespaces.PROCESSES = 1
        try:
            reader = namespaces.Reader(-5, monotonic() + 5)
            reader.read()
            self.assertEqual(reader.unfinished, b"processes")
        finally:
            namespaces.PROCESSES = kept

    def test_what_the_kernel_lists(self) -> None:
        self.assertEqual(
            read_volumes(VOLUMES),
            [
                (b"127.0.0.1", b"20049", b"0:52", b"0:0"),
                (b"10.0.0.5", b"2049", b"0:53", b"84cf5c7b1d3a1b2:0"),
                (b"::1", b"20050", b"0:54", b"0:0"),
            ],
        )


class Processes(unittest.TestCase):
    def test_this_one(self) -> None:
        self.assertIn(os.getpid(), process_ids(1 << 20)[0])
        self.assertEqual(len(process_ids(2)[0]), 2)
        self.assertIsNotNone(command_of(os.getpid()))
        self.assertIsNone(command_of(1 << 22))
        self.assertLessEqual(len(control_group_of(os.getpid())), 100)


if __name__ == "__main__":
    unittest.main()
