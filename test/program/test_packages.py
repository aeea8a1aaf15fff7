import unittest

from a_mounting import Programs

from prism.core.programs import Ran
from prism.steps import packages
from prism.steps.package_words import ABSENT, BROKEN, DONE, FAILED, LOCKED, NO_SPACE, UNREACHABLE, verdict_of
from prism.steps.packages import install

SAYINGS = (
    (b"apt-get", 100, b"E: Unable to locate package amazon-efs-utils", ABSENT),
    (b"apt-get", 100, b"E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 7 (unattended-upgr)", LOCKED),
    (b"apt-get", 100, b"Waiting for cache lock: Could not get lock\nE: Unable to locate package x", ABSENT),
    (b"apt-get", 100, b"E: dpkg was interrupted, you must manually run 'dpkg --configure -a'", BROKEN),
    (b"apt-get", 100, b"E: Failed to fetch http://x/y.deb  404  Not Found", UNREACHABLE),
    (b"apt-get", 100, b"E: You don't have enough free space in /var/cache/apt/archives/.", NO_SPACE),
    (b"apt-get", 100, b"E: something new", FAILED),
    (b"dnf", 200, b"Failed to obtain the transaction lock", LOCKED),
    (b"dnf", 1, b"Error: Unable to find a match: amazon-efs-utils", ABSENT),
    (b"yum", 1, b"No package amazon-efs-utils available.\nError: Nothing to do", ABSENT),
    (b"yum", 1, b"No package is installed", FAILED),
    (b"dnf", 1, b"Error: Failed to download metadata for repo 'x': Cannot download repomd.xml", UNREACHABLE),
    (b"dnf", 1, b"At least 5MB more space needed on the / filesystem.", NO_SPACE),
    (b"dnf", 1, b"Error: rpmdb open failed", BROKEN),
    (b"zypper", 7, b"System management is locked by the application with pid 8 (zypper).", LOCKED),
    (b"zypper", 104, b"'x' not found in package names. Trying capabilities.", ABSENT),
    (b"zypper", 104, b"", ABSENT),
    (b"zypper", 4, b"Repository 'x' is invalid. Skipping repository 'x' because of the above error.", UNREACHABLE),
    # its own words, far from the end of what is said
    (b"dnf", 1, b"No space left on device\n" + b"x\n" * 20000, NO_SPACE),
)


class Verdicts(unittest.TestCase):
    def test_what_managers_say(self) -> None:
        for manager, status, said, verdict in SAYINGS:
            self.assertEqual(verdict_of(manager, Ran(status, said)), verdict, said[:80])


class Install(unittest.TestCase):
    def setUp(self) -> None:
        self.before = packages.run, packages.select

    def tearDown(self) -> None:
        packages.run, packages.select = self.before

    def installed(self, manager: bytes, *answers: "tuple[int, bytes]", seconds: int = 60) -> "tuple[int, bytes]":
        self.programs = Programs(*answers)
        self.slept: "list[float]" = []
        packages.run = self.programs  # type: ignore[assignment]
        packages.select = lambda r, w, x, seconds: self.slept.append(seconds)  # type: ignore[assignment]
        found = install(manager, [b"amazon-efs-utils"], seconds, None)
        return found.verdict, found.said

    def asked(self) -> "list[bytes]":
        return [words[-1] for words in self.programs.asked]

    def test_arguments(self) -> None:
        self.assertEqual(self.installed(b"dnf")[0], DONE)
        self.assertEqual(self.programs.asked, [[b"dnf", b"-y", b"--setopt=exit_on_lock=True", b"install", b"amazon-efs-utils"]])
        self.assertEqual(self.installed(b"pacman"), (ABSENT, b"no package manager"))

    def test_apt_fetches_its_lists_once(self) -> None:
        missing = (100, b"E: Unable to locate package amazon-efs-utils")
        self.assertEqual(self.installed(b"apt-get", missing, (0, b""), (0, b""))[0], DONE)
        self.assertEqual(self.asked(), [b"amazon-efs-utils", b"update", b"amazon-efs-utils"])
        self.assertEqual(self.installed(b"apt-get", missing, (0, b""), missing)[0], ABSENT)
        self.assertEqual(len(self.asked()), 3)

    def test_without_every_list_absent_is_not_known(self) -> None:
        missing, gone = (100, b"E: Unable to locate package x"), (0, b"W: Failed to fetch http://x")
        self.assertEqual(self.installed(b"apt-get", missing, gone, missing), (UNREACHABLE, gone[1]))

    def test_others_have_no_lists_to_fetch(self) -> None:
        self.assertEqual(self.installed(b"dnf", (1, b"No match for argument: x"))[0], ABSENT)
        self.assertEqual(self.asked(), [b"amazon-efs-utils"])

    def test_a_lock_is_waited_for(self) -> None:
        self.assertEqual(self.installed(b"zypper", (7, b"locked"), (7, b"locked"), (0, b""))[0], DONE)
        self.assertEqual(self.slept, [2, 2])
        self.assertEqual(self.installed(b"zypper", (7, b"locked"), seconds=0), (LOCKED, b"locked"))

    def test_a_lock_while_the_lists_are_fetched(self) -> None:
        missing, locked = (100, b"E: Unable to locate package x"), (100, b"E: Could not get lock /var/lib/apt/lists/lock")
        self.assertEqual(self.installed(b"apt-get", missing, locked, missing, (0, b""), (0, b""))[0], DONE)
        self.assertEqual(self.asked(), [b"amazon-efs-utils", b"update"] * 2 + [b"amazon-efs-utils"])
