"""Whose entry it is by its number, and so whether it gets another one. Pure; an undo is the same rule the other way round, for what its list has."""

import posix

from prism.core.stat import is_directory, is_regular, kind_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Dict, Optional, Tuple

    Listed = Dict[int, Tuple[bytes, int]]
    """Of an undo: by inode number the name that it had and its gid before."""

DEVICES = (b"block-special-file", b"character-special-file")
SET_ID = 0o6000


class Rule:
    """What is `uid`'s becomes `to_uid`'s; where its group is `gid`, that becomes `to_gid`."""

    __slots__ = ("uid", "gid", "to_uid", "to_gid", "listed")

    def __init__(self, uid: int, gid: int, to_uid: int, to_gid: int, listed: "Optional[Listed]" = None) -> None:
        self.uid = uid
        self.gid = gid
        self.to_uid = to_uid
        self.to_gid = to_gid
        self.listed = listed

    def judge(self, seen: posix.stat_result, path: bytes) -> bytes:
        """`move`, or why it stays: already, other, unlisted, setid, device; linked: what all of its names are decides."""
        if seen.st_uid != self.uid:
            return b"already" if seen.st_uid == self.to_uid else b"other"
        return b"linked" if not is_directory(seen.st_mode) and seen.st_nlink > 1 else self.alone(seen, path)

    def alone(self, seen: posix.stat_result, path: bytes) -> bytes:
        """The same of one that is `uid`'s, whatever other names it has."""
        if self.listed is not None and self.listed.get(seen.st_ino, (b"/",))[0] != path.rpartition(b"/")[2]:
            return b"unlisted"
        if is_regular(seen.st_mode) and seen.st_mode & SET_ID:
            return b"setid"
        return b"device" if kind_of(seen.st_mode) in DEVICES else b"move"

    def group(self, seen: posix.stat_result) -> int:
        """The group that it gets; -1: it keeps its own."""
        if seen.st_gid != self.gid or (self.listed is not None and self.listed[seen.st_ino][1] != self.to_gid):
            return -1
        return self.to_gid
