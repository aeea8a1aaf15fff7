"""Processes, as /proc lists them. A member names processes and groups as they like: bytes, encoded once, as all text of a host."""

import posix

from prism.core.files import read_proc
from prism.core.text import number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Iterator


def process_ids(most: int) -> "tuple[list[int], bool]":
    """The lowest so many of their numbers, and whether these are all."""
    found = sorted(pid for pid in (number(name, 9) for name in posix.listdir(b"/proc")) if pid is not None)
    return found[:most], len(found) <= most


def thread_ids(pid: int, most: int) -> "tuple[list[int], bool]":
    """Of a process, as process_ids: none where it is gone."""
    try:
        found = [tid for tid in (number(name, 9) for name in posix.listdir(b"/proc/%d/task" % pid)) if tid is not None]
    except OSError:
        found = []
    return found[:most], len(found) <= most


def newest(rounds: int) -> "Iterator[int]":
    """
    So many times the numbers about the last that the kernel gave, of processes and of threads; of some there is none. A program that goes on in
    another process all the time is in no list by the time at which that is read, but among these.
    """
    held = posix.open(b"/proc/loadavg", posix.O_RDONLY | posix.O_CLOEXEC)
    try:
        for _ in range(rounds):
            last = number(posix.pread(held, 128, 0).split()[-1], 9) or 0
            for pid in (last, last + 1, last - 1, last + 2):
                yield pid
    finally:
        posix.close(held)


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
