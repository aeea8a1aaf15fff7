import unittest

from a_mounting import PLACE, Programs, mounted, mounting

from prism.core.steps import Wrong
from prism.mounts.table import Mount
from prism.steps import harden
from prism.steps import mounting as mountings


class Harden(unittest.TestCase):
    def setUp(self) -> None:
        self.before = harden.run, mountings.read_mounts

    def tearDown(self) -> None:
        harden.run, mountings.read_mounts = self.before

    def hardened(
        self, before: "list[Mount]", after: "list[Mount]", *answers: "tuple[int, bytes]", **more: bytes
    ) -> "tuple[list[bytes], bytes]":
        tables = [before, after]
        self.programs = Programs(*answers)
        harden.run = self.programs  # type: ignore[assignment]
        mountings.read_mounts = lambda given: tables.pop(0) if len(tables) > 1 else tables[0]  # type: ignore[assignment]
        return harden.harden(mounting(**more))

    def options(self) -> "list[bytes]":
        return [words[words.index(b"-o") + 1] for words in self.programs.asked]

    def test_what_stands_well_is_not_touched(self) -> None:
        stands = [mounted(own=b"rw,nosuid,nodev,relatime")]
        self.assertEqual(self.hardened(stands, stands), ([], b""))
        self.assertEqual(self.programs.asked, [])

    def test_nothing_is_done_unasked(self) -> None:
        self.assertEqual(self.hardened([mounted()], [mounted()], EFS_OPTIONS=b"tls,nosuids"), ([], b""))
        self.assertEqual(self.programs.asked, [])

    def test_all_flags_are_repeated_on_each_bind_mount_too(self) -> None:
        other = mounted(b"/data", number=43, device=b"0:51", fs=b"fs-00000000")
        before = [mounted(), mounted(b"/home/ada/x y", b"ro,noexec,noatime", 41), mounted(b"/srv", b"rw,nosuid,relatime", 42), other]
        after = [
            mounted(own=b"rw,nosuid,nodev"),
            mounted(b"/home/ada/x y", b"ro,nosuid,nodev", 41),
            mounted(b"/srv", b"rw,nosuid,nodev", 42),
            other,
        ]
        done, words = self.hardened(before, after)
        self.assertEqual(done, [PLACE, b"/home/ada/x y", b"/srv"])
        self.assertEqual(words, b"; nosuid and nodev set at /mnt/research-data, /home/ada/x y, /srv")
        self.assertEqual(
            self.options(),
            [
                b"remount,bind,nosuid,nodev,rw,relatime",
                b"remount,bind,nosuid,nodev,ro,noexec,noatime",
                b"remount,bind,nosuid,nodev,rw,relatime",
            ],
        )
        self.assertEqual([words[-1] for words in self.programs.asked], done)

    def test_what_is_not_asked_for_is_taken_off_our_own_mount_alone(self) -> None:
        bound = mounted(b"/srv", b"rw,nosuid,relatime", 42)
        before = [mounted(own=b"rw,nosuid,nodev,relatime"), bound]
        after = [mounted(own=b"rw,nodev,relatime"), mounted(b"/srv", b"rw,nosuid,nodev,relatime", 42)]
        done, words = self.hardened(before, after, EFS_OPTIONS=b"tls,nodev")
        self.assertEqual(done, [PLACE, b"/srv"])
        self.assertEqual(self.options(), [b"remount,bind,nodev,rw,relatime", b"remount,bind,nosuid,nodev,rw,relatime"])

    def test_what_failed_is_said_and_the_table_decides(self) -> None:
        for came, words in (
            ((32, b"mount: permission denied."), b"mount: permission denied."),
            ((0, b""), b"it did not take them"),
            ((124, b""), b"no answer within 15 s"),
        ):
            with self.assertRaises(Wrong) as caught:
                self.hardened([mounted()], [mounted()], came)
            self.assertEqual(caught.exception.code, "not-nosuid")
            self.assertIn(words, caught.exception.seen)

    def test_what_is_mounted_over_is_not_reached(self) -> None:
        below, over = mounted(b"/srv", number=41), mounted(b"/srv", number=42, device=b"0:9", fs=b"")
        top = mounted(own=b"rw,nosuid,nodev")
        self.assertEqual(
            self.hardened([top, below, over], [top, below, over])[1],
            b"; nosuid,nodev could not be set at /srv: something is mounted over it",
        )
        self.assertEqual(self.programs.asked, [])
