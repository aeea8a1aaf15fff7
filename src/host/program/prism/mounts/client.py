"""What can mount: the EFS client, plain NFS, stunnel, and by which package manager more could come."""

import posix

from prism.core.programs import find_program, have, run

MANAGERS = (b"dnf", b"yum", b"apt-get", b"zypper")
TUNNELS = (b"stunnel5", b"stunnel", b"stunnel4", b"efs-proxy")
VERSION = frozenset(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.~+-")
known: "dict[tuple[int, int, float], bytes]" = {}


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


def _version() -> bytes:
    """Asked once of each file that has that name in a job."""
    path = find_program(b"mount.efs")
    if path is None:
        return b""
    try:
        found = posix.stat(path)
    except OSError:
        return b""
    key = (found.st_dev, found.st_ino, found.st_mtime)
    if key not in known:
        # "/usr/sbin/mount.efs Version: 2.1.0"
        ran = run(10, [path, b"--version"])
        said = ran.said.rpartition(b"Version: ")[2]
        known[key] = said if ran.ok and said and VERSION.issuperset(said) else b"unknown"
    return known[key]
