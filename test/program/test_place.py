import os
import shutil
import tempfile
import unittest

from prism.mounts import place


class Place(unittest.TestCase):
    def setUp(self) -> None:
        self.root = os.fsencode(os.path.realpath(tempfile.mkdtemp()))
        self.others = [self.root + b"/open"]
        self.before = place.only_root
        place.only_root = lambda folder: folder not in self.others  # type: ignore[assignment]
        place.known.clear()
        for name in (b"/var", b"/var/mnt", b"/open"):
            os.mkdir(self.root + name)

    def tearDown(self) -> None:
        place.only_root = self.before  # type: ignore[assignment]
        place.known.clear()
        shutil.rmtree(self.root)

    def test_without_links_it_is_the_place(self) -> None:
        for point in (b"/var/mnt/V", b"/nowhere/at/all", b"/open/V"):
            self.assertEqual(place.resolve(self.root + point), (self.root + point, b""))
        self.assertEqual(place.real_place(b"/V"), b"/V")

    def test_a_link_of_roots_is_followed(self) -> None:
        os.symlink("var/mnt", self.root + b"/mnt")
        os.symlink(self.root + b"/mnt", self.root + b"/again")
        for point in (b"/mnt/V", b"/again/V", b"/mnt/../mnt/V"):
            self.assertEqual(place.real_place(self.root + point), self.root + b"/var/mnt/V", point)

    def test_what_is_not_there_yet_is_no_link(self) -> None:
        os.symlink("var/none/../none", self.root + b"/mnt")
        self.assertEqual(place.real_place(self.root + b"/mnt/a/V"), self.root + b"/var/none/a/V")

    def test_a_link_that_others_can_change_is_not_followed(self) -> None:
        os.symlink(self.root + b"/var", self.root + b"/open/link")
        os.mkdir(self.root + b"/open/below")
        os.symlink(self.root + b"/var", self.root + b"/open/below/link")
        for point in (b"/open/link/V", b"/open/below/link/V", b"/open/below/../below/link/V"):
            real, refused = place.resolve(self.root + point)
            self.assertEqual(real, self.root + b"/var/V")
            self.assertEqual(refused, b"in a folder that others than root can change")
            self.assertEqual(place.real_place(self.root + point), self.root + point)

    def test_a_link_into_such_a_folder_is_followed_as_far_as_it_is_roots(self) -> None:
        os.symlink("open", self.root + b"/mnt")
        self.assertEqual(place.real_place(self.root + b"/mnt/V"), self.root + b"/open/V")
        os.symlink(self.root + b"/var", self.root + b"/open/x")
        self.assertEqual(place.real_place(self.root + b"/mnt/x/V"), self.root + b"/mnt/x/V")

    def test_who_can_put_a_link_in_its_place(self) -> None:
        os.mkdir(self.root + b"/open/below")
        for point in (b"/open/V", b"/open/below/V", b"/open/none/V"):
            self.assertFalse(place.is_roots(self.root + point))
        for point in (b"/var/mnt/V", b"/none/at/all"):
            self.assertTrue(place.is_roots(self.root + point))

    def test_a_circle(self) -> None:
        os.symlink("b", self.root + b"/a")
        os.symlink("a", self.root + b"/b")
        self.assertTrue(place.resolve(self.root + b"/a/V")[1])

    def test_the_place_itself_is_not_touched(self) -> None:
        os.symlink("/etc", self.root + b"/var/V")
        self.assertEqual(place.real_place(self.root + b"/var/V"), self.root + b"/var/V")


class OnlyRoot(unittest.TestCase):
    def test_folders_of_a_host(self) -> None:
        self.assertFalse(place.only_root(os.fsencode(tempfile.gettempdir())))
        self.assertFalse(place.only_root(b"/nowhere/at/all"))
