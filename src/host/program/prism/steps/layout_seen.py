"""What the volume's root and the paths of the permission table are, before anything is set. By descriptor, nothing followed."""

import posix

from prism.core.limits import Refusal
from prism.volume.folder import Folder, NotThere
from prism.volume.opened import open_volume

MANY = 1000


class Seen:
    """A path of the permission table as it is; `refused` says what it is instead of a directory of the volume."""

    __slots__ = ("there", "uid", "gid", "mode", "inode", "refused")

    def __init__(self, there: bool, uid: int, gid: int, mode: int, inode: bytes, refused: bytes) -> None:
        self.there = there
        self.uid = uid
        self.gid = gid
        self.mode = mode
        self.inode = inode
        self.refused = refused


def look_at_root(place: bytes, device: bytes) -> "tuple[int, int, int, int]":
    """How many entries the root has, at most 1,000, and its owner, group and mode. To be asked."""
    root = open_volume(place, device)
    # counted first: another instance that lays it out at this moment gives the root away before it puts anything in
    entries = len(root.names(MANY)[0])
    return (entries,) + bits_of(root)


def kind_of_root(entries: int, uid: int, gid: int, mode: int, wanted: int) -> bytes:
    """new (empty, root:root 0755), ours (the group's gid, and root's or setgid) or foreign."""
    if (uid, gid, mode) == (0, 0, 0o755) and entries == 0:
        return b"new"
    if gid == wanted and (uid == 0 or mode & 0o6000 == 0o2000):
        return b"ours"
    return b"foreign"


def look_at_paths(place: bytes, device: bytes, paths: "list[bytes]") -> "list[tuple[bool, int, int, int, bytes, bytes]]":
    """What is there of them, in their order. To be asked."""
    root = open_volume(place, device)
    return [_look(root, path) for path in paths]


def _look(root: Folder, path: bytes) -> "tuple[bool, int, int, int, bytes, bytes]":
    try:
        folder = root.walk(path)
    except NotThere:
        return False, 0, 0, 0, b"", b""
    except Refusal as refusal:
        return True, 0, 0, 0, b"", refusal.words
    uid, gid, mode = bits_of(folder)
    return True, uid, gid, mode, b"%d" % folder.stat().st_ino, b""


def bits_of(folder: Folder) -> "tuple[int, int, int]":
    """Opened for it: so NFS asks the server, and does not tell what it has kept."""
    opened = folder.opened()
    try:
        found = posix.fstat(opened)
    finally:
        posix.close(opened)
    return found.st_uid, found.st_gid, found.st_mode & 0o7777
