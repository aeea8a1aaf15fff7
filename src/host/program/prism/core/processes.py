"""Processes, as /proc lists them. A member names processes and groups as they like: bytes, encoded once, as all text of a host."""

import posix
from errno import EACCES, EPERM

from prism.core.files import listed, read_proc
from prism.core.text import number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Iterator


def process_ids(most: int) -> "tuple[list[int], bool]":
    """The lowest so many of their numbers, and whether these are all."""
    found = _ids(b"/proc")
    return found[:most], len(found) <= most


def thread_ids(pid: int) -> "list[int]":
    """Of a process, or of the one that a thread belongs to; none where it is gone."""
    return _ids(b"/proc/%d/task" % pid)


def _ids(folder: bytes) -> "list[int]":
    return sorted(pid for pid in (number(name, 9) for name in listed(folder, 1 << 22)) if pid is not None)


def newest(rounds: int) -> "Iterator[int]":
    """
    So many times the numbers about the last that the kernel gave, of processes and of threads; of some there is none. A program that goes on in
    another process all the time is in no list by the time at which that is read, but among these.
    """
    for _ in range(rounds):
        for word in read_proc(b"/proc/loadavg").split()[-1:]:
            for more in (0, 1, -1, 2):
                yield int(word) + more


def link_of(process: bytes, name: bytes) -> bytes:
    """Where a link of a process or a thread leads; empty where that is gone, `?` where it is refused."""
    try:
        return posix.readlink(b"/proc/%s/%s" % (process, name))
    except OSError as error:
        return b"?" if error.errno in (EACCES, EPERM) else b""


def command_of(pid: int) -> "bytes | None":
    """What the kernel calls it; None where it is gone."""
    said = read_proc(b"/proc/%d/comm" % pid, 64)
    return said.rstrip(b"\n") if said else None


def control_group_of(pid: int) -> bytes:
    """The last 100 bytes of its control group's path: of a unit or a container the name."""
    found = b""
    for line in read_proc(b"/proc/%d/cgroup" % pid, 16384).split(b"\n"):
        number_and_kind, _, path = line.partition(b":/")
        # the unified hierarchy; before that there was systemd's own
        if number_and_kind == b"0:" or (number_and_kind.endswith(b":name=systemd") and not found):
            found = path
    return found[-100:]
