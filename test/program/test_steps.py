import unittest

from a_mounting import PLACE, VOLUME, Programs, mounted, mounting

from prism.core.programs import Ran
from prism.core.steps import Wrong, unchanged
from prism.mounts.client import Client
from prism.mounts.table import Mount
from prism.people.accounts import Account
from prism.steps import fstab as fstab_step
from prism.steps import group, mount, preflight, undo, users
from prism.steps import mounting as mountings
from prism.steps.mounting import Mounting
from prism.steps.permissions import as_planned
from prism.steps.safely import safely

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable

RESOLVE = b"""Failed to resolve "fs-0123456789abcdef0.efs.us-east-1.amazonaws.com" - check that your file system ID is correct, and ensure that \
the VPC has an EFS mount target for this file system ID.
See https://docs.aws.amazon.com/console/efs/mount-dns-name for more detail.
Attempting to lookup mount target ip address using botocore. Failed to import necessary dependency botocore, please install botocore first."""


def account(name: bytes, *groups: int) -> Account:
    return Account((name, 1000, 1000, b"", b"/home/" + name, b"/bin/sh", groups))


def gives(value: "Any") -> "Callable[..., Any]":
    def give(*given: object, **more: object) -> "Any":
        return value

    return give


class Patched(unittest.TestCase):
    def setUp(self) -> None:
        self.undo: "list[tuple[object, str, object]]" = []

    def tearDown(self) -> None:
        for module, name, value in reversed(self.undo):
            setattr(module, name, value)

    def patch(self, module: object, **values: "Callable[..., Any]") -> None:
        for name, value in values.items():
            self.undo.append((module, name, getattr(module, name)))
            setattr(module, name, value)

    def wrong(self, do: "Callable[..., object]", *given: object) -> "tuple[str, bytes]":
        with self.assertRaises(Wrong) as caught:
            do(*given)
        return caught.exception.code, caught.exception.seen


class WordsOfAMount(Patched):
    def failed(self, status: int, said: bytes, **more: bytes) -> "tuple[str, bytes]":
        self.patch(mount, read_table=gives([]), states_now=gives([]), tidy=gives(None))
        wrong = mount.why_failed(mounting(**more), Ran(status, said), [])
        return wrong.code, wrong.seen

    def test_the_clients_long_word_for_a_name_that_does_not_resolve(self) -> None:
        self.assertGreater(len(RESOLVE), 400)
        code, seen = self.failed(1, RESOLVE)
        self.assertEqual((code, seen[:32], len(seen) <= 280), ("mount-resolve", b'Failed to resolve "fs-0123456789', True))

    def test_others(self) -> None:
        self.assertEqual(self.failed(0, b""), ("mount-not-there", b"mount -t efs said nothing, exit 0"))
        self.assertEqual(self.failed(0, b"network.target"), ("mount-not-there", b"network.target"))
        self.assertEqual(self.failed(124, RESOLVE), ("mount-timeout", b"no answer within 4 s"))
        self.assertEqual(self.failed(32, b"mount.nfs4: Connection timed out\n" + b"x\n" * 900)[0], "mount-timeout")
        self.assertEqual(self.failed(32, b"\n mount.nfs4:  access\tdenied \n"), ("mount-failed", b"exit 32: mount.nfs4: access denied"))


class StepMount(Patched):
    def test_arguments_and_time_to_tidy_up(self) -> None:
        asked: "list[object]" = []

        def run(seconds: float, words: "list[bytes]", log: object, **more: object) -> Ran:
            asked.append((seconds, words, more["first"], more["patience"], more["environment"]["PRISM_MOUNTING".encode()]))  # type: ignore[index]
            return Ran(0, b"")

        self.patch(mount, run=run)
        made = mounting()
        mount.mount_volume(made, made.options + b",ro")
        options = b"_netdev,noresvport,tls,nosuid,nodev,ro"
        self.assertEqual(asked, [(4, [b"mount", b"-t", b"efs", b"-o", options, VOLUME + b":/", PLACE], 2, 20, b"01JTEST.mount.1")])
        made.client = Client(b"", True, False, b"")
        mount.mount_volume(made, made.options)
        self.assertEqual(asked[1][1], [b"mount", b"-t", b"nfs4", b"-o", b"nfsvers=4.1", b"nfs.example:/", PLACE])  # type: ignore[index]

    def test_what_stands_wrongly_is_not_kept(self) -> None:
        for change, code in (
            (("fs", b"fs-00000000"), "mount-wrong"),
            (("access_point", b"fsap-1"), "mount-wrong"),
            (("encrypted", b"no"), "not-encrypted"),
        ):
            top = mounted()
            setattr(top, change[0], change[1])
            self.patch(mountings, read_mounts=gives([top]))
            self.assertEqual(self.wrong(mount.step_mount, mounting())[0], code)
        self.patch(mountings, read_mounts=gives([mounted(own=b"ro")]))
        self.patch(mount, may_change_access=gives(False))
        self.assertEqual(self.wrong(mount.step_mount, mounting())[0], "read-only")


class Users(Patched):
    def enrolled(self, before: "dict[bytes, Account]", after: "dict[bytes, Account]", local: bytes, **more: bytes) -> Mounting:
        made = mounting(**more)
        self.programs = Programs()
        made.accounts.known = dict(before)  # type: ignore[assignment]
        made.accounts.learn = lambda names: made.accounts.known.update(after)  # type: ignore[method-assign, assignment]
        self.patch(users, run=self.programs, read_file=gives(local), check_users=gives(None), forget_groups=gives(None))
        return made

    def test_each_of_them_by_one_program(self) -> None:
        given = {"ACCOUNTS": b"ada,ben", "GROUPS": b"ml:3001:ada+ben"}
        before = {b"ada": account(b"ada", 1000), b"ben": account(b"ben", 1000, 3001)}
        after = {b"ada": account(b"ada", 1000, 3000, 3001), b"ben": account(b"ben", *range(2990, 3007))}
        made = self.enrolled(before, after, b"prism-shared:x:3000:\nml:x:3001:ben\n", **given)
        self.assertEqual(users.step_users(made).detail, b"enrolled ada, ada in ml, ben; ben is in 17 groups, NFS carries 16")
        self.assertEqual(
            [words[2:] for words in self.programs.asked], [[b"ada", b"prism-shared"], [b"ada", b"ml"], [b"ben", b"prism-shared"]]
        )
        made = self.enrolled(after, {}, b"", **given)
        self.assertEqual(users.step_users(made).detail[:24], b"ada, ben in prism-shared")
        self.assertEqual(self.programs.asked, [])

    def test_a_group_of_a_directory(self) -> None:
        made = self.enrolled({b"ubuntu": account(b"ubuntu", 1000)}, {}, b"prism-shared2:x:3001:\n")
        self.assertEqual(self.wrong(lambda: users.step_users(made))[0], "group-in-directory")
        self.assertEqual(self.programs.asked, [])

    def test_still_not_in_it(self) -> None:
        one = {b"ubuntu": account(b"ubuntu", 1000)}
        made = self.enrolled(one, one, b"prism-shared:x:3000:\n")
        self.assertEqual(self.wrong(lambda: users.step_users(made)), ("step-failed", b"ubuntu is still not in prism-shared"))

    def test_all_that_are_missing_are_named(self) -> None:
        made = mounting(ACCOUNTS=b"ada,ghost,ben,spook")
        made.accounts.known = {b"ada": account(b"ada"), b"ghost": None, b"ben": account(b"ben"), b"spook": None}
        self.assertEqual(self.wrong(lambda: preflight.check_users(made)), ("account-missing", b"no such account: ghost, spook"))


class Groups(Patched):
    def made(self, table: "dict[int, bytes]") -> "tuple[str, bytes]":
        by_name = {name: gid for gid, name in table.items()}

        self.programs = Programs()
        self.forgot: "list[bool]" = []
        self.patch(group, run=self.programs, forget_groups=lambda: self.forgot.append(True))
        made = mounting(GROUPS=b"ml:3001:ubuntu")
        for name, gid in made.given.wanted_groups:
            holder = (table[gid], gid, ()) if gid in table else None
            made.accounts.named[name, gid] = holder, (name, by_name[name], ()) if name in by_name else None
        made.accounts.known[b"ubuntu"] = None
        did = group.step_group(made)
        return did.status, did.detail

    def test_what_is_missing_is_made(self) -> None:
        self.assertEqual(self.made({3000: b"prism-shared"}), ("changed", b"made ml with gid 3001"))
        self.assertEqual((self.programs.asked, self.forgot), ([[b"groupadd", b"-g", b"3001", b"ml"]], [True]))
        self.assertEqual(self.made({3000: b"prism-shared", 3001: b"ml"}), ("unchanged", b"prism-shared has gid 3000, ml has gid 3001"))
        self.assertEqual((self.programs.asked, self.forgot), ([], []))

    def test_taken(self) -> None:
        self.assertEqual(self.wrong(lambda: self.made({3000: b"x"})), ("gid-taken", b"gid 3000 is the group x"))
        self.assertEqual(self.wrong(lambda: self.made({3007: b"ml"})), ("group-gid-differs", b"ml has gid 3007"))


class Plans(Patched):
    def test_as_it_was_or_shall_be_or_half_way(self) -> None:
        wanted = b"1000:3000:0755"
        for then, seen in (
            (b"-", b"-"),
            (b"-", wanted),
            (b"-", b"0:0:0700"),
            (b"-", b"0:3000:2700"),
            (b"5:5:0700", b"5:5:0700"),
            (b"5:5:0700", b"1000:3000:0700"),
            (b"5:5:0700", wanted),
        ):
            as_planned([b".:0:0:0755", b"users/ada:" + then], b"users/ada", seen, wanted)
        self.assertEqual(as_planned([b"users/ada:5:5:0700=77"], b"users/ada", b"5:5:0700", wanted), b"77")
        self.assertEqual(as_planned([b"users/ada:5:5:0700=77"], b"users/ada", wanted, wanted), b"77")
        self.assertEqual(as_planned([b"users/ada:-"], b"users/ada", b"0:0:0700", wanted), b"")
        self.assertEqual(as_planned([b"users/ada:5:5:0700=77"], b"shared", b"5:5:0700", wanted), b"")
        for then, seen in ((b"-", b"5:5:0755"), (b"5:5:0700", b"-"), (b"5:5:0700", b"5:5:0755"), (b"5:5:0755", b"0:0:0700")):
            self.assertEqual(
                self.wrong(as_planned, [b"users/ada:" + then], b"users/ada", seen, wanted),
                ("adopt-changed", b"users/ada is %s (uid:gid:mode), was %s" % (seen, then)),
            )


class Undo(Patched):
    def test_nothing_was_done(self) -> None:
        did = undo.undo(mounting())
        self.assertEqual((did.status, did.detail), ("unchanged", b"packages, group and data stay as they are"))

    def test_everything_that_was_done(self) -> None:
        made = mounting()
        made.mounted, made.fstab_before, made.left, made.tidied = True, b"our line", b"ro", b"the tunnel that the mount left"
        made.left_options = b"ro"
        tables = [[mounted()], [], [], [mounted(own=b"ro")]]
        wrote: "list[bytes]" = []

        def read_mounts(given: object) -> "list[Mount]":
            return tables.pop(0)

        self.patch(mountings, read_mounts=read_mounts)

        def write(given: object, line: bytes) -> None:
            wrote.append(line)

        self.patch(undo.fstab, write=write)
        self.patch(undo, umount_now=gives(None), mount_volume=write)
        self.assertEqual(
            undo.undo(made).detail,
            b"undone: the fstab line, the tunnel that the mount left, the mount, mounted again as before (ro); "
            b"packages, group and data stay as they are",
        )
        self.assertEqual(wrote, [b"our line", b"ro"])

    def test_fstab_that_somebody_changed_meanwhile_stays(self) -> None:
        made = mounting()
        made.fstab_text, made.fstab_after = b"before\n", b"after\n"
        wrote: "list[bytes]" = []
        self.patch(undo.fstab, put=wrote.append, read=gives(b"other\n"))
        self.assertIn(b"left as it is", undo.undo(made).detail)
        self.assertEqual(wrote, [])
        self.patch(undo.fstab, read=gives(b"after\n"))
        self.assertIn(b"the taken-over fstab lines", undo.undo(made).detail)
        self.assertEqual(wrote, [b"before\n"])


class Lines(Patched):
    def test_nofail_and_the_marker_are_added_once(self) -> None:
        self.assertEqual(
            fstab_step.line_of(mounting()), VOLUME + b":/ /mnt/research-data efs _netdev,noresvport,tls,nosuid,nodev,nofail,x-prism 0 0"
        )
        self.assertIn(b" efs nofail,tls,x-prism 0 0", fstab_step.line_of(mounting(EFS_OPTIONS=b"nofail,tls")))


class Safely(Patched):
    def test_an_error_of_our_own_is_a_step_that_failed(self) -> None:
        def broken(given: Mounting) -> object:
            raise IndexError("no such")

        self.assertEqual(self.wrong(lambda: safely(broken, mounting()))[1][:26], b"an error in Prism: IndexEr")
        self.assertEqual(safely(lambda given: unchanged("x"), mounting()).detail, b"x")
