import os
import shutil
import tempfile
import unittest

from a_mounting import PLACE, VOLUME, Programs, mounted, mounting

from prism.core.steps import Wrong
from prism.mounts.table import Mount
from prism.steps import access, preflight
from prism.steps import mounting as mountings
from prism.steps.mounting import Mounting


def holders(place: bytes) -> bytes:
    return b"pid 7 (sleep)"


RO = VOLUME + b":/ " + PLACE + b" efs tls,ro,x-prism 0 0\n"


class Access(unittest.TestCase):
    def setUp(self) -> None:
        self.before = access.fstab.read, access.run, access.holders, mountings.read_mounts

    def tearDown(self) -> None:
        access.fstab.read, access.run, access.holders, mountings.read_mounts = self.before

    def may(self, wanted: bytes, own: bytes, text: bytes) -> bool:
        access.fstab.read = lambda: text
        return access.may_change_access(mounting(ACCESS=wanted), mounted(own=own))

    def test_only_what_our_line_made_read_only_becomes_read_write(self) -> None:
        self.assertTrue(self.may(b"rw", b"ro", RO))
        for text in (b"", RO + RO, RO.replace(b",ro", b""), RO.replace(b",x-prism", b""), RO.replace(b",ro", b",errors=remount-ro")):
            self.assertFalse(self.may(b"rw", b"ro", text), text)
        self.assertTrue(self.may(b"ro", b"rw", b""))
        self.assertFalse(self.may(b"ro", b"ro", RO))
        self.assertFalse(self.may(b"rw", b"rw", RO))

    def test_an_identity_is_granted_and_goes_only_where_our_line_says_it(self) -> None:
        def may(asked: bool, shown: bool, text: bytes, encrypted: bytes = b"yes") -> bool:
            access.fstab.read = lambda: text
            top = mounted()
            top.iam, top.encrypted = shown, encrypted
            return access.may_change_access(mounting(EFS_OPTIONS=b"tls,iam" if asked else b"tls"), top)

        iam = RO.replace(b",ro", b",iam")
        self.assertTrue(may(True, False, b""))
        self.assertFalse(may(True, True, iam))
        self.assertTrue(may(False, True, iam))
        self.assertFalse(may(False, True, b""))
        self.assertFalse(may(False, True, iam.replace(b",x-prism", b"")))
        # whether a mount without TLS stays is for others to say
        self.assertFalse(may(True, False, b"", b"no"))

    def test_what_was_taken_away_comes_back_as_it_was(self) -> None:
        access.run, mountings.read_mounts = Programs((0, b"")), lambda given: []
        for asked, shown, back in ((b"tls,iam", False, b"tls,rw"), (b"tls", True, b"tls,iam,rw")):
            made, top = mounting(EFS_OPTIONS=asked), mounted()
            top.iam = shown
            access.take_away(made, top)
            self.assertEqual(made.left_options, back)

    def taken(self, status: int, said: bytes, below: "list[Mount]") -> "tuple[str, bytes, bytes]":
        programs = Programs((status, said))

        def read_mounts(given: object) -> "list[Mount]":
            return below

        access.run, mountings.read_mounts = programs, read_mounts
        access.holders = holders
        made = mounting(ACCESS=b"ro")
        try:
            access.take_away(made, mounted())
        except Wrong as wrong:
            return wrong.code, wrong.seen, made.left
        self.assertEqual(programs.asked, [[b"umount", b"-c", PLACE]])
        return "", b"", made.left

    def test_it_goes_or_everything_stays(self) -> None:
        self.assertEqual(self.taken(0, b"", []), ("", b"", b"rw"))
        below = b"below it, scratch (tmpfs) is mounted at /mnt/research-data"
        scratch = Mount(b"7 1 0:9 / /mnt/research-data rw - tmpfs scratch rw")
        self.assertEqual(self.taken(0, b"", [scratch]), ("mount-point-taken", below, b"rw"))
        busy = b"mounted rw, wanted ro; used by pid 7 (sleep)"
        self.assertEqual(self.taken(32, b"umount: /x: target is busy.\n" + b"x\n" * 900, []), ("unmount-busy", busy, b""))
        self.assertEqual(self.taken(124, b"", [])[0], "mount-hung")
        self.assertEqual(self.taken(32, b"umount: bad", []), ("unmount-failed", b"exit 32: umount: bad", b""))


class Directories(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = os.fsencode(os.path.realpath(tempfile.mkdtemp()))
        self.place = self.folder + b"/V"
        self.before = mountings.read_mounts

        def read_mounts(given: object) -> "list[Mount]":
            return []

        mountings.read_mounts = read_mounts
        self.is_roots = preflight.is_roots

        def is_roots(place: bytes) -> bool:
            return True

        # this folder is in everybody's
        preflight.is_roots = is_roots

    def tearDown(self) -> None:
        mountings.read_mounts = self.before
        preflight.is_roots = self.is_roots
        shutil.rmtree(self.folder)

    def mounting(self, **more: bytes) -> Mounting:
        return mounting(MOUNT_POINT=self.place, **more)

    def refused(self, **more: bytes) -> "tuple[str, bytes]":
        with self.assertRaises(Wrong) as caught:
            preflight.check_directories(self.mounting(**more))
        return caught.exception.code, caught.exception.seen.replace(self.place, b"PLACE")

    def test_nothing_or_an_empty_directory(self) -> None:
        preflight.check_directories(self.mounting())
        os.mkdir(self.place)
        preflight.check_directories(self.mounting())

    def test_in_a_folder_that_others_can_change(self) -> None:
        preflight.is_roots = self.is_roots
        os.mkdir(self.place)
        seen = b"PLACE is in a folder that others than root can change"
        self.assertEqual(self.refused(), ("mount-point-not-directory", seen))

    def test_something_else(self) -> None:
        with open(self.place, "wb"):
            pass
        self.assertEqual(self.refused(), ("mount-point-not-directory", b"PLACE is a regular empty file"))
        os.unlink(self.place)
        os.symlink("/srv", self.place)
        self.assertEqual(self.refused(), ("mount-point-not-directory", b"PLACE is a symbolic link"))

    def test_what_it_holds_is_shown_as_it_is(self) -> None:
        os.mkdir(self.place)
        os.mkdir(self.place + b"/a b%0A\nstep step=x")
        self.assertEqual(self.refused(), ("mount-point-not-empty", b"PLACE holds a b%0A\nstep step=x"))
        for i in range(200):
            os.mkdir(self.place + b"/%0100d" % i)
        self.assertLessEqual(len(self.refused()[1]), 140)

    def test_what_was_agreed_to_is_gone(self) -> None:
        self.assertEqual(self.refused(KEEP_MOUNT=b"1"), ("adopt-changed", b"nothing is mounted at PLACE any more"))

    def test_a_part_of_the_volume_or_another_is_in_the_way(self) -> None:
        part = Mount(b"7 1 0:9 /shared " + self.place + b" rw - nfs4 127.0.0.1:/ rw")
        part.fs = VOLUME
        for there in (part, mounted(self.place, fs=b"fs-00000000")):

            def read_mounts(given: object, there: Mount = there) -> "list[Mount]":
                return [there]

            mountings.read_mounts = read_mounts
            self.assertEqual(self.refused()[0], "mount-point-taken")
