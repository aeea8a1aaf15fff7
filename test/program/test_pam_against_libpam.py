"""The umask that is read from PAM's files, held against this machine's own libpam: written cases, and stacks made up at random."""

import ctypes
import marshal
import os
import pwd
import random
import shutil
import tempfile
import unittest

from prism.people import pam_stack
from prism.people.accounts import Account
from prism.people.login_defs import LoginDefs, read_login_defs
from prism.people.membership import Membership
from prism.people.pam import Pam


def library() -> "ctypes.CDLL | None":
    try:
        found = ctypes.CDLL("libpam.so.0")
        return found if hasattr(found, "pam_start_confdir") else None
    except OSError:
        return None


def really(folder: bytes, service: bytes, user: bytes) -> int:
    """What libpam itself leaves as umask, begun with 022, whatever it says of the session."""
    mine, its = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(os.open("/dev/null", os.O_RDWR), 2)
        pam = ctypes.CDLL("libpam.so.0")
        handle = ctypes.c_void_p()
        conversation = (ctypes.c_void_p * 2)(None, None)
        os.umask(0o022)
        pam.pam_start_confdir(service, user, conversation, folder, ctypes.byref(handle))
        pam.pam_open_session(handle, 0x8000)
        os.write(its, marshal.dumps(os.umask(0)))
        os._exit(0)
    os.close(its)
    with os.fdopen(mine, "rb") as said:
        found: int = marshal.loads(said.read())
    os.waitpid(child, 0)
    return found


def account() -> Account:
    found = pwd.getpwuid(os.getuid())
    groups = tuple(os.getgrouplist(found.pw_name, found.pw_gid))
    text = [found.pw_name, found.pw_gecos, found.pw_dir, found.pw_shell]
    name, gecos, home, shell = [one.encode() for one in text]
    return Account((name, found.pw_uid, found.pw_gid, gecos, home, shell, groups))


CASES = {
    "nothing of its own is other": {"svc": "auth required pam_permit.so\n", "other": "session optional pam_umask.so umask=007\n"},
    "no file is other": {"other": "session optional pam_umask.so umask=007\n"},
    "a last line without an end": {"svc": "session optional pam_umask.so umask=077"},
    "a line that goes on": {"svc": "session optional \\\n pam_umask.so \\  \n\tumask=077 # ours\nsession optional pam_permit.so\n"},
    "a comment ends a line": {"svc": "session optional pam_umask.so umask=077 #\\\numask=002\n"},
    "a line that goes on to nowhere": {"svc": "session optional pam_umask.so umask=077\nsession optional \\", "other": ""},
    "letters of both kinds": {"svc": "SESSION Optional pam_umask.so UMASK=077\n"},
    "a minus": {"svc": "-session optional pam_umask.so umask=077\n"},
    "blanks in brackets": {"svc": "session [ success = 1  default = ignore ] pam_permit.so\nsession optional pam_umask.so umask=077\n"},
    "the end": {"svc": "session sufficient pam_permit.so\nsession optional pam_umask.so umask=077\n"},
    "no end after a no": {
        "svc": "session required pam_deny.so\nsession sufficient pam_permit.so\nsession optional pam_umask.so umask=077\n"
    },
    "a requisite no": {"svc": "session requisite pam_deny.so\nsession optional pam_umask.so umask=077\n"},
    "an end in a substack": {
        "svc": "session substack sub\nsession optional pam_umask.so umask=027\n",
        "sub": "session sufficient pam_permit.so\nsession optional pam_umask.so umask=077\n",
    },
    "an end in an include": {
        "svc": "session include sub\nsession optional pam_umask.so umask=027\n",
        "sub": "session sufficient pam_permit.so\nsession optional pam_umask.so umask=077\n",
    },
    "a jump over a substack": {
        "svc": "session [success=1 default=ignore] pam_permit.so\nsession substack sub\nsession optional pam_umask.so umask=027\n",
        "sub": "session optional pam_umask.so umask=077\nsession optional pam_permit.so\n",
    },
    "a jump out of a substack": {
        "svc": "session substack sub\nsession optional pam_umask.so umask=027\n",
        "sub": "session [success=3 default=ignore] pam_permit.so\nsession optional pam_umask.so umask=077\n",
    },
    "a jump too far": {"svc": "session [success=20 default=ignore] pam_permit.so\nsession optional pam_umask.so umask=077\n"},
    "a jump to the end": {"svc": "session [success=1 default=ignore] pam_permit.so\nsession optional pam_umask.so umask=077\n"},
    "an include that is missing": {
        "svc": "session include nowhere\nsession sufficient pam_permit.so\nsession optional pam_umask.so umask=027\n",
    },
    "a control that cannot be read": {"svc": "session [success=0] pam_umask.so umask=027\nsession sufficient pam_permit.so\n"},
    "no module": {"svc": "session required\nsession sufficient pam_permit.so\nsession optional pam_umask.so umask=027\n"},
    "a umask that is none": {"svc": "session optional pam_umask.so umask=u=rwx\n"},
    "a umask with more behind it": {"svc": "session optional pam_umask.so umask=0027x\n"},
    "several conditions": {
        "svc": "session [success=1 default=ignore] pam_succeed_if.so quiet uid >= 0 uid lt 0x7fffffff shell notin /a:/b service =~ s[u-w]?\n"
        "session optional pam_umask.so umask=077\n",
    },
    "a condition that is not whole": {
        "svc": "session [service_err=1 default=ignore] pam_succeed_if.so quiet uid >=\nsession optional pam_umask.so umask=077\n",
    },
    "an unknown attribute": {
        "svc": "session [service_err=1 default=ignore] pam_succeed_if.so quiet luck = 1\nsession optional pam_umask.so umask=077\n",
    },
    "a group that is not there": {
        "svc": "session [success=1 default=ignore] pam_succeed_if.so quiet user ingroup nowhere:neither\nsession optional pam_umask.so umask=077\n",
    },
    "reset": {
        "svc": "session required pam_deny.so\nsession [success=reset] pam_permit.so\nsession sufficient pam_permit.so\n"
        "session optional pam_umask.so umask=077\n",
    },
}


@unittest.skipIf(library() is None, "no libpam here that reads a folder of one's own")
class AgainstLibpam(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.mkdtemp()
        self.before = pam_stack.FOLDERS
        pam_stack.FOLDERS = (self.folder.encode() + b"/",)
        self.account = account()

    def tearDown(self) -> None:
        pam_stack.FOLDERS = self.before
        shutil.rmtree(self.folder)

    def both(self, given: "dict[str, str]") -> "tuple[int | None, int]":
        for name in os.listdir(self.folder):
            os.unlink(os.path.join(self.folder, name))
        files = dict(given)
        files.setdefault("other", "session required pam_permit.so\n")
        for name, text in files.items():
            with open(os.path.join(self.folder, name), "w") as file:
                # Debian's libpam takes a file of another name from /etc/pam.d, whatever the folder
                for other in ("sub", "deep", "nowhere", "svc"):
                    for how in ("include ", "substack "):
                        text = text.replace("%s%s\n" % (how, other), "%s%s/%s\n" % (how, self.folder, other))
                file.write(text)
        mine = Pam(Membership(b"prism-shared", 3000, [self.account])).umask_of(b"svc", self.account)
        return mine, really(self.folder.encode(), b"svc", self.account.name)

    def test_written_cases(self) -> None:
        for name, files in CASES.items():
            mine, theirs = self.both(files)
            with self.subTest(name):
                if name == "a line that goes on to nowhere":
                    # nobody gets in: there is no umask to tell
                    self.assertIsNone(mine)
                else:
                    self.assertEqual(oct(mine) if mine is not None else None, oct(theirs))

    def test_stacks_made_up_at_random(self) -> None:
        for seed in range(150):
            files = made_up(random.Random(seed), self.account)
            mine, theirs = self.both(files)
            with self.subTest(seed=seed, files=files):
                self.assertEqual(mine, theirs)


def made_up(dice: random.Random, who: Account) -> "dict[str, str]":
    actions = ["ok", "done", "bad", "die", "ignore", "reset", "1", "2", "3"]
    codes = ["success", "auth_err", "session_err", "service_err", "default", "perm_denied"]

    def control() -> str:
        if dice.random() < 0.5:
            return dice.choice(["required", "requisite", "optional", "sufficient"])
        return "[" + " ".join("%s=%s" % (dice.choice(codes), dice.choice(actions)) for _ in range(dice.randint(1, 3))) + "]"

    def module() -> str:
        name = who.name.decode()
        condition = dice.choice(
            ["uid >= 1", "user = " + name, "user != %s" % name, "user in a:%s:b" % name, "shell =~ */*sh", "uid eq 0x10"]
        )
        negative = dice.choice(["", "", "user ingroup nowhere", "service notin svc:cron"])
        return dice.choice(
            [
                "pam_umask.so umask=%04o" % dice.randrange(0o1000),
                "pam_umask.so umask=%03o" % dice.randrange(0o100),
                "pam_umask.so usergroups umask=022",
                "pam_permit.so",
                "pam_deny.so",
                "pam_succeed_if.so quiet %s %s" % (condition, negative),
            ]
        )

    def lines(deeper: "list[str]") -> str:
        said: "list[str]" = []
        for _ in range(dice.randint(1, 6)):
            if deeper and dice.random() < 0.3:
                said.append("session %s %s" % (dice.choice(["include", "substack"]), dice.choice(deeper)))
            else:
                said.append("session %s %s" % (control(), module()))
            if dice.random() < 0.1:
                said.append(dice.choice(["", "# session required pam_deny.so", "auth required pam_deny.so"]))
        return "\n".join(said) + "\n"

    return {"deep": lines([]), "sub": lines(["deep"]), "svc": lines(["sub", "deep", "nowhere"])}


class WithoutAnEnd(unittest.TestCase):
    def test_a_file_that_takes_itself_in_ends(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "svc")
            with open(path, "w") as file:
                file.write("session optional pam_umask.so umask=027\nsession include %s\n" % path)
            self.assertEqual(len(pam_stack.stack_of(path.encode()) or []), 17)


class LoginDefsOfThisMachine(unittest.TestCase):
    def test_are_read(self) -> None:
        self.assertIsInstance(read_login_defs(), LoginDefs)
