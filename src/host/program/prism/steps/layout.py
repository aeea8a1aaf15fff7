"""
Giving the volume its layout, by descriptor: members may rename what lies in the root, and another instance may do the same at this
moment. So a directory is made root's and 0700, entered, and only then given away, and nothing is ever set to what is not wanted.
"""

import posix

from prism.core.limits import Refusal
from prism.core.text import as_bytes
from prism.volume.folder import Folder, NotThere
from prism.volume.opened import open_volume

MANY = 1000


class Seen:
    """A path of the permission table as it is; `refused` says what it is instead of a directory of the volume."""

    __slots__ = ("there", "uid", "gid", "mode", "refused")

    def __init__(self, there: bool, uid: int, gid: int, mode: int, refused: bytes) -> None:
        self.there = there
        self.uid = uid
        self.gid = gid
        self.mode = mode
        self.refused = refused


def look_at_root(place: bytes, device: bytes) -> "tuple[int, int, int, int]":
    """How many entries the root has, at most 1,000, and its owner, group and mode. To be asked."""
    root = open_volume(place, device)
    # counted first: another instance that lays it out at this moment gives the root away before it puts anything in
    entries = len(root.names(MANY)[0])
    return (entries,) + _bits(root)


def kind_of_root(entries: int, uid: int, gid: int, mode: int, wanted: int) -> bytes:
    """new (empty, root:root 0755), ours (the group's gid, and root's or setgid) or foreign."""
    if (uid, gid, mode) == (0, 0, 0o755) and entries == 0:
        return b"new"
    if gid == wanted and (uid == 0 or mode & 0o6000 == 0o2000):
        return b"ours"
    return b"foreign"


def look_at_paths(place: bytes, device: bytes, paths: "list[bytes]") -> "list[tuple[bool, int, int, int, bytes]]":
    """What is there of them, in their order. To be asked."""
    root = open_volume(place, device)
    return [_look(root, path) for path in paths]


def _look(root: Folder, path: bytes) -> "tuple[bool, int, int, int, bytes]":
    try:
        folder = root.walk(path)
    except NotThere:
        return False, 0, 0, 0, b""
    except Refusal as refusal:
        return True, 0, 0, 0, refusal.words
    uid, gid, mode = _bits(folder)
    return True, uid, gid, mode, b""


def _bits(folder: Folder) -> "tuple[int, int, int]":
    """Opened for it: so NFS asks the server, and does not tell what it has kept."""
    opened = folder.opened()
    try:
        found = posix.fstat(opened)
    finally:
        posix.close(opened)
    return found.st_uid, found.st_gid, found.st_mode & 0o7777


def lay_out(place: bytes, device: bytes, rules: "list[tuple[bytes, int, int, int]]") -> "tuple[list[bytes], int, bytes]":
    """Path, uid, gid, mode. To be asked. Which paths were changed; then an error number and words, or 0, where it could not go on."""
    root = open_volume(place, device)
    changed: "list[bytes]" = []
    for path, uid, gid, mode in rules:
        try:
            if _set(root, path, uid, gid, mode):
                changed.append(path)
        except OSError as error:
            return changed, error.errno or 5, b"%s: %s" % (path, as_bytes(error.strerror))
        except Refusal as refusal:
            return changed, -1, refusal.words
    return changed, 0, b""


def _set(root: Folder, path: bytes, uid: int, gid: int, mode: int) -> bool:
    made = False
    if path == b".":
        folder = root
    else:
        above, _, name = path.rpartition(b"/")
        parent = root.walk(above)
        try:
            folder = parent.enter(name)
        except NotThere:
            # it may have been made elsewhere meanwhile
            made = parent.make(name)
            folder = parent.enter(name)
    opened = folder.opened()
    try:
        if _as_wanted(opened, uid, gid, mode) and not made:
            return False
        if made and folder.names(1)[0] and not _as_wanted(opened, uid, gid, mode):
            # what has the new one's name by now is somebody's
            raise Refusal(path + b" is something else than what was made there")
        # the mode comes last: a change of owner may take bits off, and leaves a directory's setgid
        posix.fchown(opened, uid, gid)
        posix.fchmod(opened, mode)
        if not _as_wanted(opened, uid, gid, mode):
            raise Refusal(path + b" did not take owner and mode")
        return True
    finally:
        posix.close(opened)


def _as_wanted(opened: int, uid: int, gid: int, mode: int) -> bool:
    found = posix.fstat(opened)
    return (found.st_uid, found.st_gid, found.st_mode & 0o7777) == (uid, gid, mode)
