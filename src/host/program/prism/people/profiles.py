"""
Lines that set a umask in profiles. A member writes their own as they like: a link to another's file, a pipe, a gigabyte. Nothing of it is
told but such lines, and those only of a regular file that is the account's own, or root's where no link leads to it.
"""

import posix
from errno import ELOOP

from prism.core.files import listed, read_all
from prism.core.stat import is_regular

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Tuple

    Found = Tuple[bytes, int, bytes]

MOST = 65536
LINES = 20
NAMES = (b".bashrc", b".bash_profile", b".bash_login", b".profile", b".zshrc", b".zshenv", b".zprofile")
OPEN = posix.O_RDONLY | posix.O_NONBLOCK | posix.O_NOCTTY | posix.O_CLOEXEC


def system_profiles() -> "list[bytes]":
    more = [b"/etc/profile.d/" + name for name in listed(b"/etc/profile.d") if name.endswith(b".sh") and not name.startswith(b".")]
    return [b"/etc/profile", b"/etc/bashrc", b"/etc/bash.bashrc"] + more


def umask_lines_of(homes: "list[tuple[bytes, int]]") -> "list[Found]":
    """Of the profiles in each home, of the account with that uid. This can hang."""
    return [one for home, uid in homes for name in NAMES for one in umask_lines(home + b"/" + name, uid)]


def umask_lines(path: bytes, uid: "int | None") -> "list[Found]":
    """Path, number and text of each; `uid`: whose profile it is, None for one of the system's, which root alone writes."""
    found: "list[Found]" = []
    for number, line in enumerate(_read(path, uid).split(b"\n"), 1):
        bare = line.lstrip(b" \t\r\v\f")
        if bare.startswith(b"umask") and bare[5:6] in (b" ", b"\t", b"\r", b"\v", b"\f") and len(found) < LINES:
            found.append((path, number, line))
    return found


def _read(path: bytes, uid: "int | None") -> bytes:
    linked = False
    try:
        try:
            descriptor = posix.open(path, OPEN | (0 if uid is None else posix.O_NOFOLLOW))
        except OSError as error:
            if uid is None or error.errno != ELOOP:
                raise
            # people keep their profiles in a folder of their own and link to them; what such a link leads to must be theirs
            linked = True
            descriptor = posix.open(path, OPEN)
    except OSError:
        return b""
    try:
        found = posix.fstat(descriptor)
        if not is_regular(found.st_mode) or (uid is not None and found.st_uid != uid and (linked or found.st_uid != 0)):
            return b""
        return read_all(descriptor, MOST)
    except OSError:
        return b""
    finally:
        posix.close(descriptor)
