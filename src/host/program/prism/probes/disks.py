"""Local disks, and files on them that nobody can change."""

import posix
from fcntl import ioctl
from sys import byteorder, maxsize

from prism.core.limits import TimedOut, ask
from prism.looks.host import Host

PLACES = (b"/", b"/etc", b"/var", b"/run")
CHANGED = (b"/etc", b"/etc/fstab", b"/etc/passwd", b"/etc/shadow", b"/etc/group", b"/etc/gshadow")
GET_FLAGS = 0x80086601 if maxsize > 1 << 32 else 0x80046601
IMMUTABLE_OR_APPEND = 0x30


def probe_disks(host: Host) -> None:
    for place in PLACES:
        try:
            free, inodes, read_only = room(place)
        except (TimedOut, OSError):
            continue
        host.records.add("disk", path=place, free=free, inodes=inodes, ro=read_only)


def room(place: bytes) -> "tuple[int, int, bool]":
    """As _room, of a place that may not answer. Raises TimedOut or OSError."""
    return ask(5, lambda: _room(place))


def _room(place: bytes) -> "tuple[int, int, bool]":
    """KiB and inodes that are free, and whether it is read-only."""
    found = posix.statvfs(place)
    # file systems that make inodes as they go count none
    inodes = found.f_ffree if found.f_files else 1000000
    return found.f_bfree * found.f_frsize // 1024, inodes, not posix.access(place, posix.W_OK)


def probe_frozen(host: Host) -> None:
    """Files that a mount may have to change and that nobody can, root neither (chattr)."""
    for path in CHANGED:
        if flags_of(path) & IMMUTABLE_OR_APPEND:
            host.records.add("frozen", path=path)


def flags_of(path: bytes) -> int:
    """Its inode flags; 0 where there is none, or the file system has no flags."""
    try:
        descriptor = posix.open(path, posix.O_RDONLY | posix.O_NONBLOCK | posix.O_NOCTTY | posix.O_CLOEXEC)
    except OSError:
        return 0
    try:
        return int.from_bytes(ioctl(descriptor, GET_FLAGS, b"\0" * 8)[:4], byteorder)
    except OSError:
        return 0
    finally:
        posix.close(descriptor)
