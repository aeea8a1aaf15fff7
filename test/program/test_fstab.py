import os
import tempfile
import unittest

from prism.core.parameters import Parameters
from prism.mounts import fstab
from prism.mounts.fstab_line import names_volume, parse

VOLUME = b"fs-0123456789abcdef0"
GIVEN = Parameters({b"MOUNT_POINT": b"/mnt/V", b"FILE_SYSTEM": VOLUME, b"ADDRESSES": b"10.0.0.5,10.0.0.6"})
OURS = VOLUME + b":/ /mnt/V efs tls,nofail,x-prism 0 0"


class Fstab(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.mkdtemp()
        self.before = fstab.FSTAB, fstab.run
        fstab.FSTAB = os.fsencode(self.folder) + b"/fstab"
        self.ran: "list[object]" = []
        fstab.run = lambda *words: self.ran.append(words)  # type: ignore[assignment, return-value]

    def tearDown(self) -> None:
        fstab.FSTAB, fstab.run = self.before
        for name in os.listdir(self.folder):
            os.unlink(os.path.join(self.folder, name))
        os.rmdir(self.folder)

    def holds(self, text: bytes) -> None:
        with open(fstab.FSTAB, "wb") as file:
            file.write(text)

    def text(self) -> bytes:
        with open(fstab.FSTAB, "rb") as file:
            return file.read()

    def test_a_place_is_read_as_mount_reads_it(self) -> None:
        for place in (b"/mnt/V", b"/mnt/V/", b"//mnt//V//", b"/mnt/./V", b"/m\\156t/V", b"/mnt/V/."):
            line = parse(b"nas:/x\t" + place + b"  nfs defaults")
            assert line is not None
            self.assertEqual(line.place, b"/mnt/V", place)
        for text in (b"", b"  ", b"# nas:/x /mnt/V", b"\t#x"):
            self.assertIsNone(parse(text))

    def test_a_carriage_return_is_of_the_last_field(self) -> None:
        line = parse(VOLUME + b":/ /mnt/V efs tls,x-prism\r")
        assert line is not None
        self.assertFalse(line.ours)
        line = parse(VOLUME + b":/ /mnt/V efs tls,x-prism 0 0\r")
        assert line is not None
        self.assertTrue(line.ours)
        self.assertEqual(line.passes, b"0\r")

    def test_what_names_the_volume(self) -> None:
        for spec in (VOLUME, VOLUME + b":/", VOLUME + b".efs.us-east-1.amazonaws.com:/", b"a." + VOLUME + b".efs.x:/", b"10.0.0.6:/x"):
            self.assertTrue(names_volume(GIVEN, spec), spec)
        for spec in (b"fs-0:/", VOLUME + b"0:/", b"10.0.0.7:/", b"10.0.0.6", b"nas:/" + VOLUME, b":/"):
            self.assertFalse(names_volume(GIVEN, spec), spec)

    def test_survey(self) -> None:
        text = b"# x\nnas:/x /mnt/V/ nfs defaults 0 0\n" + OURS + b"\n/dev/a / ext4 defaults 0 1\nnas:/y /mnt//V nfs"
        found = fstab.survey(GIVEN, text)
        self.assertEqual((found.ours, found.ours_line, found.foreign_lines), (1, OURS, 2))
        self.assertEqual(found.foreign, b"line 5: nas:/y /mnt//V nfs")
        self.assertEqual(found.foreign_text, b"nas:/x /mnt/V/ nfs defaults 0 0\nnas:/y /mnt//V nfs\n")
        nothing = fstab.foreign_digest(fstab.survey(GIVEN, b""))
        self.assertEqual(nothing, b"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")

    def test_the_other_lines_stay_byte_for_byte(self) -> None:
        other = b"# by hand \xff\x00 %s \\\n\n\t/dev/a\t/ ext4 x-prism 0 1\nproc /proc proc"
        self.holds(other + b"\n" + OURS + b"\n" + VOLUME + b":/ /mnt/V/ efs x-prism 0 0")
        fstab.write(GIVEN, OURS)
        self.assertEqual(self.text(), other + b"\n" + OURS + b"\n")
        fstab.write(GIVEN, b"")
        self.assertEqual(self.text(), other + b"\n")

    def test_foreign_lines_are_taken_over_where_the_first_stood(self) -> None:
        self.holds(b"nas:/x /mnt/V nfs\nb:/ /mnt/V/b nfs\nnas:/y /mnt/V nfs\n")
        fstab.take_over(GIVEN, OURS)
        self.assertEqual(
            self.text(),
            b"# replaced by Prism: nas:/x /mnt/V nfs\n" + OURS + b"\nb:/ /mnt/V/b nfs\n# replaced by Prism: nas:/y /mnt/V nfs\n",
        )

    def test_owner_and_mode_stay(self) -> None:
        self.holds(b"")
        os.chmod(fstab.FSTAB, 0o640)
        fstab.write(GIVEN, OURS)
        self.assertEqual(os.stat(fstab.FSTAB).st_mode & 0o7777, 0o640)

    def test_where_there_is_none_there_is_one_line(self) -> None:
        fstab.write(GIVEN, OURS)
        self.assertEqual(self.text(), OURS + b"\n")

    def test_what_cannot_be_read_whole_is_not_written(self) -> None:
        os.mkfifo(fstab.FSTAB)
        self.assertRaises(OSError, fstab.write, GIVEN, OURS)
        os.unlink(fstab.FSTAB)
        with open(fstab.FSTAB, "wb") as file:
            file.truncate(fstab.MOST + 1)
        self.assertRaises(OSError, fstab.write, GIVEN, OURS)
        self.assertEqual(os.stat(fstab.FSTAB).st_size, fstab.MOST + 1)

    def test_a_link_to_a_device_is_not_replaced(self) -> None:
        os.symlink("/dev/null", fstab.FSTAB)
        self.assertRaises(OSError, fstab.write, GIVEN, OURS)

    def test_a_hundred_thousand_lines(self) -> None:
        lines = [VOLUME + b":/ /mnt/other%d efs _netdev,noresvport,tls,nofail,x-prism,%s 0 0\n" % (i, b"x" * 20) for i in range(100000)]
        text = b"".join(lines) + b"nas:/x /mnt/V nfs"
        self.assertEqual(fstab.survey(GIVEN, text).foreign, b"line 100001: nas:/x /mnt/V nfs")
