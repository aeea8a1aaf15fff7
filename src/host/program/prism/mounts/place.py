"""
Where the mount point really is: /mnt may be a link to var/mnt (ostree). The mount table names what a link leads to. A link is followed
where only root can change it: it and every folder above it.
"""

import posix

from prism.core.files import exists, read_proc
from prism.core.limits import TimedOut, ask
from prism.core.stat import is_directory

NO_ANSWER = b"gave no answer within 5 s"
known: "dict[bytes, tuple[bytes, bytes]]" = {}


def real_place(place: bytes) -> bytes:
    """The place itself, or where the links on the way to it lead. The place as it was given where they must not be followed."""
    real, refused = resolve(place)
    return place if refused else real


def resolve(place: bytes) -> "tuple[bytes, bytes]":
    """Where the links on the way lead, and why they must not be followed, or nothing. The place itself is not touched: it could hang."""
    if place not in known:
        above, _, name = place.rpartition(b"/")
        try:
            real, refused = ask(5, lambda: _followed(above))
            known[place] = (real.rstrip(b"/") + b"/" + name, refused)
        except (TimedOut, OSError):
            known[place] = (place, NO_ANSWER)
    return known[place]


def _followed(path: bytes) -> "tuple[bytes, bytes]":
    """As readlink -m: what is not there is no link."""
    real, refused = b"", b""
    safe = True
    links = 0
    names = path.split(b"/")
    while names:
        name = names.pop(0)
        if name in (b"", b"."):
            continue
        if name == b"..":
            real = real.rpartition(b"/")[0]
            safe = all(only_root(above) for above in _above(real))
            continue
        # what lies in a folder that others can change may be another link by the time it is used
        safe = safe and only_root(real or b"/")
        target = _link(real + b"/" + name)
        if target is None:
            real += b"/" + name
            continue
        links += 1
        if links > 40:
            return path, b"in a circle"
        if not safe:
            refused = b"in a folder that others than root can change"
        if target.startswith(b"/"):
            real, safe = b"", True
        names = target.split(b"/") + names
    return real or b"/", refused


def _link(path: bytes) -> "bytes | None":
    """Where a link leads; None for anything else."""
    try:
        return posix.readlink(path)
    except OSError:
        return None


def is_roots(place: bytes) -> bool:
    """Whether only root can put anything there, as a link at the last moment. To be asked."""
    return all(only_root(folder) for folder in _above(place) if exists(folder))


def _above(path: bytes) -> "list[bytes]":
    """The folders on the way to it, without itself."""
    found: "list[bytes]" = []
    while path:
        path = path.rpartition(b"/")[0]
        found.append(path or b"/")
    return found


def only_root(folder: bytes) -> bool:
    """In a user namespace without all ids, what nobody there can own shows as 65534."""
    try:
        found = posix.stat(folder)
    except OSError:
        return False
    owners = (0,) if read_proc(b"/proc/self/uid_map", 4096).split() == [b"0", b"0", b"4294967295"] else (0, 65534)
    return is_directory(found.st_mode) and found.st_uid in owners and not found.st_mode & 0o022
