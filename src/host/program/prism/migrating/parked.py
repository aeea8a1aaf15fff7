"""Files that a process has no descriptor of: those that it registered with io_uring, and those that are on their way to it in a socket."""

from prism.core.files import read_proc
from prism.core.text import number
from prism.mounts.table import unescaped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List

RING = b"anon_inode:[io_uring]"
SOCKET = b"socket:["
REGISTERED = b"UserFiles:"
IN_FLIGHT = b"scm_fds:"
MOST = 1 << 22
TRIES = 5


def registered(info: bytes) -> "List[bytes] | None":
    """What a ring has, by its fdinfo; None where that does not say: while the ring is busy it names nothing, and old kernels leave out the folder."""
    _, mark, rest = info.partition(REGISTERED)
    count, *lines = rest.split(b"\n")
    names: "list[bytes]" = []
    for line in lines:
        at, colon, name = line.partition(b": ")
        if not colon or number(at.strip()) is None:
            break
        names.append(unescaped(name))
    if not mark or (not names and number(count.strip()) != 0) or any(name[:1] != b"/" and b":" not in name for name in names):
        return None
    return names


def in_flight(info: bytes) -> int:
    """How many descriptors wait to be taken from a socket, or from a connection that nobody has accepted yet. Which, the kernel does not say."""
    return number(info.partition(IN_FLIGHT)[2].partition(b"\n")[0].strip()) or 0


def parked_behind(link: bytes, info: bytes) -> "tuple[List[bytes], bytes]":
    """Of a descriptor that is called so: paths, and a word where there is what nobody can know."""
    if link == RING:
        for _ in range(TRIES):
            text = read_proc(info, MOST)
            paths = registered(text)
            # of what was closed meanwhile there is nothing
            if paths is not None or not text:
                return paths or [], b""
        return [], b"ring"
    return [], b"sent" if link.startswith(SOCKET) and in_flight(read_proc(info, 4096)) > 0 else b""
