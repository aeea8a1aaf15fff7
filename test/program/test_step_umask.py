"""The step umask in each of its ways: what is added, what is kept of others', what is left alone."""

import os
import sys
import unittest

import isolated
from isolated import write

from prism.core import programs
from prism.core.steps import Wrong
from prism.core.store import Log
from prism.people.login_defs import pam_module
from prism.steps.umask import step_umask

why = isolated.why_not() or (None if pam_module(b"pam_umask.so") else "this machine's PAM has no pam_umask")
if why:
    sys.stderr.write("the step umask is not tried: %s\n" % why)
LINES = (
    "session     [success=ignore default=1] pam_succeed_if.so quiet user ingroup prism-shared # Prism\n"
    "session     optional pam_umask.so umask=0002 # Prism\n"
)
RED_HAT = ("system-auth", "password-auth", "postlogin")


def did() -> "tuple[str, str]":
    job = isolated.job_for([b"ann", b"bob"])
    os.makedirs("/run/job", exist_ok=True)
    job.folder = b"/run/job"
    job.log = Log(b"/run/job/log")
    host = isolated.host_of(job)
    try:
        found = step_umask(host)
        return found.status, found.detail.decode()
    except Wrong as wrong:
        return "failed", wrong.seen.decode()


def text(path: str) -> str:
    with open(path) as file:
        return file.read()


def tool(name: str, script: str) -> None:
    write("/run/bin/" + name, '#!/bin/sh\necho "$0 $*" >>/run/asked\n' + script, 0o755)


def red_hat() -> None:
    programs.PATH = (b"/run/bin",)
    for file in RED_HAT:
        write("/etc/pam.d/" + file, "session optional pam_umask.so umask=0027\n")
    for service in ("su", "su-l", "sshd", "crond"):
        more = "" if service == "crond" else "session include postlogin\n"
        write("/etc/pam.d/" + service, "session include %s-auth\n%s" % ("system" if service[:2] == "su" else "password", more))
    os.unlink("/etc/pam.d/cron")


@unittest.skipIf(why, why or "")
class ByFiles(unittest.TestCase):
    def test_at_the_end_and_once(self) -> None:
        def do():
            red_hat()
            write("/etc/pam.d/system-auth", "session optional pam_umask.so umask=0027", 0o640)
            first, second = did(), did()
            os.chmod("/etc/pam.d/password-auth", 0o644)
            write("/etc/pam.d/password-auth", "# x # Prism\nsession required pam_permit.so\nsession optional # Prism\n")
            third = did()
            return (
                first,
                second,
                third,
                [text("/etc/pam.d/" + file) for file in RED_HAT],
                os.stat("/etc/pam.d/system-auth").st_mode & 0o777,
                os.listdir("/etc/pam.d"),
            )

        first, second, third, texts, mode, names = isolated.isolated(do)
        self.assertEqual(first, ("changed", "added to /etc/pam.d/system-auth, /etc/pam.d/password-auth, /etc/pam.d/postlogin"))
        self.assertEqual(second, ("unchanged", "members already get 0002"))
        self.assertEqual(third, ("changed", "added to /etc/pam.d/password-auth"))
        self.assertEqual(
            texts,
            [
                "session optional pam_umask.so umask=0027\n" + LINES,
                "session required pam_permit.so\n" + LINES,
                "session optional pam_umask.so umask=0027\n" + LINES,
            ],
        )
        self.assertEqual(mode, 0o640)
        self.assertFalse([name for name in names if name.startswith(".")])

    def test_not_over_what_comes_later(self) -> None:
        def do():
            red_hat()
            did()
            with open("/etc/pam.d/postlogin", "a") as file:
                file.write("session optional pam_umask.so umask=0022\n")
            return did()

        self.assertEqual(
            isolated.isolated(do),
            ("skipped", "lines after Prism's in /etc/pam.d set another umask (ann, su-l, 0022); not changed"),
        )

    def test_a_file_that_cannot_be_written(self) -> None:
        def do():
            red_hat()
            kernel = isolated.Kernel()
            kernel.mount(b"/etc/pam.d/password-auth", b"/etc/pam.d/password-auth", None, 0x1000)
            before = text("/etc/pam.d/password-auth")
            return did(), text("/etc/pam.d/password-auth") == before, [name for name in os.listdir("/etc/pam.d") if name.startswith(".")]

        self.assertEqual(isolated.isolated(do), (("failed", "could not rename into /etc/pam.d/password-auth"), True, []))

    def test_a_file_that_cannot_be_read_whole_is_not_written_anew(self) -> None:
        def do():
            red_hat()
            with open("/etc/pam.d/password-auth", "a") as file:
                file.write("# x\n" * (1 << 18))
            before = text("/etc/pam.d/password-auth")
            return did(), text("/etc/pam.d/password-auth") == before

        self.assertEqual(isolated.isolated(do), (("failed", "could not read /etc/pam.d/password-auth"), True))

    def test_start_files_that_come_after_pam(self) -> None:
        def do():
            red_hat()
            os.makedirs("/etc/profile.d")
            write("/etc/bashrc", 'if [ "$(id -gn)" = "$(id -un)" ]; then umask 002; else umask 022; fi\n')
            first, second = did(), did()
            os.unlink("/etc/profile.d/prism-umask.sh")
            return first, second, did(), text("/etc/profile.d/prism-umask.sh")

        first, second, third, script = isolated.isolated(do)
        self.assertEqual(first[1][-49:], "/etc/pam.d/postlogin, and /etc/profile.d/prism-umask.sh"[-49:])
        self.assertEqual(second, ("unchanged", "members already get 0002"))
        self.assertEqual(third, ("changed", "/etc/profile.d/prism-umask.sh; members already get 0002"))
        self.assertEqual(
            script,
            (
                "# By Prism: members share what they make, whatever their first group is\n"
                'case " $(id -Gn 2>/dev/null) " in *" prism-shared "*) umask 0002 ;; esac\n'
            ),
        )

    def test_no_way_at_all(self) -> None:
        def do():
            programs.PATH = (b"/run/bin",)
            write("/etc/pam.d/common-session", "session optional pam_umask.so umask=0027\n")
            return did()

        self.assertEqual(
            isolated.isolated(do),
            ("skipped", "no tool that manages PAM here accepts additions (ann, su-l, 0027); not edited"),
        )


@unittest.skipIf(why, why or "")
class ByLinks(unittest.TestCase):
    def amazon(self) -> None:
        red_hat()
        for file in RED_HAT[:2]:
            os.rename("/etc/pam.d/" + file, "/etc/pam.d/%s-ac" % file)
            os.symlink(file + "-ac", "/etc/pam.d/" + file)
        write("/etc/pam.d/postlogin", "session required pam_permit.so\n")

    def test_a_link_comes_to_ours(self) -> None:
        def do():
            self.amazon()
            os.symlink("nowhere", "/etc/pam.d/system-auth.new")
            first = did()
            return first, did(), os.readlink("/etc/pam.d/system-auth"), text("/etc/pam.d/password-auth"), sorted(os.listdir("/etc/pam.d"))

        first, second, target, ours, names = isolated.isolated(do)
        self.assertEqual(
            first, ("changed", "/etc/pam.d/system-auth adds to system-auth-ac, /etc/pam.d/password-auth adds to password-auth-ac")
        )
        self.assertEqual(second, ("unchanged", "members already get 0002"))
        self.assertEqual(target, "system-auth-prism")
        self.assertEqual(
            ours,
            (
                "#%PAM-1.0\n"
                "# All of password-auth-ac, then the umask for members (Prism). To go back: ln -sfn password-auth-ac /etc/pam.d/password-auth\n"
                "auth include password-auth-ac\naccount include password-auth-ac\npassword include password-auth-ac\nsession include password-auth-ac\n"
                "session [success=ignore default=1] pam_succeed_if.so quiet user ingroup prism-shared\nsession optional pam_umask.so umask=0002\n"
            ),
        )
        self.assertNotIn("system-auth.new", names)

    def test_not_over_a_link_of_somebodys_own(self) -> None:
        def do():
            self.amazon()
            os.unlink("/etc/pam.d/password-auth")
            os.symlink("ours", "/etc/pam.d/password-auth")
            write("/etc/pam.d/ours", "session required pam_permit.so\n")
            return did(), os.readlink("/etc/pam.d/password-auth"), os.readlink("/etc/pam.d/system-auth")

        self.assertEqual(
            isolated.isolated(do),
            (
                ("skipped", "/etc/pam.d/password-auth is not a link to password-auth-ac here: edited by hand, not changed"),
                "ours",
                "system-auth-ac",
            ),
        )

    def test_where_ours_cannot_be_written(self) -> None:
        def do():
            self.amazon()
            os.makedirs("/etc/pam.d/system-auth-prism/x")
            return did(), os.readlink("/etc/pam.d/system-auth")

        self.assertEqual(isolated.isolated(do), (("failed", "could not rename into /etc/pam.d/system-auth-prism"), "system-auth-ac"))


@unittest.skipIf(why, why or "")
class ByTools(unittest.TestCase):
    authselect = """cd /etc/authselect
case $1 in
  current) cat current ;;
  check) [ ! -e edited ] ;;
  create-profile) mkdir -p custom/$2; for f in system-auth password-auth postlogin; do cp default/$f custom/$2/; done ;;
  select) p=$2; [ -d "$p" ] || p=default; cp $p/* .; shift; echo "$@" >current ;;
esac
"""

    def rocky(self) -> None:
        red_hat()
        tool("authselect", self.authselect)
        for file in RED_HAT:
            write("/etc/authselect/default/" + file, "session required pam_permit.so\n")
            write("/etc/authselect/" + file, "session required pam_permit.so\n")
            os.unlink("/etc/pam.d/" + file)
            os.symlink("/etc/authselect/" + file, "/etc/pam.d/" + file)
        write("/etc/authselect/current", "minimal with-faillock without-x\n")

    def test_authselect(self) -> None:
        def do():
            self.rocky()
            write("/etc/authselect/custom/prism/left", "x")
            first = did()
            return (
                first,
                did(),
                text("/etc/authselect/postlogin"),
                text("/etc/authselect/current"),
                os.path.exists("/etc/authselect/custom/prism/left"),
                os.listdir("/run/job/authselect"),
            )

        first, second, postlogin, current, left, kept = isolated.isolated(do)
        self.assertEqual(first, ("changed", "authselect profile custom/prism, based on minimal"))
        self.assertEqual(second, ("unchanged", "authselect profile custom/prism"))
        self.assertEqual(postlogin, "session required pam_permit.so\n" + LINES)
        self.assertEqual(current, "custom/prism with-faillock without-x\n")
        self.assertEqual((left, sorted(kept)), (False, sorted(RED_HAT)))

    def test_authselect_that_says_that_somebody_edited(self) -> None:
        def do():
            self.rocky()
            write("/etc/authselect/edited", "")
            return did(), text("/run/asked").count("\n")

        self.assertEqual(isolated.isolated(do), (("skipped", "authselect says that the PAM files were edited by hand; not changed"), 2))

    def test_authselect_that_does_not_see_what_somebody_edited(self) -> None:
        def do():
            self.rocky()
            write("/etc/authselect/system-auth", "# mine\nsession required pam_permit.so mine\n")
            return did(), text("/etc/authselect/system-auth"), text("/etc/authselect/current")

        found, kept, current = isolated.isolated(do)
        self.assertEqual(
            found,
            (
                "skipped",
                (
                    "authselect would undo what was edited by hand (/etc/authselect/system-auth): it was put back, and members keep their own umask"
                ),
            ),
        )
        self.assertEqual((kept, current), ("# mine\nsession required pam_permit.so mine\n", "minimal with-faillock without-x\n"))

    def test_authselect_that_fails(self) -> None:
        def do():
            self.rocky()
            tool("authselect", '[ $1 != select ] || { echo "no such  profile"; exit 2; }\n' + self.authselect)
            return did()

        self.assertEqual(isolated.isolated(do), ("failed", "authselect select: no such profile"))

    def debian(self, script: str) -> None:
        programs.PATH = (b"/run/bin",)
        tool("pam-auth-update", script)
        write("/etc/pam.d/common-session", "session optional pam_umask.so umask=0022\n")
        # the one place outside of /etc that the step writes
        os.makedirs("/usr/share/pam-configs", exist_ok=True)
        isolated.Kernel().mount(b"tmpfs", b"/usr/share/pam-configs", b"tmpfs", 0)

    def after(self, script: str) -> "tuple[str, str]":
        self.debian(script)
        return did()

    def test_pam_auth_update(self) -> None:
        def do():
            self.debian("sed -n 's/^\\t/session /p' /usr/share/pam-configs/prism-umask >>/etc/pam.d/common-session")
            first = did()
            return first, did(), text("/usr/share/pam-configs/prism-umask"), text("/run/asked")

        first, second, profile, asked = isolated.isolated(do)
        self.assertEqual(
            (first, second), (("changed", "pam-auth-update profile prism-umask"), ("unchanged", "pam-auth-update profile prism-umask"))
        )
        self.assertEqual(
            profile,
            (
                "Name: umask 0002 for the members of prism-shared (Prism)\nDefault: yes\nPriority: 0\nSession-Type: Additional\nSession:\n"
                "\t[success=ignore default=1] pam_succeed_if.so quiet user ingroup prism-shared\n\toptional pam_umask.so umask=0002\n"
            ),
        )
        self.assertEqual(asked, "/run/bin/pam-auth-update --package --enable prism-umask\n")

    def test_pam_auth_update_that_does_not_know_enable(self) -> None:
        def do():
            self.debian(
                "[ \"$2\" != --enable ] || exit 1; sed -n 's/^\\t/session /p' /usr/share/pam-configs/prism-umask >>/etc/pam.d/common-session"
            )
            return did()

        self.assertEqual(isolated.isolated(do), ("changed", "pam-auth-update profile prism-umask"))

    def test_pam_auth_update_that_leaves_all_alone(self) -> None:
        self.assertEqual(
            isolated.isolated(lambda: self.after("exit 0")),
            (
                "skipped",
                "pam-auth-update left /etc/pam.d alone (edited by hand, or the profile was switched off); members keep their own umask",
            ),
        )

    def test_pam_auth_update_that_is_not_enough(self) -> None:
        def do():
            self.debian("sed -n 's/^\\t/session /p' /usr/share/pam-configs/prism-umask >>/etc/pam.d/common-session")
            write("/etc/pam.d/cron", "session required pam_permit.so\n")
            return did()

        self.assertEqual(isolated.isolated(do), ("changed", "pam-auth-update profile prism-umask; still not covered: ann, cron, 0022"))

    def test_pam_auth_update_that_fails(self) -> None:
        self.assertEqual(isolated.isolated(lambda: self.after("echo broken; exit 1")), ("failed", "pam-auth-update: broken"))
