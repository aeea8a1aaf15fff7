"""
What a child that became an account says: lines `WHAT OUTCOME WORDS`. It is nobody to be trusted any more: bounded, each line in its
form or not heard at all, the first word on something counts.
"""

import posix
from select import select

from prism.core.clock import monotonic

OUTCOMES = (b"done", b"refused", b"missing", b"error")
NAMED = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789._:-")
PRINTABLE = frozenset(range(0x20, 0x7F))
MOST = 1 << 19


class Acted:
    """`late`: its time was up, and what it did not say is not known. `why`: what kept it from trying at all, in words."""

    __slots__ = ("said", "late", "why")

    def __init__(self, why: bytes = b"", late: bool = False) -> None:
        self.said: "dict[bytes, tuple[bytes, bytes]]" = {}
        self.late = late
        self.why = why

    @property
    def tried(self) -> bool:
        """Whether it came to the volume."""
        return any(what != b"way" or self.said[what][0] == b"done" for what in self.said)

    def of(self, what: bytes) -> "tuple[bytes, bytes]":
        """
        An outcome and its words: done, refused, missing, error; timeout where nobody waited any longer. Where the account did not
        come as far as the volume, what kept it counts for everything.
        """
        if what in self.said:
            return self.said[what]
        way = self.said.get(b"way", (b"done", b""))
        if way[0] != b"done":
            return way
        if self.late:
            return b"timeout", self.why or b"no answer within the time limit"
        return b"error", self.why or b"the try ended without an answer"


def hear(descriptor: int, until: float) -> Acted:
    """All that is said before the descriptor ends, or the time does."""
    acted = Acted()
    said = b""
    size = 0
    while True:
        left = until - monotonic()
        if left <= 0 or size > MOST or not select([descriptor], [], [], left)[0]:
            acted.late = True
            return acted
        part = posix.read(descriptor, 65536)
        if not part:
            return acted
        size += len(part)
        lines = (said + part).split(b"\n")
        said = lines.pop()
        for line in lines:
            _take(acted, line)


def _take(acted: Acted, line: bytes) -> None:
    words = line.split(b" ", 2)
    if len(words) != 3 or words[1] not in OUTCOMES or not NAMED.issuperset(words[0]):
        return
    if len(words[0]) <= 300 and len(words[2]) <= 300 and PRINTABLE.issuperset(words[2]):
        acted.said.setdefault(words[0], (words[1], words[2]))
