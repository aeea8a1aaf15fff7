import os
import shutil
import tempfile
import unittest

from prism.core.steps import Wrong
from prism.ssh import apart, effective, in_force, key_files
from prism.ssh.by_address import by_address
from prism.ssh.config import all_lines, kind_of, patterns_in, reads_all, takes_in
from prism.ssh.effective import Broken, Effective, Sshd, value
from prism.ssh.key_files import digest_of, fingerprint, keep_keys, look_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable

KEY = b"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMhWTV9rrmrK1OARRdIXvT0wQI1zY319p5ORDv8rFoFT"
PRINT = b"SHA256:39emgBjueP1bawl5Pp2gAXNs+INlUw09CzbGyb5Pi2U"
DROP_IN = b"/etc/ssh/sshd_config.d/00-prism-people.conf"


class InFolder(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = os.fsencode(tempfile.mkdtemp())

    def tearDown(self) -> None:
        shutil.rmtree(self.folder)

    def write(self, name: bytes, text: bytes) -> bytes:
        with open(self.folder + b"/" + name, "wb") as file:
            file.write(text)
        return self.folder + b"/" + name


class Configuration(InFolder):
    def test_lines_come_in_sshds_order_with_what_is_included(self) -> None:
        self.write(b"a.conf", b"# no\nUsePAM=yes\n")
        main = self.write(b"main", b'Include %s/*.conf\nmatch Group "x y"\n  AllowUsers ada\n' % self.folder)
        self.assertEqual(all_lines(main), [(b"usepam", [b"yes"]), (b"match", [b"Group", b"x", b"y"]), (b"allowusers", [b"ada"])])

    def test_a_file_that_includes_itself_ends(self) -> None:
        main = self.write(b"main", b"Include %s/main\nUsePAM yes\n" % self.folder)
        self.assertEqual(len(all_lines(main)), 9)

    def test_an_include_counts_where_it_is_for_everybody(self) -> None:
        for text, expected in (
            (b"Include /etc/ssh/sshd_config.d/*.conf\n", True),
            (b"UsePAM yes\nINCLUDE sshd_config.d/*\nMatch all\n", True),
            (b"#Include /etc/ssh/sshd_config.d/*.conf\n", False),
            (b"Include /etc/ssh/sshd_config.d/50-*.conf\n", False),
            (b"Match User eve\nInclude /etc/ssh/sshd_config.d/*.conf\n", False),
            (b"", False),
        ):
            self.assertEqual(takes_in(text, DROP_IN), expected, text)

    def test_what_is_so_from_some_addresses_alone_is_told(self) -> None:
        ours = b"/etc/ssh/authorized_keys.d/%u"
        included = self.write(b"in.conf", b"Match Address 10.0.0.0/8\nAuthorizedKeysFile .ssh/keys\n")
        for text, expected in (
            (b"AuthorizedKeysFile .ssh/keys\nMatch User eve\nAuthorizedKeysCommand /x\n", []),
            (b"Include %s\nAuthorizedKeysFile .ssh/keys\n" % included, [b"authorizedkeysfile"]),
            (b"Match Group prism-people\nAuthorizedKeysFile %s\nInclude %s\n" % (ours, included), []),
            (b"Match Group prism-people\nAuthorizedKeysFile %s\nMatch all\nInclude %s\n" % (ours, included), []),
            (b"Match user eve LocalPort 2222\nTrustedUserCAKeys /x\nAuthorizedKeysCommand none\n", [b"trustedusercakeys"]),
        ):
            self.assertEqual(by_address(self.write(b"main", text), ours, b"prism-people"), expected, text)

    def test_a_file_before_ours_and_ours_for_others_alone_are_told(self) -> None:
        ours = b"/etc/ssh/authorized_keys.d/%u"
        inner = self.write(b"inner.conf", b"Match User eve\nAuthorizedKeysFile .ssh/keys\n")
        block = self.write(b"block.conf", b"Match Group prism-people\nAuthorizedKeysFile %s\n" % ours)
        keys = b"AuthorizedKeysFile .ssh/keys\n"
        for text in (
            b"Match Address 10.0.0.0/8\nAuthorizedKeysFile /etc/ssh/extra-%%u %s\n" % ours,
            b"Match Address 11.0.0.0/8\nAuthorizedKeysFile %s\nMatch Address 10.0.0.0/8\n%s" % (ours, keys),
            b"Match User ada\nAuthorizedKeysFile %s\nMatch Address 10.0.0.0/8\n%s" % (ours, keys),
            b"Match User ada\nInclude %s\nMatch Address 10.0.0.0/8\n%s" % (block, keys),
            b"Match Address 10.0.0.0/8\nInclude %s\n" % inner,
            b"Match User=eve Address=10.0.0.0/8\n" + keys,
            b"Match invalid-user Address 10.0.0.0/8\n" + keys,
            b"Match Tagged x\n" + keys,
        ):
            self.assertEqual(by_address(self.write(b"main", text), ours, b"prism-people"), [b"authorizedkeysfile"], text)
        text = b"Include %s\nMatch Address 10.0.0.0/8\n%sHostbasedAuthentication %%s\n" % (block, keys)
        for value_, expected in ((b"yes", [b"hostbasedauthentication"]), (b"no", [])):
            self.assertEqual(by_address(self.write(b"main", text % value_), ours, b"prism-people"), expected)

    def test_an_include_that_is_not_read_is_told_and_tells_accounts_apart(self) -> None:
        inner = self.write(b"inner.conf", b"UsePAM yes\n")
        for text, reads in (
            (b'Include "%s"\n' % inner, True),
            (b'Include "/opt/my rules"\n', False),
            (b"Include /opt/my\\ rules\n", False),
            (b"Include '/opt/rules'\n", False),
            (b"Include %s/main\n" % self.folder, False),
        ):
            main = self.write(b"main", text)
            self.assertEqual((by_address(main, b"/x", b"people"), reads_all(main)), ([] if reads else [b"include"], reads), text)
            local: "Any" = Local()
            effective = Effective(Sshd(b"/usr/sbin/sshd", main), local)
            self.assertEqual(effective.kind(b"ada") == effective.kind(b"ben"), reads, text)
        self.write(b"main", b"#" * (1 << 20) + b"\n")
        self.assertFalse(reads_all(main))

    def test_accounts_are_of_one_kind_where_no_pattern_tells_them_apart(self) -> None:
        patterns = patterns_in([(b"match", [b"User", b"a*,!eve"]), (b"allowgroups", [b"wheel"]), (b"port", [b"22"])])
        self.assertEqual(patterns, [b"User", b"a*", b"eve", b"wheel"])
        kinds = [kind_of(name, groups, patterns) for name, groups in ((b"ada", []), (b"abe", [b"x"]), (b"ben", []), (b"ben", [b"wheel"]))]
        self.assertEqual(kinds[0], kinds[1])
        self.assertEqual(len(set(kinds)), 3)


class Local:
    def __init__(self) -> None:
        self.accounts = {name: [name, b"x", b"1", b"1", b"", b"/", b"/bin/sh"] for name in (b"ada", b"ben", b"eve", b"ubuntu")}
        self.groups = {b"prism-people": [b"prism-people", b"x", b"94199", b"ada,ben"]}

    def member_of(self, name: bytes) -> "list[bytes]":
        return [group for group, fields in self.groups.items() if name in fields[3].split(b",")]


class Asking(InFolder):
    def test_sshd_is_asked_once_for_each_kind(self) -> None:
        asked: "list[bytes]" = []

        def ask(sshd: Sshd, name: bytes) -> bytes:
            asked.append(name)
            return b"for " + name

        before, effective.ask_sshd = effective.ask_sshd, ask
        try:
            main = self.write(b"main", b"Match User eve\n")
            its = Effective(Sshd(b"/usr/sbin/sshd", main), Local(), (b"prism-people",))  # type: ignore[arg-type]
            self.assertEqual(
                [its.of(name) for name in (b"ada", b"ben", b"eve", b"ubuntu")], [b"for ada", b"for ada", b"for eve", b"for ubuntu"]
            )
        finally:
            effective.ask_sshd = before
        self.assertEqual(asked, [b"ada", b"eve", b"ubuntu"])

    def test_a_value_may_stand_in_several_lines(self) -> None:
        self.assertEqual(value(b"allowusers ada\nport 22\nallowusers ben", b"allowusers"), b"ada ben")
        self.assertEqual(value(b"allowusersx ada", b"allowusers"), b"")

    def test_what_sshd_says_against_its_configuration_is_told(self) -> None:
        before, apart.FOLDER = apart.FOLDER, self.folder
        try:
            with self.assertRaises(Broken) as caught:
                effective.ask_sshd(Sshd(b"/bin/false", b""), b"ada")
        finally:
            apart.FOLDER = before
        self.assertEqual(caught.exception.words, b"")


class Person:
    def __init__(self, name: bytes) -> None:
        self.name = name


class Wanted:
    ssh_group = b"prism-people"

    def __init__(self) -> None:
        self.people = [Person(b"ada")]


class Host:
    def __init__(self) -> None:
        self.wanted, self.local = Wanted(), Local()


class PuttingBack(InFolder):
    def test_where_sshd_can_no_longer_be_asked_all_is_as_it_was(self) -> None:
        main = self.write(b"main", b"Include %s/*.conf\n" % self.folder)
        drop_in = self.folder + b"/00-prism.conf"
        there: "list[bool]" = []

        def ask(sshd: Sshd, name: bytes) -> bytes:
            there.append(os.path.exists(drop_in))
            if there[-1]:
                raise OSError(12, "Cannot allocate memory")
            return b"authorizedkeysfile .ssh/authorized_keys"

        kept = (effective.ask_sshd, in_force.find_sshd, in_force.DROP_IN)
        effective.ask_sshd, in_force.find_sshd, in_force.DROP_IN = ask, lambda: Sshd(b"/usr/sbin/sshd", main), drop_in
        try:
            with self.assertRaises(OSError):
                in_force.put_in_force(Host())  # type: ignore[arg-type]
        finally:
            effective.ask_sshd, in_force.find_sshd, in_force.DROP_IN = kept
        self.assertTrue(there[-1])
        self.assertFalse(os.path.exists(drop_in))


class Block(InFolder):
    def place(self, text: bytes) -> "tuple[bytes, bytes]":
        main = self.write(b"main", text)
        before, in_force.FOLDER = in_force.FOLDER, self.folder
        try:
            return in_force._place(Sshd(b"", main), b"prism-people")
        finally:
            in_force.FOLDER = before

    def test_a_drop_in_where_it_is_read(self) -> None:
        self.assertEqual(self.place(b"Include /etc/ssh/sshd_config.d/*.conf\n")[0], DROP_IN)

    def test_before_the_first_other_block_else_at_the_end_and_once(self) -> None:
        ours = in_force.block(b"prism-people")
        for text, expected in (
            (b"UsePAM yes\n", b"UsePAM yes\n" + ours),
            (b"UsePAM yes", b"UsePAM yes\n" + ours),
            (b"UsePAM yes\n\tmatch all\nPermitTTY no\n", b"UsePAM yes\n" + ours + b"\tmatch all\nPermitTTY no\n"),
            (b"A b\nMatch all\n" + ours + b"X y\n", b"A b\n" + ours + b"Match all\nX y\n"),
        ):
            self.assertEqual(self.place(text)[1], expected)
            self.assertEqual(self.place(expected)[1], expected)

    def test_the_distributions_own_file_is_not_written(self) -> None:
        with self.assertRaises(Wrong) as caught:
            in_force._place(Sshd(b"", self.write(b"main", b"")), b"prism-people")
        self.assertEqual(caught.exception.code, "sshd-no-drop-ins")


@unittest.skipIf(os.getuid() != 0, "the files are root's")
class Files(InFolder):
    def setUp(self) -> None:
        InFolder.setUp(self)
        self.before, key_files.FOLDER = key_files.FOLDER, self.folder + b"/keys"

    def tearDown(self) -> None:
        key_files.FOLDER = self.before
        InFolder.tearDown(self)

    def test_a_file_is_roots_whatever_was_in_its_place(self) -> None:
        path = key_files.file_of(b"ada")
        spoils: "list[Callable[[], None]]" = [
            lambda: None,
            lambda: os.chmod(path, 0o666),
            lambda: os.chown(path, 1234, 0),
            lambda: (os.unlink(path), os.symlink(b"/etc/hostname", path))[0],
            lambda: os.chmod(key_files.FOLDER, 0o700),
        ]
        for spoil in spoils:
            spoil()
            keep_keys(b"ada", [KEY])
            found = look_at(b"ada", digest_of(KEY + b"\n"))
            self.assertEqual((found.digest, found.state, found.prints), (digest_of(KEY + b"\n"), b"0:0644", []))
        self.assertEqual(os.stat(key_files.FOLDER).st_mode & 0o7777, 0o755)
        self.assertEqual(keep_keys(b"ada", [KEY]).status, "unchanged")

    def test_a_folder_that_others_can_write_is_told(self) -> None:
        keep_keys(b"ada", [KEY])
        for spoil in (lambda: os.chmod(key_files.FOLDER, 0o777), lambda: os.chown(key_files.FOLDER, 1234, 0)):
            spoil()
            self.assertEqual(look_at(b"ada", b"").state, b"folder")

    def test_of_many_the_first_are_told_and_the_others_counted(self) -> None:
        keep_keys(b"ada", [KEY] * 23)
        found = look_at(b"ada", b"")
        self.assertEqual((found.prints, found.more), ([PRINT] * 20, 3))
        self.assertEqual((look_at(b"ada", found.digest).prints, look_at(b"ada", found.digest).more), ([], 0))

    def test_others_are_told_by_their_fingerprints(self) -> None:
        keep_keys(b"ada", [KEY, b"restrict " + KEY])
        self.assertEqual(look_at(b"ada", b"").prints, [PRINT, b"?"])
        self.assertEqual([keep_keys(b"ada", []).status, keep_keys(b"ada", []).status], ["changed", "unchanged"])

    def test_a_folder_of_somebody_elses_is_refused(self) -> None:
        os.mkdir(key_files.FOLDER)
        os.chown(key_files.FOLDER, 1234, 0)
        with self.assertRaises(Wrong) as caught:
            keep_keys(b"ada", [KEY])
        self.assertEqual(caught.exception.code, "key-folder-not-roots")


class Fingerprints(unittest.TestCase):
    def test_only_plain_keys_have_one(self) -> None:
        self.assertEqual(fingerprint(KEY), PRINT)
        for line in (b"#" + KEY, b"ssh-rsa " + KEY.split()[1], b"ssh-ed25519", b"ssh-ed25519 !", b"ssh-ed25519 AAAA"):
            self.assertEqual(fingerprint(line), b"?")
