"""What can mount: the EFS client, plain NFS, stunnel, and by which package manager more could come."""

import posix

from prism.core.programs import begin, find_program, have

MANAGERS = (b"dnf", b"yum", b"apt-get", b"zypper")
TUNNELS = (b"stunnel5", b"stunnel", b"stunnel4", b"efs-proxy")
VERSION = frozenset(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.~+-")

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable, Dict, Tuple

    from prism.core.programs import Ran

    Key = Tuple[int, int, float]

begun: "Dict[Key, Callable[[float], Ran]]" = {}
known: "Dict[Key, bytes]" = {}
"""The versions by device, inode and time of the file that was asked, and those that are not read yet."""


class Client:
    """`version`: of the EFS client; empty where there is none, `unknown` where it does not say."""

    __slots__ = ("version", "nfs", "tunnel", "manager")

    def __init__(self, version: bytes, nfs: bool, tunnel: bool, manager: bytes) -> None:
        self.version = version
        self.nfs = nfs
        self.tunnel = tunnel
        self.manager = manager

    @property
    def efs(self) -> bool:
        return self.version != b""


def read_client() -> Client:
    manager = b""
    for name in MANAGERS:
        if not manager and have(name):
            manager = name
    return Client(_version(), have(b"mount.nfs4"), any(have(name) for name in TUNNELS), manager)


def ask_client() -> "Key | None":
    """Asks the client for its version, once each file of that name in a job: it is Python too, and starts while others are asked."""
    path = find_program(b"mount.efs")
    if path is None:
        return None
    try:
        found = posix.stat(path)
    except OSError:
        return None
    key = (found.st_dev, found.st_ino, found.st_mtime)
    if key not in known and key not in begun:
        begun[key] = begin([path, b"--version"])
    return key


def _version() -> bytes:
    key = ask_client()
    if key is None:
        return b""
    if key in begun:
        # "/usr/sbin/mount.efs Version: 2.1.0"
        ran = begun.pop(key)(10)
        said = ran.said.rpartition(b"Version: ")[2]
        known[key] = said if ran.ok and said and VERSION.issuperset(said) else b"unknown"
    return known[key]
