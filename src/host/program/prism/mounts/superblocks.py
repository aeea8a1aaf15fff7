"""
NFS file systems that a network namespace still has, mounted anywhere or not: one that was unmounted lazily and is in use, or that is mounted
in a namespace without a process, is in no mount table. The kernel lists them in nfsfs/volumes.
"""

from _socket import AF_INET6, inet_ntop
from binascii import unhexlify

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Tuple

    Superblock = Tuple[bytes, bytes, bytes, bytes]


def read_volumes(text: bytes) -> "list[Superblock]":
    """Server, port, device, fsid of each line `v4 7f000001 4e51 0:52 0:0 no`; what is no such line is passed over."""
    found: "list[Superblock]" = []
    for line in text.split(b"\n"):
        words = line.split()
        if len(words) < 5 or not words[0].startswith(b"v") or b":" not in words[3]:
            continue
        try:
            found.append((address_of(words[1]), b"%d" % int(words[2], 16), words[3], words[4]))
        except ValueError:
            continue
    return found


def address_of(digits: bytes) -> bytes:
    """An address from its hexadecimal digits. Raises ValueError."""
    packed = unhexlify(digits)
    if len(packed) == 4:
        return b".".join(b"%d" % one for one in packed)
    if len(packed) == 16:
        return inet_ntop(AF_INET6, packed).encode("ascii")
    raise ValueError("no address")
