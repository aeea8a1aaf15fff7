import os
import shutil
import tempfile
import unittest

from a_mounting import FakeJob
from volume_stage import GID, Stage, needs_root

from prism.registry.here import Named
from prism.registry.homes import link_homes, look_at_homes
from prism.registry.places import Place, give_places, look_at_places, places_in
from prism.registry.visits import MOST, parts_of

ADA = Named(b"ada:65536")
BEN = Named(b"ben:65537")
GIVEN = {b"MOUNTS": b"ben", b"SPACE_MODE": b"0700", b"DIRECTORIES": b"genomics:65540", b"GID": b"3000"}


class Which(unittest.TestCase):
    def test_the_folder_of_groups_is_made_before_what_is_in_it_and_who_has_a_space_of_the_mounts_gets_none(self) -> None:
        found = places_in(FakeJob(GIVEN).given, [ADA, BEN])
        self.assertEqual(
            [(one.path, one.uid, one.gid, one.mode) for one in found],
            [
                (b"groups", 0, 3000, 0o2755),
                (b"groups/genomics", 0, 65540, 0o2770),
                (b"users/ada", 65536, 65536, 0o700),
            ],
        )

    def test_what_is_being_made_is_nobodys_and_all_else_is_whose_it_is(self) -> None:
        space = Place(b"users/ada", 65536, 65536, 0o700)
        folder = Place(b"groups/genomics", 0, 65540, 0o2770)
        self.assertFalse(space.foreign(0, GID, 0o2700))
        self.assertFalse(space.foreign(65536, GID, 0o755))
        self.assertTrue(space.foreign(0, 0, 0o755))
        self.assertTrue(space.foreign(65537, 65537, 0o700))
        self.assertFalse(folder.foreign(0, GID, 0o2700))
        self.assertFalse(folder.foreign(0, 65540, 0o700))
        self.assertTrue(folder.foreign(0, 65541, 0o2770))
        self.assertTrue(folder.foreign(65536, 65540, 0o2770))


@needs_root
class Whose(unittest.TestCase):
    def test_few_spaces_are_tried_by_everybody_and_of_many_each_by_somebody_whose_it_is_not(self) -> None:
        few = [b"ada", b"ben", b"eve"]
        self.assertEqual(parts_of([b"ben"], few), {b"ben": [b"ben", b"eve", b"ada"]})
        many = [b"p%03d" % n for n in range(90)]
        for here in ([b"p007"], [b"p007", b"p008"], [b"p000", b"p044", b"p089"], [b"elsewhere", b"p010"]):
            parts = parts_of(here, many)
            for space in many:
                others = [name for name in here if name != space and space in parts[name]]
                self.assertEqual(others != [], here != [space], (here, space))
            # each has their own, and what follows it
            self.assertTrue(all(len(parts[name]) > MOST for name in here))
        # of few tries each is still at most one more than a turn
        self.assertLess(len(parts_of(many, many)[b"p000"]), MOST + 2)

    def test_with_nobody_here_nobody_tries(self) -> None:
        self.assertEqual(parts_of([], [b"ada"]), {})


class OnAVolume(unittest.TestCase):
    def setUp(self) -> None:
        self.stage = Stage()

    def give(self, *places: Place) -> "list[tuple[bytes, bytes, bytes]]":
        return give_places(self.stage.mount, list(places))

    def bits(self, path: str) -> "tuple[int, int, int]":
        found = os.lstat(self.stage.at(path))
        return found.st_uid, found.st_gid, found.st_mode & 0o7777

    def test_each_is_made_by_itself_and_stays_as_it_is_the_next_time(self) -> None:
        self.stage.lay("users/ada", 65536, 0o755)
        places = places_in(FakeJob(GIVEN).given, [ADA])
        self.assertEqual([one[0] for one in self.give(*places)], [b"changed"] * 3)
        self.assertEqual(self.bits("users/ada"), (65536, 65536, 0o700))
        self.assertEqual(self.bits("groups/genomics"), (0, 65540, 0o2770))
        self.assertEqual([one[0] for one in self.give(*places)], [b"unchanged"] * 3)

    def test_what_was_cut_off_is_finished_what_holds_something_is_not(self) -> None:
        self.stage.lay("users/eve", 0, 0o2700)
        self.stage.lay("users/ben", 0, 0o2700)
        self.stage.put("users/ben/of-somebody", "x", 2002)
        eve, ben = Place(b"users/eve", 65538, 65538, 0o700), Place(b"users/ben", 65537, 65537, 0o700)
        told = self.give(eve, ben)
        self.assertEqual([(one[0], one[2]) for one in told], [(b"changed", b""), (b"failed", b"layout-not-ours")])
        self.assertEqual(self.bits("users/eve"), (65538, 65538, 0o700))
        self.assertEqual(self.bits("users/ben"), (0, GID, 0o2700))

    def test_a_link_a_file_and_somebody_elses_folder_are_left_and_cost_the_others_nothing(self) -> None:
        os.symlink("/etc", self.stage.at("users/link"))
        self.stage.put("users/file", "x", 2001)
        places = [Place(b"users/" + name, 65536, 65536, 0o700) for name in (b"link", b"file", b"bob", b"new")]
        told = self.give(*places)
        self.assertEqual([one[2] for one in told], [b"layout-not-ours", b"layout-not-ours", b"space-foreign", b""])
        self.assertEqual(self.bits("users/bob"), (2002, GID, 0o700))
        self.assertEqual(os.stat("/etc").st_uid, 0)
        seen = look_at_places(self.stage.mount, [b"users/new", b"users/nobody", b"users/link"])
        self.assertEqual([one[0] for one in seen], [True, False, True])
        self.assertEqual(seen[0][1:4], (65536, 65536, 0o700))
        self.assertIn(b"symbolic link", seen[2][5])


@needs_root
class AtHome(unittest.TestCase):
    LINKS = [(b"shared", b"/mnt/v/shared"), (b"space", b"/mnt/v/users/ada")]

    def setUp(self) -> None:
        self.folder = tempfile.mkdtemp()
        self.home = os.path.join(self.folder, "ada")
        os.mkdir(self.home, 0o700)
        os.chown(self.home, 65536, 65536)

    def tearDown(self) -> None:
        shutil.rmtree(self.folder)

    def homes(self, path: "str | None" = None) -> "list[tuple[bytes, int, list[tuple[bytes, bytes]]]]":
        return [((path or self.home).encode(), 65536, self.LINKS)]

    def test_what_is_missing_is_made_once(self) -> None:
        self.assertEqual(link_homes(self.homes()), [([b"none", b"none"], b"")])
        self.assertEqual(os.readlink(self.home + "/space"), "/mnt/v/users/ada")
        self.assertEqual(link_homes(self.homes()), [([b"ours", b"ours"], b"")])
        self.assertEqual(look_at_homes(self.homes()), [([b"ours", b"ours"], b"")])

    def test_something_else_of_that_name_stays(self) -> None:
        os.symlink("/etc/shadow", self.home + "/shared")
        os.mkdir(self.home + "/space")
        self.assertEqual(link_homes(self.homes()), [([b"other", b"other"], b"")])
        self.assertEqual(os.readlink(self.home + "/shared"), "/etc/shadow")
        self.assertEqual(os.listdir(self.home + "/space"), [])

    def test_a_home_that_is_a_link_or_somebody_elses_is_not_entered(self) -> None:
        other = self.folder + "/other"
        os.mkdir(other)
        os.symlink(other, self.folder + "/link")
        for path in (other, self.folder + "/link", self.folder + "/none"):
            ((links, why),) = link_homes(self.homes(path))
            self.assertEqual(links, [])
            self.assertNotEqual(why, b"")
        self.assertEqual(os.listdir(other), [])
