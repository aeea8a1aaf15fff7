"""One writer's file in the hands of one reader."""

from binascii import unhexlify

from prism.core.digest import sha256
from prism.volume.said import Acted
from prism.volume.tokens import token

LINE = 128
"""Bytes of a file's first line that are looked at; a nonce has 64."""


class Target:
    """A writer's file: its name (INSTANCE.ACCOUNT), and the uid that has to own it."""

    __slots__ = ("name", "uid", "nonce")

    def __init__(self, name: bytes, uid: int) -> None:
        self.name = name
        self.uid = uid
        self.nonce = token(32)


class Cell:
    """What a reader came to with one file: outcomes, why, and the digest of the line that it read."""

    __slots__ = ("target", "read", "append", "why", "saw")

    def __init__(self, target: Target, acted: Acted) -> None:
        self.target = target
        self.read, words = acted.of(target.name + b":read")
        self.append, why = acted.of(target.name + b":append")
        self.saw = b""
        if self.read == b"done":
            try:
                self.saw = sha256(unhexlify(words)).hexdigest().encode()
            except ValueError:
                self.read = b"error"
            words = b""
        self.why = words if words == why else (words + b" " + why).strip()

    def check(self, wrong_file: bytes, wrong_append: bytes) -> None:
        """What root found wrong; empty where it is as said."""
        if wrong_file and b"done" in (self.read, self.append):
            self.read, self.append, self.saw, self.why = b"error", b"error", b"", wrong_file
        elif wrong_append and self.append == b"done":
            self.append, self.why = b"error", wrong_append
