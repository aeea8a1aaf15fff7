"""Pieces of looks that need no host."""

import os
import shutil
import subprocess
import tempfile
import unittest
from typing import Callable

from prism.core import limits
from prism.core.parameters import Parameters
from prism.core.stat import device_words
from prism.looks.boot import properties
from prism.looks.data_groups import count_groups
from prism.looks.managers import first_line_about
from prism.looks.mounted import place_entries
from prism.looks.processes import identity_of
from prism.mounts.answers import answer_of, answers
from prism.mounts.holders import holders
from prism.mounts.table import Mount
from prism.people.accounts import Accounts
from prism.volume.folder import Folder, mount_of

GIVEN = Parameters({b"FILE_SYSTEM": b"fs-0123", b"MOUNT_POINT": b"/mnt/V", b"ADDRESSES": b"10.0.0.5"})


class InAFolder(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = os.path.realpath(tempfile.mkdtemp()).encode()

    def tearDown(self) -> None:
        shutil.rmtree(self.folder)

    def test_entries_of_a_place(self) -> None:
        self.assertEqual(place_entries(self.folder), (b"directory", 0, []))
        for number in range(9):
            os.mkdir(self.folder + b"/%d" % number)
        kind, count, sample = place_entries(self.folder)
        self.assertEqual((kind, count, len(sample)), (b"directory", 9, 5))
        os.symlink(self.folder, self.folder + b"/link")
        self.assertEqual(place_entries(self.folder + b"/link"), (b"symlink", None, []))
        os.mkfifo(self.folder + b"/pipe")
        self.assertEqual(place_entries(self.folder + b"/pipe"), (b"fifo", None, []))
        with self.assertRaises(FileNotFoundError):
            place_entries(self.folder + b"/none")

    def test_what_is_mounted_by_now_is_no_local_entry(self) -> None:
        self.assertEqual(place_entries(b"/proc"), (b"directory", None, []))

    def test_groups_of_what_lies_there(self) -> None:
        os.mkdir(self.folder + b"/a")
        os.mkdir(self.folder + b"/a/b")
        os.mkdir(self.folder + b"/a/b/too-deep")
        os.symlink(b"/etc", self.folder + b"/link")
        held = os.open(self.folder, os.O_PATH | os.O_DIRECTORY)
        try:
            root = Folder(held, os.fstat(held).st_dev, mount_of(held), b".")
            self.assertEqual(count_groups(root, float("inf")), [(3, os.lstat(self.folder + b"/a").st_gid)])
            self.assertEqual(count_groups(root, 0.0), [])
        finally:
            os.close(held)

    def test_whether_a_mount_answers(self) -> None:
        def mount(place: bytes, device: bytes) -> Mount:
            return Mount(b"90 20 %s / %s rw - nfs4 127.0.0.1:/ rw" % (device, place))

        device = device_words(os.stat(self.folder).st_dev)
        self.assertEqual(answers(mount(self.folder, device)), (b"yes", True))
        self.assertEqual(answers(mount(self.folder, b"0:9999")), (b"yes", False))
        gone = answer_of(mount(self.folder + b"/none", device))
        self.assertEqual((gone.said, gone.reached, gone.words), (b"no", False, b"No such file or directory"))

    def test_accounts_and_groups_are_asked_of_one_child_and_once(self) -> None:
        asked: "list[int]" = []
        begin = limits.begin

        def counted(questions: "list[Callable[[], object]]") -> "tuple[int, int]":
            asked.append(len(questions))
            return begin(questions)

        limits.begin = counted
        try:
            accounts = Accounts()
            accounts.learn([b"root", b"no-such-account"], [(b"root", 0), (b"no-such-group", 0)])
            self.assertEqual([group and group[0] for pair in accounts.groups([(b"no-such-group", 0)]) for group in pair], [b"root", None])
            self.assertEqual([one and one.uid for one in map(accounts.of, (b"root", b"no-such-account"))], [0, None])
            accounts.forget_groups()
            accounts.groups([(b"root", 0)])
        finally:
            limits.begin = begin
        self.assertEqual(asked, [3, 2])

    def test_who_uses_it(self) -> None:
        self.assertEqual(holders(self.folder), b"")
        child = subprocess.Popen(["sleep", "60"], cwd=self.folder)
        try:
            self.assertEqual(holders(self.folder), b"pid %d (sleep)" % child.pid)
            self.assertEqual(holders(self.folder + b"x"), b"")
        finally:
            child.kill()
            child.wait()


class Text(unittest.TestCase):
    def test_what_else_mounts(self) -> None:
        for text, line in (
            (b"[Mount]\n# fs-0123\n; fs-0123\nWhat=fs-0123.efs:/\nWhere=/x\n", b"What=fs-0123.efs:/"),
            (b"Where=/mnt/Vx\nWhere=/mnt/V\n", b"Where=/mnt/V"),
            (b"Where=/var/mnt/V\n", b"Where=/var/mnt/V"),
            (b'x 10.0.0.55:/\nmount "10.0.0.5:/" /y\n', b'mount "10.0.0.5:/" /y'),
            (b"10.0.0.55\n", b""),
        ):
            self.assertEqual(first_line_about(GIVEN, b"/var/mnt/V", text), line)

    def test_units_as_systemctl_shows_them(self) -> None:
        self.assertEqual(properties(b"Id=a\nResult=x=y\n\nId=b"), [{b"Id": b"a", b"Result": b"x=y"}, {b"Id": b"b"}])

    def test_whose_a_process_is(self) -> None:
        status = b"Name:\tx\nUid:\t1\t2\t3\t4\nGid:\t5\t6\t7\t8\nFDSize:\t64\nGroups:\t9 10 \nUid:\t0\n"
        self.assertEqual(identity_of(status), (2, [6, 9, 10]))
        self.assertEqual(identity_of(b""), (-1, [-1]))


if __name__ == "__main__":
    unittest.main()
