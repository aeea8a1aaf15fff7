import os
import shutil
import tempfile
import unittest

from prism.core.parameters import Parameters
from prism.mounts import asked, laid_out, left


def given(point: bytes) -> Parameters:
    return Parameters({b"MOUNT_POINT": point, b"FILE_SYSTEM": b"fs-0123456789abcdef0"})


HERE = given(b"/mnt/V")


class Notes(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = os.fsencode(tempfile.mkdtemp())
        self.before = asked.FOLDER, left.FOLDER, laid_out.FOLDER
        asked.FOLDER = left.FOLDER = laid_out.FOLDER = self.folder + b"/notes"
        self.file = asked.FOLDER + b"/fs-0123456789abcdef0"

    def tearDown(self) -> None:
        asked.FOLDER, left.FOLDER, laid_out.FOLDER = self.before
        shutil.rmtree(self.folder)

    def read(self) -> "list[tuple[bytes, bytes]]":
        return [(note.place, note.word) for note in asked.notes(HERE)]

    def test_what_is_noted_is_read(self) -> None:
        asked.note_asked(HERE, b"1~users=ada,ben~private")
        asked.note_asked(given(b"/data/V"), b"1")
        self.assertEqual(self.read(), [(b"/mnt/V", b"1~users=ada,ben~private"), (b"/data/V", b"1")])
        self.assertGreater(asked.notes(HERE)[0].at, 1600000000)
        self.assertEqual(os.stat(asked.FOLDER).st_mode & 0o777, 0o700)
        self.assertEqual(os.stat(self.file).st_mode & 0o777, 0o600)

    def test_what_says_so_already_is_not_written_again(self) -> None:
        asked.note_asked(HERE, b"1~private")
        before = os.stat(self.file)
        asked.note_asked(HERE, b"1~private")
        after = os.stat(self.file)
        # that it was read shows in its time of access
        self.assertEqual((after.st_ino, after.st_mtime_ns, after.st_ctime_ns), (before.st_ino, before.st_mtime_ns, before.st_ctime_ns))
        asked.note_asked(HERE, b"1")
        self.assertNotEqual(os.stat(self.file).st_ino, before.st_ino)

    def test_the_last_note_takes_the_file_along(self) -> None:
        asked.note_asked(HERE, b"1")
        asked.note_asked(given(b"/data/V"), b"1")
        asked.note_asked(HERE, b"")
        self.assertEqual(self.read(), [(b"/data/V", b"1")])
        asked.note_asked(given(b"/data/V"), b"")
        self.assertFalse(os.path.exists(self.file))
        asked.note_asked(HERE, b"")

    def test_what_is_no_such_word_is_none(self) -> None:
        os.mkdir(asked.FOLDER)
        with open(self.file, "wb") as file:
            file.write(b"/a x 1\n/b 5 $(id)\n/c 123456789012 1\n/d 5 " + b"1" * 6001 + b"\n\n /e  7  1~ro \n/f\n/g 5 A\n/h 5 1")
        self.assertEqual(
            [(note.place, note.at, note.word) for note in asked.notes(HERE)],
            [
                (b"/a", 0, b""),
                (b"/b", 5, b""),
                (b"/c", 0, b""),
                (b"/d", 5, b""),
                (b"/e", 7, b"1~ro"),
                (b"/f", 0, b""),
                (b"/g", 5, b""),
                (b"/h", 5, b"1"),
            ],
        )

    def test_a_note_that_cannot_be_read_is_replaced_and_others_stay_as_they_are(self) -> None:
        os.mkdir(asked.FOLDER)
        with open(self.file, "wb") as file:
            file.write(b"/mnt/V\n/mnt/V x 1\n/b  5 $(id)\n")
        asked.note_asked(HERE, b"1")
        with open(self.file, "rb") as file:
            lines = file.read().split(b"\n")
        self.assertEqual(lines[0], b"/b  5 $(id)")
        self.assertEqual((len(lines), lines[1].split()[::2]), (3, [b"/mnt/V", b"1"]))

    def test_left(self) -> None:
        left.forget_left(HERE)
        self.assertFalse(left.was_left(HERE))
        left.note_left(HERE)
        left.note_left(HERE)
        self.assertTrue(left.was_left(HERE))
        left.forget_left(HERE)
        self.assertFalse(left.was_left(HERE))

    def test_laid_out(self) -> None:
        known = {b"shared": b"18446744073709551615", b"users/ada": b"3"}
        self.assertEqual(laid_out.laid_out(HERE), {})
        laid_out.note_laid_out(HERE, known)
        self.assertEqual(laid_out.laid_out(HERE), known)
        before = os.stat(self.file)
        laid_out.note_laid_out(HERE, known)
        self.assertEqual(os.stat(self.file).st_ino, before.st_ino)
        self.assertEqual((before.st_mode & 0o777, os.stat(laid_out.FOLDER).st_mode & 0o777), (0o600, 0o700))
        through = Parameters(dict(HERE.values))
        through.values[b"ACCESS_POINT"] = b"fsap-0123456789abcdef0"
        self.assertEqual(laid_out.laid_out(through), {})

    def test_what_is_no_note_of_a_lay_out_is_none(self) -> None:
        os.mkdir(laid_out.FOLDER)
        with open(self.file, "wb") as file:
            file.write(b"/mnt/V 1700000000 1~private\nshared\n\nusers 5\n \n\0\xff 7")
        self.assertEqual(laid_out.laid_out(HERE), {b"users": b"5", b"": b"", b"\0\xff": b"7"})
