"""PAM's files as they are read for an account: what hangs on groups, GECOS, login.defs, or on modules that nobody can ask."""

import os
import shutil
import tempfile
import unittest

from prism.core import limits
from prism.people import login_defs, pam_stack, sshd_config
from prism.people.accounts import Account
from prism.people.login_defs import LoginDefs, search_key
from prism.people.membership import Membership
from prism.people.pam import Pam
from prism.ssh import directories

OURS = "session [success=ignore default=1] pam_succeed_if.so quiet user ingroup prism-shared\nsession optional pam_umask.so umask=0002\n"


def account(groups: "tuple[int, ...]" = (1000, 3000), gecos: bytes = b"", gid: int = 1000) -> Account:
    return Account((b"ubuntu", 1000, gid, gecos, b"/home/ubuntu", b"/bin/bash", groups))


class Groups(Membership):
    """A name service with these groups; None: one that is silent."""

    def __init__(self, known: "dict[bytes, int] | None") -> None:
        Membership.__init__(self, b"prism-shared", 3000, [])
        self.known = known

    def _learn(self) -> None:
        if self.known is None:
            return
        for name in self.wanted:
            self.numbers[name] = self.known.get(name)
        for name, number in self.known.items():
            self.names.setdefault(number, name)


class Stacks(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.mkdtemp()
        self.before = pam_stack.FOLDERS
        pam_stack.FOLDERS = tuple(b"%s/%d/" % (self.folder.encode(), n) for n in range(3))
        self.known: "dict[bytes, int] | None" = {b"ubuntu": 1000, b"staff": 50, b"lab": 1000}
        self.defs = LoginDefs(None, False)

    def tearDown(self) -> None:
        pam_stack.FOLDERS = self.before
        shutil.rmtree(self.folder)

    def write(self, name: str, text: str, folder: int = 0) -> None:
        path = os.path.join(self.folder, str(folder))
        os.makedirs(path, exist_ok=True)
        with open(os.path.join(path, name), "w") as file:
            file.write(text)

    def umask(self, text: "str | None", who: "Account | None" = None, service: bytes = b"svc") -> "str | None":
        if text is not None:
            self.write("svc", text)
        pam = Pam(Groups(self.known))
        pam.defs = self.defs
        found = pam.umask_of(service, who or account())
        return None if found is None else "%04o" % found

    def test_members_alone_get_ours(self) -> None:
        self.assertEqual(self.umask(OURS), "0002")
        self.assertEqual(self.umask(OURS, account(groups=(1000,))), "0022")

    def directories(self, text: str, sssd: bool = True) -> "tuple[list[bytes], list[bytes]]":
        self.write("svc", text)
        before, directories.SSSD, directories.FOLDERS = directories.SSSD, b"/" if sssd else b"/nowhere", pam_stack.FOLDERS
        try:
            return directories.asking(b"svc"), directories.deciding(b"svc")
        finally:
            directories.SSSD = before

    def test_a_directory_is_asked_by_the_auth_stack_with_all_that_it_takes_in(self) -> None:
        red_hats = "auth sufficient pam_unix.so\nauth [default=1 ignore=ignore success=ok] pam_usertype.so isregular\nauth sufficient pam_sss.so forward_pass\nauth required pam_deny.so\n"
        self.write("password-auth", red_hats)
        self.assertEqual(self.directories("auth substack password-auth\naccount include password-auth\n"), ([b"pam_sss"], []))
        # that profile is on every host, with sssd or not
        self.assertEqual(self.directories("auth include password-auth\n", sssd=False), ([], []))
        debians = "auth [success=3 default=ignore] pam_krb5.so minimum_uid=1000\nauth [success=2 default=ignore] pam_unix.so\nauth [success=1 default=ignore] /lib/security/pam_ldap.so\nauth requisite pam_deny.so\n"
        self.write("common-auth", debians)
        self.assertEqual(self.directories("@include common-auth\n"), ([b"pam_krb5", b"pam_ldap"], []))
        self.assertEqual(self.directories("-auth required \\\n pam_winbind.so\n"), ([b"pam_winbind"], []))

    def test_what_asks_no_directory_for_a_password_is_none(self) -> None:
        self.assertEqual(
            self.directories("auth required pam_unix.so\n# auth required pam_krb5.so\nsession optional pam_sss.so\n"), ([], [])
        )
        self.assertEqual(self.directories("auth required pam_unix.so pam_krb5.so\nauth include svc\n"), ([], []))
        # what has no auth of its own is the service other's
        self.write("other", "auth required pam_radius_auth.so\n")
        self.assertEqual(self.directories("account required pam_unix.so\n")[0], [b"pam_radius"])

    def test_the_account_stack_is_decided_by_what_keeps_others_from_being_asked(self) -> None:
        unix = "account required pam_unix.so\n"
        for line, expected in (
            ("account [success=1 default=ignore] pam_krb5.so", [b"pam_krb5"]),
            ("account sufficient pam_krb5.so", [b"pam_krb5"]),
            ("account required pam_krb5.so minimum_uid=1000", []),
            # a login by a key asks it too
            ("account sufficient pam_winbind.so", []),
            ("account [success=1 default=ignore] pam_permit.so", []),
        ):
            self.assertEqual(self.directories(line + "\n" + unix)[1], expected, line)

    def test_what_stands_after_ours_wins(self) -> None:
        self.assertEqual(self.umask(OURS + "session optional pam_umask.so umask=077"), "0077")
        self.assertEqual(self.umask(OURS + "session optional \\\n  pam_umask.so umask=077 # theirs\n"), "0077")
        self.assertEqual(self.umask(OURS + "# session optional pam_umask.so umask=077\n"), "0002")

    def test_debians_and_its_include(self) -> None:
        self.write(
            "common-session",
            "session\t[default=1]\tpam_permit.so\nsession\trequisite\tpam_deny.so\nsession required pam_permit.so\n" + OURS,
        )
        self.assertEqual(self.umask("auth required pam_unix.so\n@include common-session\n"), "0002")
        self.assertEqual(self.umask("session sufficient pam_permit.so\n@include common-session\n"), "0022")

    def test_red_hats_cron_condition(self) -> None:
        text = (
            "session [success=1 default=ignore] pam_succeed_if.so service in crond quiet use_uid\nsession optional pam_umask.so umask=077\n"
        )
        self.write("crond", text)
        self.assertEqual(self.umask(text), "0077")
        self.assertEqual(self.umask(None, service=b"crond"), "0022")

    def test_red_hats_postlogin(self) -> None:
        text = (
            "session optional pam_umask.so silent\n"
            "session [success=1 default=ignore] pam_succeed_if.so service !~ gdm* service !~ su* quiet\n"
            "session [default=1] pam_lastlog.so nowtmp showfailed\n"
            "session optional pam_lastlog.so silent noupdate showfailed\n"
        )
        self.assertEqual(self.umask(text + OURS), "0002")

    def test_what_hangs_on_a_module_that_nobody_can_ask_is_not_known(self) -> None:
        self.assertIsNone(self.umask("session [success=2 default=ignore] pam_localuser.so\n" + OURS))
        self.assertIsNone(self.umask("session [success=20 default=ignore] pam_localuser.so\n" + OURS))
        self.assertIsNone(self.umask("session sufficient pam_unix.so\n" + OURS))

    def test_two_such_modules_are_not_taken_to_answer_alike(self) -> None:
        # all yes, or all no, give 0002
        text = (
            "session [success=ignore default=2] pam_one.so\n"
            "session [success=1 default=ignore] pam_two.so\n"
            "session optional pam_umask.so umask=077\n"
        )
        self.assertIsNone(self.umask(OURS + text))

    def test_but_known_where_it_makes_no_difference(self) -> None:
        self.assertEqual(
            self.umask(
                "session required pam_loginuid.so\nsession [success=1 default=ignore] pam_one.so\nsession optional pam_mail.so\n" + OURS
            ),
            "0002",
        )
        self.assertEqual(
            self.umask("session [success=ok ignore=ignore module_unknown=ignore default=bad] pam_selinux.so open\n" + OURS), "0002"
        )

    def test_a_no_that_ends_the_session_tells_of_none(self) -> None:
        self.assertEqual(self.umask("session requisite pam_limits.so\n" + OURS), "0002")

    def test_where_files_are(self) -> None:
        self.write("svc", "session optional pam_umask.so umask=027\n", folder=2)
        self.assertEqual(self.umask(None), "0027")
        self.write("svc", "session optional pam_umask.so umask=007\n", folder=1)
        self.assertEqual(self.umask(None), "0007")
        self.assertEqual(self.umask(OURS), "0002")
        os.unlink(os.path.join(self.folder, "0", "svc"))
        os.mkfifo(os.path.join(self.folder, "0", "svc"))
        self.assertEqual(self.umask(None), "0007")

    def test_groups(self) -> None:
        text = "session [success=ignore default=1] pam_succeed_if.so user %s\nsession optional pam_umask.so umask=077\n"
        self.assertEqual(self.umask(text % "ingroup staff:lab"), "0077")
        self.assertEqual(self.umask(text % "ingroup staff"), "0022")
        self.assertEqual(self.umask(text % "notingroup nowhere"), "0077")
        self.known = None
        self.assertIsNone(self.umask(text % "ingroup staff"))
        # the shared group is known without asking
        self.assertEqual(self.umask(OURS), "0002")

    def test_user_groups(self) -> None:
        self.defs = LoginDefs(b"022", True)
        self.assertEqual(self.umask("session optional pam_umask.so\n"), "0002")
        self.assertEqual(self.umask("session optional pam_umask.so umask=022\n"), "0022")
        self.assertEqual(self.umask("session optional pam_umask.so umask=077 usergroups\n"), "0007")
        self.assertEqual(self.umask("session optional pam_umask.so umask=077 usergroups nousergroups\n"), "0077")
        self.assertEqual(self.umask("session optional pam_umask.so\n", account(gid=50)), "0022")
        self.known = None
        self.assertIsNone(self.umask("session optional pam_umask.so\n"))

    def test_gecos_is_taken_as_it_is(self) -> None:
        self.defs = LoginDefs(b"027", True)
        for gecos, umask in (
            (b",,,,umask=022", "0022"),
            (b"x,umask=77", "0077"),
            (b"UMASK=0777,x", "0777"),
            (b"umaskx", "0007"),
            (b"umask=1,umask=2", "0002"),
        ):
            self.assertEqual(self.umask("session optional pam_umask.so\n", account(gecos=gecos)), umask)

    def test_conditions(self) -> None:
        text = "session [success=ignore default=1] pam_succeed_if.so quiet %s\nsession optional pam_umask.so umask=077\n"
        holds = [
            "uid >= 1000",
            "uid eq 01750",
            "UID = 1000",
            "login in root:ubuntu",
            "shell =~ /b*/[a-c]a[!x]h",
            "dir glob /home/*",
            "user !~ root",
            "gid ne 0",
        ]
        for condition in holds + [""]:
            self.assertEqual(self.umask(text % condition), "0077", condition)
        for condition in (
            "uid > 1000",
            "uid = 01000",
            "user in root:ubuntux",
            "shell = bash",
            "shell !~ *sh",
            "user eq 1",
            "luck = 1",
            "uid ~ 1",
            "uid 1000",
        ):
            self.assertEqual(self.umask(text % condition), "0022", condition)
        for condition in ("tty =~ pts*", "rhost = x", "user innetgr y", "uid >= 500 use_uid", "tty = x uid >= 1000"):
            self.assertIsNone(self.umask(text % condition), condition)
        self.assertEqual(self.umask(text % "tty = x uid < 1000"), "0022")

    def test_hostile_text_is_only_text(self) -> None:
        for line in (
            "session",
            "session [",
            "session [=] ]",
            "session [[]] x",
            "\\",
            "session \\\\\n",
            "@include",
            "session include",
            "\0\xff",
            "[a b",
            "session x y\\",
        ):
            self.umask(line)


class LoginDefsFiles(unittest.TestCase):
    def test_keys(self) -> None:
        for text, value in (
            (b"UMASK 022", b"022"),
            (b"umask\t=027 # x", b"027"),
            (b"#UMASK 022\n UMASK 077\nUMASK 002", b"077"),
            (b"UMASKX 1", None),
            (b"", None),
            (b"UMASK", b""),
        ):
            self.assertEqual(search_key(text, b"UMASK"), value)
        self.assertIsNone(search_key(None, b"UMASK"))

    def test_a_module_that_is_not_there(self) -> None:
        self.assertIsNone(login_defs.pam_module(b"pam_nobody_has_this.so"))


class Sshd(unittest.TestCase):
    def test_the_first_one_read_counts(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            for name, text in (
                ("50-a.conf", 'usepam="no"\r\n'),
                ("60-b.conf", "UsePAM yes\n"),
                (".hidden.conf", "UsePAM yes"),
                ("more", "Include %s/sshd_config" % folder),
            ):
                with open(os.path.join(folder, name), "w") as file:
                    file.write(text)
            for text, uses in (
                ("UsePAM yes", True),
                ("#UsePAM yes", False),
                ("Include %s/*.conf\nUsePAM yes" % folder, False),
                ("Include %s/6*.conf %s/5*\nUsePAM no" % (folder, folder), True),
                ("UsePAM yes\nInclude %s/*.conf" % folder, True),
                ("Include %s/more\nusepam=yes" % folder, True),
                ("Include %s/[5]0-?.con[!a]\nusepam=yes" % folder, False),
                ("", False),
            ):
                path = os.path.join(folder, "sshd_config")
                with open(path, "w") as file:
                    file.write(text)
                self.assertEqual(sshd_config.uses_pam(path.encode()), uses, text)


class ASilentNameService(unittest.TestCase):
    def test_is_asked_once(self) -> None:
        groups = Membership(b"prism-shared", 3000, [account()])
        limits.stuck = 2
        try:
            self.assertIsNone(groups.belongs(account(), b"staff"))
            self.assertIsNone(groups.own_group(account()))
            self.assertTrue(groups.silent)
        finally:
            limits.stuck = 0
