"""
/etc/fstab: our line carries the option x-prism, which mount(8) takes for a comment. Read whole or not at all, written whole, then
renamed into place: a line that could not be read must not get lost.
"""

import posix
from errno import EFBIG, EINVAL

from prism.core.digest import sha256
from prism.core.files import read_all
from prism.core.parameters import Parameters
from prism.core.programs import run
from prism.core.replace import replace_file
from prism.core.stat import is_regular
from prism.mounts.fstab_line import Line, parse
from prism.mounts.place import real_place

FSTAB = b"/etc/fstab"
MOST = 1 << 24
TAKEN_OVER = b"# replaced by Prism: "


class Survey:
    """
    The lines for the mount point: how many are `ours`, and the last of them; how many are foreign, all of them as they stand, and the
    last one in words.
    """

    __slots__ = ("ours", "ours_line", "foreign", "foreign_lines", "foreign_text")

    def __init__(self) -> None:
        self.ours = 0
        self.ours_line = b""
        self.foreign = b""
        self.foreign_lines = 0
        self.foreign_text = b""


def read() -> bytes:
    """What it holds; nothing where there is none. Raises OSError where it cannot be read whole."""
    try:
        descriptor = posix.open(FSTAB, posix.O_RDONLY | posix.O_NONBLOCK | posix.O_NOCTTY | posix.O_CLOEXEC)
    except FileNotFoundError:
        return b""
    try:
        if not is_regular(posix.fstat(descriptor).st_mode):
            raise OSError(EINVAL, "it is not a regular file", FSTAB)
        text = read_all(descriptor, MOST + 1)
    finally:
        posix.close(descriptor)
    if len(text) > MOST:
        raise OSError(EFBIG, "it is larger than 16 MiB", FSTAB)
    return text


def lines_of(text: bytes) -> "list[bytes]":
    lines = text.split(b"\n")
    if not lines[-1]:
        lines.pop()
    return lines


def places_of(given: Parameters) -> "tuple[bytes, bytes]":
    """The mount point as it was given, and where a link of root's on the way to it leads: a line may have either."""
    return given.mount_point, real_place(given.mount_point)


def at_place(given: Parameters, places: "tuple[bytes, bytes]", whole: bytes) -> "Line | None":
    """A line for the mount point. That is asked of each, so most are told by what they do not hold; a backslash may hide any name."""
    if given.mount_point.rpartition(b"/")[2] not in whole and b"\\" not in whole:
        return None
    line = parse(whole)
    return line if line is not None and line.place in places else None


def survey(given: Parameters, text: bytes) -> Survey:
    """What fstab says of the mount point."""
    found = Survey()
    places = places_of(given)
    number = 0
    foreign: "list[bytes]" = []
    for text_line in lines_of(text):
        number += 1
        line = at_place(given, places, text_line)
        if line is None:
            continue
        if line.ours:
            found.ours += 1
            found.ours_line = text_line
        else:
            found.foreign = b"line %d: %s" % (number, text_line[:160])
            foreign.append(text_line + b"\n")
    found.foreign_lines = len(foreign)
    found.foreign_text = b"".join(foreign)
    return found


def foreign_digest(found: Survey) -> bytes:
    """Of the foreign lines as they stand, byte for byte: by this a plan says which lines it means."""
    return sha256(found.foreign_text).hexdigest().encode()


def write(given: Parameters, line: bytes) -> None:
    """All lines but ours for the mount point, then this one, unless it is empty. Raises OSError, and then fstab is as it was."""
    put(_changed(given, read(), line, False))


def take_over(given: Parameters, line: bytes) -> None:
    """
    As write, but the foreign lines for the mount point become comments, and this one stands where the first of them was: what is
    mounted below it comes after it in the file.
    """
    put(_changed(given, read(), line, True))


def put(text: bytes) -> None:
    """This becomes fstab. Raises OSError, and then fstab is as it was."""
    replace_file(FSTAB, 0o644, text)
    if posix.access(b"/run/systemd/system", posix.F_OK):
        run(20, [b"systemctl", b"daemon-reload"])


def _changed(given: Parameters, text: bytes, wanted: bytes, take: bool) -> bytes:
    kept: "list[bytes]" = []
    places = places_of(given)
    for text_line in lines_of(text):
        line = at_place(given, places, text_line)
        if line is not None:
            if line.ours:
                continue
            if take:
                kept.append(TAKEN_OVER + text_line)
                if wanted:
                    kept.append(wanted)
                wanted = b""
                continue
        kept.append(text_line)
    if wanted:
        kept.append(wanted)
    return b"".join(line + b"\n" for line in kept)
