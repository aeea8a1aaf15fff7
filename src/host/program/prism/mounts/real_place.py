"""
Where a mount point really is: on some systems /mnt itself is a link (to var/mnt on ostree). The kernel shows the real path alone, so that
is what everything is compared with. A link counts only where nobody but root can put another in its place.
"""
import posix

from prism.core.limits import Refusal, TimedOut, ask
from prism.core.parameters import Parameters
from prism.core.stat import is_directory, is_link

LINKS = 40


def real_place(place: bytes) -> bytes:
    """
    The path without links among the folders above the mount point; the mount point itself is not followed. What is not there stays as it
    is written. Raises Refusal for a link that others than root could change, or too many.
    """
    rest = [name for name in place.split(b"/") if name not in (b"", b".")]
    here: "list[bytes]" = []
    followed = 0
    while len(rest) > 1 or (rest and rest[0] == b".."):
        name = rest.pop(0)
        if name == b"..":
            here = here[:-1]
            continue
        path = _path(here + [name])
        try:
            found = posix.lstat(path)
        except FileNotFoundError:
            here.append(name)
            continue
        if not is_link(found.st_mode):
            here.append(name)
            continue
        followed += 1
        if followed > LINKS:
            raise Refusal(b"%s leads through too many links" % place)
        if found.st_uid != 0 or not _only_roots(here):
            raise Refusal(b"%s leads through %s, a link that others than root can change" % (place, path))
        target = posix.readlink(path)
        if target.startswith(b"/"):
            here = []
        rest = [part for part in target.split(b"/") if part not in (b"", b".")] + rest
    return _path(here + rest)


def use_real_place(given: Parameters) -> bytes:
    """
    From here on the mount point of this job is the real path; the one that was asked for is returned. Raises Refusal as real_place does.
    A folder above it that hangs leaves it as it is.
    """
    asked = given.values.setdefault(b"MOUNT_POINT_ASKED", given.mount_point)
    try:
        given.values[b"MOUNT_POINT"] = ask(5, lambda: real_place(asked))
    except (TimedOut, OSError):
        pass
    return asked


def _path(names: "list[bytes]") -> bytes:
    return b"/" + b"/".join(names)


def _only_roots(names: "list[bytes]") -> bool:
    """Whether root alone may change a folder and those above it."""
    for count in range(len(names) + 1):
        found = posix.lstat(_path(names[:count]))
        if not is_directory(found.st_mode) or found.st_uid != 0 or found.st_mode & 0o022:
            return False
    return True
