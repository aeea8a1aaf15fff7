"""
What each entry was before it was changed, root's alone on the host's own disk: a line for each, on the disk before the change is made. Lines are
only ever added. What a crash cut off in the middle was not yet followed by a change.
"""

import posix

from prism.core.files import make_folders, sync_folder, write_all
from prism.core.limits import Refusal
from prism.core.stat import device_words, is_regular
from prism.core.text import number
from prism.migrating.rule import Rule
from prism.registry.numbers import is_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Iterator

    from prism.migrating.rule import Listed

FOLDER = b"/var/lib/prism/migrated"
FLAGS = posix.O_NOFOLLOW | posix.O_NONBLOCK | posix.O_CLOEXEC
DIGITS = frozenset(b"0123456789abcdef")


class Header:
    """Of which migration it is: the first line."""

    __slots__ = ("fs", "under", "uid", "gid", "to_uid", "to_gid", "itself")

    def __init__(self, fs: bytes, under: bytes, numbers: "tuple[int, int, int, int]", itself: bool) -> None:
        self.fs = fs
        self.under = under
        self.uid, self.gid, self.to_uid, self.to_gid = numbers
        self.itself = itself

    def line(self) -> bytes:
        numbers = (self.uid, self.gid, self.to_uid, self.to_gid, self.itself)
        return b"1 %s %s " % (self.fs, self.under) + b"%d %d %d %d %d\n" % numbers


def open_list(identifier: bytes, header: Header) -> int:
    """The list to add to. Raises OSError, Refusal where it is another migration's."""
    make_folders(FOLDER, 0o700)
    held = posix.open(FOLDER + b"/" + identifier, posix.O_RDWR | posix.O_CREAT | posix.O_APPEND | FLAGS, 0o600)
    line = header.line()
    size = posix.fstat(held).st_size
    if size < len(line) and line.startswith(posix.pread(held, size, 0)):
        # new, or cut off before anything was changed
        posix.ftruncate(held, 0)
        write_all(held, line)
        posix.fsync(held)
        sync_folder(FOLDER)
    elif posix.pread(held, len(line), 0) != line:
        posix.close(held)
        raise Refusal(b"the undo list %s is of another migration" % identifier)
    elif posix.pread(held, 1, size - 1) != b"\n":
        write_all(held, b"\n")
    return held


def entry(seen: posix.stat_result, path: bytes) -> bytes:
    """Device, inode, uid, gid, mode, and the name's bytes in hex."""
    return b"%s %d %d %d %o %s\n" % (device_words(seen.st_dev), seen.st_ino, seen.st_uid, seen.st_gid, seen.st_mode, path.hex().encode())


def read_header(identifier: bytes) -> Header:
    """As a migration makes one: never root's, and always a person's of the registry. Raises FileNotFoundError, Refusal."""
    for line in _lines(identifier):
        words = line.split(b" ")
        numbers = [number(word) for word in words[3:]]
        first, second, third, fourth, fifth = (numbers + [None] * 5)[:5]
        if len(words) != 8 or words[0] != b"1" or not first or not second or third is None or fourth is None or fifth is None:
            break
        if b".." in words[2].split(b"/") or not is_number(third) or not is_number(fourth):
            break
        return Header(words[1], words[2], (first, second, third, fourth), fifth == 1)
    raise Refusal(b"the undo list %s cannot be read" % identifier)


def undoing(identifier: bytes, header: Header) -> Rule:
    """The rule that takes it back, for what the list has. A later line of an entry counts."""
    listed: "Listed" = {}
    for line in _lines(identifier):
        words = line.split(b" ")
        inode, gid = (number(words[1], 20), number(words[3])) if len(words) == 6 else (None, None)
        if inode is not None and gid is not None and DIGITS.issuperset(words[5]) and len(words[5]) % 2 == 0:
            listed[inode] = (bytes.fromhex(words[5].decode()).rpartition(b"/")[2], gid)
    return Rule(header.to_uid, header.to_gid, header.uid, header.gid, listed)


def _lines(identifier: bytes) -> "Iterator[bytes]":
    """Those that are whole."""
    held = posix.open(FOLDER + b"/" + identifier, posix.O_RDONLY | FLAGS)
    try:
        if not is_regular(posix.fstat(held).st_mode):
            raise Refusal(b"the undo list %s is no file" % identifier)
        rest = b""
        while True:
            part = posix.read(held, 1 << 16)
            if not part:
                return
            lines = (rest + part).split(b"\n")
            rest = lines.pop()
            for line in lines:
                yield line
    finally:
        posix.close(held)
