"""
Giving the volume its layout, by descriptor: members may rename what lies in the root, and another instance may do the same at this
moment. So a directory is made root's and 0700, entered, and only then given away, and nothing is ever set to what is not wanted. What
somebody may have put in a directory's place is given to nobody: it is empty, or root knows it, or all of it could be done there before.
"""

import posix

from prism.core.limits import Refusal
from prism.core.text import as_bytes
from prism.steps.layout_seen import bits_of
from prism.volume.folder import Folder, NotThere
from prism.volume.opened import open_volume

NOT_OURS = -2


class NotOurs(Refusal):
    """A directory with something in it that root does not know, and that the table would open."""


def lay_out(
    place: bytes, device: bytes, rules: "list[tuple[bytes, int, int, int]]", known: "dict[bytes, bytes]", whole: bool
) -> "tuple[list[bytes], dict[bytes, bytes], int, bytes]":
    """
    Rules are path, uid, gid, mode; `known` the inode numbers of directories that root knows; `whole`: the root is the volume's own, and
    no access point's, which is a directory that members may have put there. To be asked. Which paths were changed, the
    inode number of each, and, where it could not go on, an error number and words, else 0.
    """
    root = open_volume(place, device)
    if whole:
        known[b"."] = b"%d" % root.stat().st_ino
    changed: "list[bytes]" = []
    inodes: "dict[bytes, bytes]" = {}
    for path, uid, gid, mode in rules:
        try:
            did, inodes[path] = _set(root, path, uid, gid, mode, known.get(path, b""))
            if did:
                changed.append(path)
        except NotOurs as refusal:
            return changed, inodes, NOT_OURS, refusal.words
        except OSError as error:
            return changed, inodes, error.errno or 5, b"%s: %s" % (path, as_bytes(error.strerror))
        except Refusal as refusal:
            return changed, inodes, -1, refusal.words
    return changed, inodes, 0, b""


def _set(root: Folder, path: bytes, uid: int, gid: int, mode: int, known: bytes) -> "tuple[bool, bytes]":
    """Whether it was changed, and the inode number."""
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
        seen = posix.fstat(opened)
        inode = b"%d" % seen.st_ino
        if _is(seen, uid, gid, mode):
            return made, inode
        if inode != known and gives(seen, uid, gid, mode) and folder.names(1)[0]:
            if bits_of(folder) == (uid, gid, mode):
                # another instance gave it away meanwhile, and somebody has written
                return False, inode
            raise NotOurs(
                b"%s (inode %s) holds something; it is %d:%d %04o, the table says %d:%d %04o; laid out from here was %s"
                % (path, inode, seen.st_uid, seen.st_gid, seen.st_mode & 0o7777, uid, gid, mode, b"inode " + known if known else b"none")
            )
        # the mode comes last: a change of owner may take bits off, and leaves a directory's setgid
        posix.fchown(opened, uid, gid)
        posix.fchmod(opened, mode)
        if not _is(posix.fstat(opened), uid, gid, mode):
            raise Refusal(path + b" did not take owner and mode")
        return True, inode
    finally:
        posix.close(opened)


def gives(seen: posix.stat_result, uid: int, gid: int, mode: int) -> bool:
    """
    Whether the change lets somebody do what they could not before: another owner, which takes it from the one that it had, the group, others;
    or what the sticky bit kept them from.
    """
    had = seen.st_mode
    group = had >> 3 if seen.st_gid == gid else had
    return uid != seen.st_uid or (mode >> 3 & ~group | mode & ~had) & 7 != 0 or had & ~mode & 0o1000 != 0


def _is(seen: posix.stat_result, uid: int, gid: int, mode: int) -> bool:
    return (seen.st_uid, seen.st_gid, seen.st_mode & 0o7777) == (uid, gid, mode)
