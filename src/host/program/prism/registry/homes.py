"""
The links in a person's home, `~/shared` and `~/space`. The home is the person's to change, so it is entered once, by a descriptor that follows
nothing, and root makes nothing in it but a link under a name that is free: a link is not followed when it is made, and nothing is given away.
"""

import posix

from prism.core.limits import TimedOut, ask
from prism.core.text import as_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable, List, Tuple

    Links = List[Tuple[bytes, bytes]]
    """Name and target."""
    Home = Tuple[bytes, int, Links]
    """Its path, whose it is, and the links that are to be in it."""
    Told = Tuple[List[bytes], bytes]
    """Of each link what is there, and an error in words."""

HOLD = posix.O_PATH | posix.O_DIRECTORY | posix.O_NOFOLLOW | posix.O_CLOEXEC
SECONDS = 10


def look_at_homes(homes: "list[Home]") -> "list[Told]":
    return _each(homes, lambda held, links: [_look(held, *one) for one in links])


def link_homes(homes: "list[Home]") -> "list[Told]":
    """Makes those that are missing; what is told is what was there before: `none` where one was made."""

    def make(held: int, links: "Links") -> "list[bytes]":
        found = [_look(held, *one) for one in links]
        for (name, target), state in zip(links, found):
            if state == b"none":
                posix.symlink(target, name, dir_fd=held)
        return found

    return _each(homes, make)


def _each(homes: "list[Home]", do: "Callable[[int, Links], list[bytes]]") -> "list[Told]":
    try:
        told: "list[Told]" = ask(SECONDS + len(homes), lambda: [_in_home(one, do) for one in homes])
        return told
    except TimedOut:
        return [([], b"no answer in time") for _ in homes]
    except OSError as error:
        return [([], as_bytes(error.strerror)) for _ in homes]


def _in_home(home: "Home", do: "Callable[[int, Links], list[bytes]]") -> "Told":
    path, uid, links = home
    try:
        held = posix.open(path, HOLD)
        try:
            owner = posix.fstat(held).st_uid
            if owner != uid:
                return [], b"%s is of uid %d" % (path, owner)
            return do(held, links), b""
        finally:
            posix.close(held)
    except OSError as error:
        return [], path + b": " + as_bytes(error.strerror)


def _look(held: int, name: bytes, target: bytes) -> bytes:
    """ours, none, or other: a link elsewhere, a file, a folder. What a link of somebody's says is not told."""
    try:
        return b"ours" if posix.readlink(name, dir_fd=held) == target else b"other"
    except FileNotFoundError:
        return b"none"
    except OSError:
        return b"other"
