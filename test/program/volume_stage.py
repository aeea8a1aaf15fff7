"""A volume for tests: a tmpfs in a mount namespace of the tests' own, laid out as a mount lays a volume out. Needs root."""

import ctypes
import os
import subprocess
import tempfile
import unittest

from prism.core.job import Job
from prism.core.parameters import Parameters
from prism.core.records import Records
from prism.looks.host import Host
from prism.looks.system import System
from prism.mounts.table import OWN, Mount, read_table, top_at
from prism.people.accounts import Account
from prism.volume.acting import Who

GID = 3000
ADA = Who(2001, 2001, (2001, GID), 0o002)
BOB = Who(2002, 2002, (2002, GID), 0o077)
GUEST = Who(2009, 2009, (2009,), 0o002)
CLONE_NEWNS = 0x20000

needs_root = unittest.skipUnless(os.getuid() == 0, "not root: nobody else can act as several uids")
apart = []


def own_namespace() -> None:
    """Of this process alone; what is mounted from here on ends with it."""
    if not apart:
        if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWNS) != 0:
            raise OSError(ctypes.get_errno(), "unshare")
        subprocess.check_call(["mount", "--make-rprivate", "/"])
        apart.append(True)


class Stage:
    """`place` is where the volume is mounted, `mount` how the mount table has it."""

    def __init__(self, folder: "str | None" = None) -> None:
        """With a folder: one that stands already."""
        if folder is not None:
            self.folder = folder
            self.place = folder + "/volume"
            return
        own_namespace()
        self.folder = tempfile.mkdtemp(prefix="prism-volume-")
        os.chmod(self.folder, 0o755)
        self.place = self.folder + "/volume"
        os.mkdir(self.place)
        subprocess.check_call(["mount", "-t", "tmpfs", "-o", "mode=755", "127.0.0.1:/", self.place])
        self.lay(".", 0, 0o2775)
        self.lay("shared", 0, 0o2775)
        self.lay("users", 0, 0o2755)
        self.lay("users/ada", 2001, 0o755)
        self.lay("users/bob", 2002, 0o700)

    @property
    def mount(self) -> Mount:
        found = top_at(read_table(OWN), self.place.encode())
        assert found is not None
        return found

    def lay(self, path: str, uid: int, mode: int, gid: int = GID) -> None:
        whole = self.at(path)
        os.makedirs(whole, exist_ok=True)
        os.chown(whole, uid, gid)
        os.chmod(whole, mode)

    def at(self, path: str) -> str:
        return self.place + "/" + path

    def put(self, path: str, content: str, uid: int, mode: int = 0o664) -> str:
        whole = self.at(path)
        with open(whole, "w") as file:
            file.write(content)
        os.chown(whole, uid, GID)
        os.chmod(whole, mode)
        return whole

    def end(self) -> None:
        subprocess.call(["umount", "-R", "-l", self.place])
        os.rmdir(self.place)
        subprocess.check_call(["rm", "-rf", self.folder])


def account(name: bytes, who: Who) -> Account:
    return Account((name, who.uid, who.gid, b"", b"/home/" + name, b"/usr/sbin/nologin", who.groups))


PEOPLE = {b"ada": account(b"ada", ADA), b"bob": account(b"bob", BOB), b"guest": account(b"guest", GUEST)}


class Given(Job):
    """A job that was given these values; nothing of a real one is touched."""

    def __init__(self, values: "dict[bytes, bytes]") -> None:
        self.given = Parameters(values)
        self.records = Records()
        self.folder = b""
        self.log = None


def host_on(stage: Stage, names: "list[bytes]", **values: bytes) -> Host:
    """A host that has the volume mounted, in a look that comes to what is tried."""
    given = {b"MOUNT_POINT": stage.place.encode(), b"GID": b"%d" % GID, b"UMASK": b"0002"}
    given.update({name.encode(): value for name, value in values.items()})
    host = Host(Given(given), System(b"debian", b"12", b"debian", False))
    host.names = names
    host.accounts.known.update(PEOPLE)
    host.umasks = {name: PEOPLE[name] and {b"bob": 0o077}.get(name, 0o002) for name in names}
    host.mounts = read_table(OWN)
    host.top = stage.mount
    host.live = True
    return host


def records(host: Host, kind: str) -> "list[dict[str, str]]":
    """The records of a kind, as fields."""
    found: "list[dict[str, str]]" = []
    for line in host.records.lines:
        first, _, rest = line.decode().partition(" ")
        if first == kind:
            found.append(dict(field.split("=", 1) for field in rest.split(" ") if field))
    return found
