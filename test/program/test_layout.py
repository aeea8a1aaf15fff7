import os
import shutil
import tempfile
import unittest

from prism.core.limits import Refusal
from prism.steps import layout, layout_seen
from prism.steps.layout import NOT_OURS, gives, lay_out
from prism.steps.layout_seen import kind_of_root, look_at_paths, look_at_root
from prism.volume import opened
from prism.volume.folder import HOLD, Folder

UID, GID = os.getuid(), os.getgid()


class Layout(unittest.TestCase):
    def setUp(self) -> None:
        self.outside = os.fsencode(os.path.realpath(tempfile.mkdtemp()))
        self.place = self.outside + b"/volume"
        os.mkdir(self.place, 0o755)
        os.mkdir(self.outside + b"/etc", 0o755)
        self.before = layout.open_volume, layout_seen.open_volume, Folder.make
        layout.open_volume = self.opened  # type: ignore[assignment]
        layout_seen.open_volume = self.opened  # type: ignore[assignment]

    def tearDown(self) -> None:
        layout.open_volume, layout_seen.open_volume, Folder.make = self.before  # type: ignore[method-assign]
        shutil.rmtree(self.outside)

    def opened(self, place: bytes, device: bytes) -> Folder:
        held = os.open(place, HOLD | os.O_DIRECTORY)
        return Folder(held, os.fstat(held).st_dev, opened.mount_of(held), b".")

    def laid_out(self, *rules: "tuple[bytes, int]", **known: bytes) -> "tuple[list[bytes], bytes]":
        knows = {name.encode(): inode for name, inode in known.items()}
        changed, _, _, words = lay_out(self.place, b"", [(path, UID, GID, mode) for path, mode in rules], knows, True)
        return changed, words

    def inode(self, path: bytes) -> bytes:
        return b"%d" % os.lstat(self.place + b"/" + path).st_ino

    def private(self, path: bytes, mode: int = 0o700) -> None:
        """A directory with something in it."""
        os.mkdir(self.place + b"/" + path)
        os.mkdir(self.place + b"/" + path + b"/secret")
        os.chmod(self.place + b"/" + path, mode)

    def mode(self, path: bytes) -> int:
        return os.lstat(self.place + b"/" + path).st_mode & 0o7777

    TABLE = ((b".", 0o2775), (b"shared", 0o3775), (b"users", 0o2755), (b"users/ada", 0o700))

    def test_is_made_and_then_as_the_table_says(self) -> None:
        self.assertEqual(self.laid_out(*self.TABLE), ([path for path, _ in self.TABLE], b""))
        self.assertEqual([self.mode(path) for path, _ in self.TABLE], [mode for _, mode in self.TABLE])
        self.assertEqual(self.laid_out(*self.TABLE), ([], b""))
        os.chmod(self.place + b"/users/ada", 0o2755)
        self.assertEqual(self.laid_out(*self.TABLE), ([b"users/ada"], b""))
        self.assertEqual(self.mode(b"users/ada"), 0o700)

    def test_what_is_no_directory_is_said_and_not_touched(self) -> None:
        def link() -> None:
            os.symlink(self.outside + b"/etc", self.place + b"/shared")

        def dangling() -> None:
            os.symlink(b"nowhere", self.place + b"/shared")

        def pipe() -> None:
            os.mkfifo(self.place + b"/shared")

        def file() -> None:
            os.close(os.open(self.place + b"/shared", os.O_CREAT))

        for make, words in ((link, b"symbolic link"), (dangling, b"symbolic link"), (pipe, b"fifo"), (file, b"regular file")):
            make()
            before = os.lstat(self.place + b"/shared")
            self.assertEqual(self.laid_out((b"shared", 0o2775)), ([], b"shared is a " + words))
            self.assertEqual(look_at_paths(self.place, b"", [b"shared"])[0][5], b"shared is a " + words)
            self.assertEqual(os.lstat(self.place + b"/shared").st_mode, before.st_mode)
            os.unlink(self.place + b"/shared")
        self.assertEqual(os.stat(self.outside + b"/etc").st_mode & 0o7777, 0o755)

    def test_a_link_on_the_way(self) -> None:
        os.symlink(self.outside + b"/etc", self.place + b"/users")
        self.assertEqual(self.laid_out((b"users/ada", 0o755)), ([], b"users is a symbolic link"))
        self.assertEqual(os.listdir(self.outside + b"/etc"), [])

    def test_swapped_for_a_link_as_soon_as_it_was_made(self) -> None:
        make = Folder.make

        def swapped(folder: Folder, name: bytes) -> bool:
            made = make(folder, name)
            os.rename(self.place + b"/" + name, self.place + b"/aside")
            os.symlink(self.outside + b"/etc", self.place + b"/" + name)
            return made

        Folder.make = swapped  # type: ignore[method-assign]
        self.assertEqual(self.laid_out((b"shared", 0o2777)), ([], b"shared is a symbolic link"))
        self.assertEqual(os.stat(self.outside + b"/etc").st_mode & 0o7777, 0o755)
        self.assertEqual(self.mode(b"aside"), 0o700)

    def test_swapped_for_a_folder_of_somebodys_as_soon_as_it_was_made(self) -> None:
        os.mkdir(self.place + b"/private", 0o700)
        os.mkdir(self.place + b"/private/secret", 0o700)
        make = Folder.make

        def swapped(folder: Folder, name: bytes) -> bool:
            made = make(folder, name)
            os.rename(self.place + b"/" + name, self.place + b"/aside")
            os.rename(self.place + b"/private", self.place + b"/" + name)
            return made

        Folder.make = swapped  # type: ignore[method-assign]
        self.assertIn(b"shared (inode ", self.laid_out((b"shared", 0o2775))[1])
        self.assertEqual(self.mode(b"shared"), 0o700)

    def test_what_is_private_is_not_given_away(self) -> None:
        self.private(b"shared")
        for inode, was in ((b"", b"none"), (b"7", b"inode 7")):
            self.assertEqual(
                self.laid_out((b".", 0o2775), (b"shared", 0o2775), (b"users", 0o2755), shared=inode)[1],
                b"shared (inode %s) holds something; it is %d:%d 0700, the table says %d:%d 2775; laid out from here was %s"
                % (self.inode(b"shared"), UID, GID, UID, GID, was),
            )
            self.assertEqual((self.mode(b"shared"), os.path.exists(self.place + b"/users")), (0o700, False))
        self.assertEqual(lay_out(self.place, b"", [(b"shared", UID, GID, 0o2775)], {}, True)[2], NOT_OURS)

    def test_a_personal_space_is_not_opened_either(self) -> None:
        os.mkdir(self.place + b"/users", 0o755)
        self.private(b"users/ada")
        self.assertIn(b"users/ada (inode ", self.laid_out((b"users", 0o2755), (b"users/ada", 0o755))[1])
        self.assertEqual(self.mode(b"users/ada"), 0o700)
        self.assertEqual(self.laid_out((b"users", 0o2755), (b"users/ada", 0o700)), ([], b""))

    def test_what_root_laid_out_is_repaired_whatever_became_of_it(self) -> None:
        self.private(b"shared", 0o700)
        self.assertEqual(self.laid_out((b"shared", 0o2775), shared=self.inode(b"shared")), ([b"shared"], b""))
        self.assertEqual(self.mode(b"shared"), 0o2775)

    def test_what_nothing_is_given_by_is_set(self) -> None:
        for before, wanted in ((0o777, 0o2775), (0o2775, 0o3775), (0o2775, 0o2755), (0o755, 0o700), (0o6755, 0o2755)):
            self.private(b"shared", before)
            self.assertEqual(self.laid_out((b"shared", wanted)), ([b"shared"], b""), oct(before))
            self.assertEqual(self.mode(b"shared"), wanted)
            shutil.rmtree(self.place + b"/shared")

    def test_what_something_is_given_by_is_not(self) -> None:
        for before, wanted in ((0o755, 0o2775), (0o770, 0o2775), (0o2750, 0o2755), (0o711, 0o755), (0o3777, 0o2775), (0o707, 0o2770)):
            self.private(b"shared", before)
            self.assertIn(b"shared (inode ", self.laid_out((b"shared", wanted))[1], oct(before))
            self.assertEqual(self.mode(b"shared"), before)
            shutil.rmtree(self.place + b"/shared")

    def test_what_is_empty_is_set(self) -> None:
        os.mkdir(self.place + b"/shared", 0o700)
        self.assertEqual(self.laid_out((b"shared", 0o2775)), ([b"shared"], b""))

    def test_a_volumes_root_is_nobody_elses(self) -> None:
        self.private(b"x", 0o700)
        os.chmod(self.place, 0o700)
        self.assertEqual(self.laid_out((b".", 0o2775)), ([b"."], b""))

    def test_an_access_points_root_is_a_directory_that_members_may_have_put_there(self) -> None:
        self.private(b"x", 0o700)
        os.chmod(self.place, 0o700)
        rules = [(b".", UID, GID, 0o2775)]
        self.assertIn(b". (inode ", lay_out(self.place, b"", rules, {}, False)[3])
        self.assertEqual(os.stat(self.place).st_mode & 0o7777, 0o700)
        self.assertEqual(lay_out(self.place, b"", rules, {b".": self.inode(b".")}, False)[0], [b"."])

    def test_given_away_by_another_instance_while_this_one_looked(self) -> None:
        os.mkdir(self.place + b"/shared", 0o700)
        names = Folder.names

        def written(folder: Folder, most: int) -> "tuple[list[bytes], bool]":
            os.mkdir(self.place + b"/shared/paper")
            os.chmod(self.place + b"/shared", 0o2775)
            return names(folder, most)

        Folder.names = written  # type: ignore[method-assign]
        try:
            self.assertEqual(self.laid_out((b"shared", 0o2775)), ([], b""))
        finally:
            Folder.names = names  # type: ignore[method-assign]

    def test_says_which_directory_each_path_is(self) -> None:
        _, inodes, _, _ = lay_out(self.place, b"", [(path, UID, GID, mode) for path, mode in self.TABLE], {}, True)
        self.assertEqual(inodes, {path: self.inode(path) for path, _ in self.TABLE})

    def test_made_by_another_instance_meanwhile(self) -> None:
        make = Folder.make

        def first(folder: Folder, name: bytes) -> bool:
            os.mkdir(self.place + b"/" + name, 0o755)
            return make(folder, name)

        Folder.make = first  # type: ignore[method-assign]
        self.assertEqual(self.laid_out((b"shared", 0o2775)), ([b"shared"], b""))
        self.assertEqual(self.mode(b"shared"), 0o2775)

    def test_where_it_stops_it_says_what_was_done(self) -> None:
        os.symlink(b"x", self.place + b"/users")
        self.assertEqual(self.laid_out(*self.TABLE), ([b".", b"shared"], b"users is a symbolic link"))

    def test_looks(self) -> None:
        self.laid_out((b"shared", 0o2775))
        self.assertEqual(
            look_at_paths(self.place, b"", [b".", b"shared", b"users", b"users/ada"]),
            [
                (True, UID, GID, 0o755, b"%d" % os.stat(self.place).st_ino, b""),
                (True, UID, GID, 0o2775, b"%d" % os.stat(self.place + b"/shared").st_ino, b""),
                (False, 0, 0, 0, b"", b""),
                (False, 0, 0, 0, b"", b""),
            ],
        )
        self.assertEqual(look_at_root(self.place, b""), (1, UID, GID, 0o755))

    def test_many_entries_are_counted_to_a_thousand(self) -> None:
        for i in range(1001):
            os.mkdir(self.place + b"/%d" % i)
        self.assertEqual(look_at_root(self.place, b"")[0], 1000)


class Gives(unittest.TestCase):
    def test_an_owner_and_a_group(self) -> None:
        def seen(mode: int, uid: int, gid: int) -> os.stat_result:
            return os.stat_result((0o040000 | mode, 1, 1, 1, uid, gid, 0, 0, 0, 0))

        for before, wanted, expected in (
            ((0o755, 0, 3000), (0, 3000, 0o2755), False),
            # somebody's own, which root would take
            ((0o755, 2001, 3000), (0, 3000, 0o2755), True),
            ((0o755, 0, 3000), (2001, 3000, 0o755), True),
            ((0o2770, 0, 3000), (0, 3000, 0o2770), False),
            # of another group: what everybody could do counts
            ((0o2770, 0, 1500), (0, 3000, 0o2770), True),
            ((0o2775, 0, 1500), (0, 3000, 0o2755), False),
            ((0o2707, 0, 3000), (0, 3000, 0o2775), True),
            ((0o2777, 0, 1500), (0, 3000, 0o2775), False),
            ((0o3777, 0, 1500), (0, 3000, 0o3775), False),
        ):
            self.assertEqual(gives(seen(*before), *wanted), expected, (before, wanted))


class Roots(unittest.TestCase):
    def test_new_ours_foreign(self) -> None:
        for root, kind in (
            ((0, 0, 0, 0o755), b"new"),
            ((1, 0, 0, 0o755), b"foreign"),
            ((0, 0, 0, 0o775), b"foreign"),
            ((5, 0, 3000, 0o755), b"ours"),
            ((5, 1000, 3000, 0o2775), b"ours"),
            ((5, 1000, 3000, 0o3775), b"ours"),
            ((5, 1000, 3000, 0o775), b"foreign"),
            ((5, 1000, 3000, 0o6775), b"foreign"),
            ((0, 1234, 1234, 0o700), b"foreign"),
        ):
            self.assertEqual(kind_of_root(*(root + (3000,))), kind, root)


class OpenVolume(unittest.TestCase):
    def test_what_is_not_mounted_there_is_refused(self) -> None:
        folder = os.fsencode(tempfile.mkdtemp())
        self.assertRaises(Refusal, opened.open_volume, folder, b"0:50")
        os.rmdir(folder)
