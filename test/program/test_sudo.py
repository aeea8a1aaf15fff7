import os
import shutil
import tempfile
import unittest

from prism.core.programs import Ran
from prism.core.steps import Wrong
from prism.leaving import root_there
from prism.people.accounts import Account
from prism.sudo import asking, certain, giving, ours, sudoers
from prism.sudo.giving import Sudo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

UID = 65599
MAIN = b"root ALL=(ALL:ALL) ALL\n@includedir %s\n"


class Visudo:
    """Takes everything, or fails at the calls that it is told."""

    def __init__(self) -> None:
        self.asked: "list[list[bytes]]" = []
        self.fails: "set[int]" = set()
        self.candidate = b""

    def __call__(self, seconds: float, words: "list[bytes]", *_: object, **__: object) -> Ran:
        self.asked.append(words)
        if b"-f" in words:
            with open(words[-1], "rb") as file:
                self.candidate = file.read()
        fails = len(self.asked) - 1 in self.fails
        return Ran(1 if fails else 0, b"/etc/sudoers: parsed OK\n" + (b"x:1: syntax error\n" if fails else b""))


class WhatARuleGives(unittest.TestCase):
    def test_a_rule_that_only_takes_away_gives_nothing_and_what_is_not_read_for_certain_gives(self) -> None:
        for rule, gives in (
            (b"(ALL) ALL", True),
            (b"(ALL : ALL) NOPASSWD: ALL", True),
            (b"(ALL) !ALL", False),
            (b"(ALL) NOPASSWD: SETENV: !ALL, !/bin/sh", False),
            (b"(ALL) !/bin/sh, /bin/ls", True),
            (b"(root) /bin/sh -c a: !b", True),
            (b"(root) NOPASSWD: /bin/sh -c A: !b", True),
            (b"!ALL", True),
        ):
            self.assertEqual(asking.Says(b"given", b"own", [rule], b"").gives_root, gives, rule)
        by_other = asking.Says(b"given", b"other", [b"(ALL) ALL", b"(ALL) NOPASSWD: !ALL"], b"")
        self.assertFalse(by_other.gives_root)


class OnFolder(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = os.fsencode(tempfile.mkdtemp())
        self.lines = self.folder + b"/sudoers.d"
        os.mkdir(self.lines, 0o755)
        self.visudo = Visudo()
        changes = [
            (ours, "FOLDER", self.lines),
            (ours, "STORE", self.folder),
            (ours, "CANDIDATE", self.folder + b"/candidate"),
            (ours, "run", self.visudo),
            (ours, "have", lambda name: True),
            (sudoers, "FOLDER", self.lines),
            (sudoers, "MAIN", (self.folder + b"/sudoers", self.folder + b"/none")),
            (root_there, "FOLDER", self.folder),
            (root_there, "FILE", self.folder + b"/had-root"),
        ]
        self.undo = [(module, name, getattr(module, name)) for module, name, _ in changes]
        for module, name, value in changes:
            setattr(module, name, value)
        self.put(b"sudoers", MAIN % self.lines)

    def tearDown(self) -> None:
        for module, name, value in self.undo:
            setattr(module, name, value)
        shutil.rmtree(self.folder)

    def put(self, name: bytes, text: bytes, mode: int = 0o440) -> bytes:
        path = self.folder + b"/" + name
        with open(path, "wb") as file:
            file.write(text)
        os.chmod(path, mode)
        return path


@unittest.skipIf(os.getuid() != 0, "needs root")
class Giving(OnFolder):
    def refused(self, code: str) -> "list[str]":
        with self.assertRaises(Wrong) as caught:
            ours.give_sudo(UID)
        self.assertEqual(caught.exception.code, code)
        return sorted(os.listdir(os.fsdecode(self.lines)))

    def test_the_line_names_the_number_and_takes_its_place_once_visudo_took_it_alone_and_with_the_rest(self) -> None:
        self.assertEqual(ours.give_sudo(UID).status, "changed")
        self.assertEqual(ours.state_of(UID), b"exact")
        said = [b" ".join(words) for words in self.visudo.asked]
        self.assertEqual(said, [b"visudo -c", b"visudo -c -f " + ours.CANDIDATE, b"visudo -c"])
        self.assertEqual(self.visudo.candidate, b"# Prism: sudo by the registry\n#65599 ALL=(ALL:ALL) NOPASSWD: ALL\n")
        self.assertFalse(os.path.exists(ours.CANDIDATE))
        self.assertEqual(root_there.had_root(), {b"65599": b"sudo"})
        self.assertEqual(ours.give_sudo(UID).status, "unchanged")
        self.assertEqual(len(self.visudo.asked), 3)

    def test_nothing_stays_where_visudo_takes_one_of_them_not(self) -> None:
        for call in (0, 1, 2):
            self.visudo.asked, self.visudo.fails = [], {call}
            self.assertEqual(self.refused("sudoers-broken"), [], call)
            self.assertFalse(os.path.exists(ours.CANDIDATE))

    def test_what_is_in_its_place_is_not_kept(self) -> None:
        secret = self.put(b"secret", b"x", 0o600)
        name = b"sudoers.d/prism-%d" % UID
        os.symlink(secret, self.folder + b"/" + name)
        self.assertEqual(ours.state_of(UID), b"other")
        ours.give_sudo(UID)
        with open(secret, "rb") as file:
            self.assertEqual((file.read(), ours.state_of(UID)), (b"x", b"exact"))
        for text, mode, state in ((ours.line_of(UID), 0o644, b"0:0:0644"), (b"#1 ALL=ALL\n", 0o440, b"text")):
            self.put(name, text, mode)
            self.assertEqual(ours.state_of(UID), state)
            ours.give_sudo(UID)
            self.assertEqual(ours.state_of(UID), b"exact")

    def test_where_sudo_would_not_read_it_or_others_could_write_it_nothing_is_written(self) -> None:
        self.put(b"sudoers", b"root ALL=(ALL) ALL\n# @includedir %s\n" % self.lines)
        self.assertEqual(self.refused("sudoers-not-read"), [])
        self.put(b"sudoers", MAIN % self.lines)
        os.chmod(self.lines, 0o775)
        self.assertEqual(self.refused("sudoers-not-read"), [])
        ours.have = lambda name: name != b"visudo"
        self.assertEqual(self.refused("sudo-absent"), [])

    def test_it_is_taken_from_whom_it_goes_and_noted_and_others_files_stay(self) -> None:
        for name in (b"prism-65599", b"prism-65598", b"prism-x", b"mine"):
            self.put(b"sudoers.d/" + name, b"x")
        self.assertEqual(ours.take_sudo(lambda uid: uid == UID).detail, b"no sudo: 65599")
        self.assertEqual(sorted(os.listdir(os.fsdecode(self.lines))), ["mine", "prism-65598", "prism-x"])
        self.assertEqual(root_there.had_root(), {b"65599": b"sudo"})
        self.assertEqual(ours.take_sudo(lambda uid: uid == UID).status, "unchanged")

    def test_it_is_taken_also_where_that_cannot_be_noted(self) -> None:
        path = self.put(b"sudoers.d/prism-65599", b"x")
        root_there.FILE = self.folder + b"/none/had-root"
        with self.assertRaises(OSError):
            ours.take_sudo(lambda uid: True)
        self.assertFalse(os.path.exists(path))


class Reading(OnFolder):
    def test_files_that_are_included(self) -> None:
        more = self.put(b"more", b"#includedir %s\n" % self.lines)
        for text, takes_in in (
            (b"#includedir %s\n" % self.lines, True),
            (b'@includedir "%s/"\n' % self.lines, True),
            (b"@include %s\n" % more, True),
            (b"#include more\n", True),
            (b"@include %s\n" % self.lines, False),
            (b"", False),
        ):
            self.put(b"sudoers", text)
            self.assertEqual(sudoers.takes_in_folder(sudoers.sudoers()), takes_in, text)

    def test_the_distributions_own_file_counts_where_there_is_no_other(self) -> None:
        sudoers.MAIN = (self.folder + b"/gone", self.folder + b"/sudoers")
        self.assertTrue(sudoers.takes_in_folder(sudoers.sudoers()))


class Names:
    """Of groups, by number."""

    def __init__(self, names: "dict[int, bytes]") -> None:
        self.names = names

    def learn(self, uids: "list[int]", gids: "list[int]") -> None:
        pass

    def group(self, gid: int) -> "bytes | None":
        return self.names.get(gid)


class State:
    def __init__(self, names: "dict[int, bytes]", groups: "dict[bytes, list[bytes]]") -> None:
        self.people = [(b"ada", 65536), (b"ben", 65537), (b"eve", 65538)]
        self.left: "list[tuple[bytes, int]]" = []
        self.numbers = Names(names)
        self.local = self
        self.with_gid = {int(fields[2]): [name] for name, fields in groups.items()}


LISTED = b"""Matching Defaults entries for ada on calc-1:
    env_reset, mail_badpass,
    secure_path=/usr/bin\\:/bin, %s

User ada may run the following commands on calc-1:
    (ALL : ALL) NOPASSWD: ALL
    (root) /usr/bin/a-command-that-is-long,
        /usr/bin/another, !/usr/bin/su
"""


class Saying(OnFolder):
    """What sudo lists, and by whom it is asked."""

    def setUp(self) -> None:
        OnFolder.setUp(self)
        self.asked: "list[bytes]" = []
        self.answers: "dict[bytes, bytes]" = {}
        files = {b"/etc/nsswitch.conf": b"passwd: files\n", b"/etc/sudo.conf": b"#Plugin x y\n"}
        self.files = files
        changes: "list[tuple[Any, str, Any]]" = [
            (asking, "run", self.run_sudo),
            (giving, "find_program", lambda name: b"/usr/bin/sudo"),
            (certain, "read_file", lambda path, most=0: files.get(path)),
            (certain, "RUST", self.folder + b"/sudoers-rs"),
        ]
        self.undo += [(module, name, getattr(module, name)) for module, name, _ in changes]
        for module, name, value in changes:
            setattr(module, name, value)

    def run_sudo(self, seconds: float, words: "list[bytes]", errors: bool = True) -> Ran:
        name = words[-1]
        self.asked.append(name)
        return Ran(0, self.answers.get(name, b"User %s is not allowed to run sudo on calc-1.\n" % name))

    def of(
        self, groups: "dict[bytes, tuple[int, ...]]", names: "dict[int, bytes]", local: "dict[bytes, list[bytes]] | None" = None
    ) -> Sudo:
        self.asked = []
        state: "Any" = State(names, local or {})
        sudo = Sudo(state, False)
        for name, uid in state.people:
            account = Account((name, uid, uid, b"", b"/", b"/bin/sh", (uid, *groups.get(name, ()))))
            sudo.of(account, name, uid)
        return sudo

    def test_whom_no_word_tells_apart_is_asked_once(self) -> None:
        self.of({b"ada": (65540,)}, {65540: b"genomics"})
        self.assertEqual(self.asked, [b"ada"])
        for text in (
            b"%genomics ALL=(ALL) ALL\n",
            b"%#65540 ALL=(ALL) ALL\n",
            b"ADA ALL=ALL\n",
            b"ALL, !ada ALL=ALL\n",
            b"#65536 ALL=ALL\n",
        ):
            self.put(b"sudoers", text)
            self.of({b"ada": (65540,)}, {65540: b"genomics"})
            self.assertEqual(self.asked, [b"ada", b"ben"], text)

    def test_a_second_name_of_a_groups_number_counts(self) -> None:
        self.put(b"sudoers", b"%admin ALL=(ALL) ALL\n")
        self.of({b"ben": (65540,)}, {65540: b"genomics"}, {b"admin": [b"admin", b"x", b"65540", b""]})
        self.assertEqual(self.asked, [b"ada", b"ben"])

    def test_each_is_asked_where_rules_come_from_elsewhere_or_by_other_names(self) -> None:
        each = [b"ada", b"ben", b"eve"]
        for text in (
            b"+admins ALL=ALL\n",
            b"%:people ALL=ALL\n",
            b"\\x61da ALL=ALL\n",
            b"e\\ve ALL=ALL\n",
            b"#065538 ALL=ALL\n",
            b"%#065538 ALL=ALL\n",
            b"#4295032834 ALL=ALL\n",
            b'%"genomics" ALL=ALL\n',
            b"ev\x00e ALL=ALL\n",
            b"@include /etc/sudoers.%h\n",
            b'@include "/opt/my rules"\n',
            b"@include /opt/my\\ rules\n",
            b"@include more\n",
            b"#include /nowhere/that-is-missing\n",
            b"@include /etc/one:/etc/two\n",
            b"root ALL=ALL @include /etc/one\n",
            b"#" + b" " * sudoers.MOST + b"\neve ALL=ALL\n",
        ):
            self.put(b"sudoers", text)
            self.of({}, {})
            self.assertEqual(self.asked, each, text[-40:])
        self.put(b"sudoers", MAIN % self.lines + b'# See about "@include"\n@include %s\n' % self.put(b"more", b"\n"))
        self.of({}, {})
        self.assertEqual(self.asked, [b"ada"])
        os.mkdir(self.lines + b"/folder")
        self.of({}, {})
        self.assertEqual(self.asked, each)
        os.rmdir(self.lines + b"/folder")
        self.put(b"sudoers", b'Defaults env_keep += "X"\n')
        self.of({}, {})
        self.assertEqual(self.asked, [b"ada"])
        self.of({b"ben": (500,)}, {500: b"domain users"})
        self.assertEqual(self.asked, [b"ada", b"ben"])
        self.files[b"/etc/nsswitch.conf"] = b"sudoers: files\n"
        self.of({}, {})
        self.assertEqual(self.asked, [b"ada"])
        for path, text, expected in (
            (b"/etc/nsswitch.conf", b"sudoers:\tfiles sss\n", each),
            (b"/etc/nsswitch.conf", b" SUDOERS: sss\n", each),
            (b"/usr/etc/nsswitch.conf", b"sudoers: ldap\n", each),
            (b"/etc/sudo.conf", b"Plugin sudoers_policy sudoers.so\nSet disable_coredump false\n", [b"ada"]),
            (b"/etc/sudo.conf", b"Plugin x y\n", each),
            (b"/etc/sudo.conf", b" Plugin sudoers_policy sudoers.so sudoers_file=/opt/s\n", each),
            (b"/etc/sudo.conf", b"plugin sudoers_policy /opt/sudoers.so\n", each),
            (b"/etc/sudo.conf", b"Plug\\\nin x y\n", each),
            (b"/etc/sudo.conf", b"Path plugin_dir /opt\n", each),
        ):
            self.files.clear()
            self.files[path] = text
            self.of({}, {})
            self.assertEqual(self.asked, expected, text)

    def test_each_is_asked_where_another_sudo_has_a_file_of_its_own_or_there_is_none(self) -> None:
        self.put(b"sudoers-rs", b"")
        self.of({}, {})
        self.assertEqual(self.asked, [b"ada", b"ben", b"eve"])
        os.remove(self.folder + b"/sudoers-rs")
        os.remove(self.folder + b"/sudoers")
        self.of({}, {})
        self.assertEqual(self.asked, [b"ada", b"ben", b"eve"])

    @unittest.skipIf(os.getuid() != 0, "needs root")
    def test_prisms_own_line_makes_two_kinds_however_many_have_it(self) -> None:
        for uid in (65536, 65538):
            self.put(b"sudoers.d/prism-%d" % uid, ours.line_of(uid))
        self.put(b"sudoers.d/prism-65599", b"x")
        sudo = self.of({}, {})
        self.assertEqual(self.asked, [b"ada", b"ben"])
        self.assertEqual(sudo.strange, [65599])
        # one that is not as Prism writes it is somebody's own
        self.put(b"sudoers.d/prism-65538", b"#65538 ALL=(ALL) NOPASSWD: /bin/true\n")
        self.of({}, {})
        self.assertEqual(self.asked, [b"ada", b"ben", b"eve"])

    def test_rules_are_told_one_by_one_and_whose_password_is_asked_for(self) -> None:
        rules = [b"(ALL : ALL) NOPASSWD: ALL", b"(root) /usr/bin/a-command-that-is-long, /usr/bin/another, !/usr/bin/su"]
        for flag, asks in ((b"use_pty", b"own"), (b"!authenticate", b"nobody"), (b"targetpw", b"other"), (b"rootpw", b"other")):
            self.answers[b"ada"] = LISTED % flag
            says = self.of({}, {}).says[0]
            self.assertEqual((says.said, says.asks, says.rules), (b"given", asks, rules))

    def test_what_sudo_does_not_say_is_not_known(self) -> None:
        for text in (
            b"",
            b"sudo: parse error\n",
            b"User ada may run the following commands on calc-1:\n",
            b"User eve is not allowed to run sudo on x.\n",
        ):
            self.answers[b"ada"] = text
            says = self.of({}, {}).says[0]
            self.assertEqual((says.said, says.rules), (b"", []))

    def test_who_could_become_root_is_noted_by_a_change(self) -> None:
        state: "Any" = State({}, {})
        account = Account((b"ada", 65536, 65536, b"", b"/", b"/bin/sh", (65536,)))
        for text, noted in (
            (b"User ada is not allowed to run sudo on x.\n", False),
            (LISTED.replace(b"NOPASSWD: ", b"") % b"targetpw", False),
            (LISTED % b"targetpw", True),
        ):
            self.answers[b"ada"] = text
            Sudo(state, True).of(account, b"ada", 65536)
            self.assertEqual(b"65536" in root_there.had_root(), noted, text)
        root_there.FILE = self.folder + b"/other"
        Sudo(state, False).of(account, b"ada", 65536)
        self.assertEqual(root_there.had_root(), {})


if __name__ == "__main__":
    unittest.main()
