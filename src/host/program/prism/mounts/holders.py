"""Who keeps a mount busy, without fuser or lsof. Links in /proc are read, the mount itself is not touched."""

import posix

from prism.core.clock import monotonic
from prism.core.files import read_proc
from prism.core.limits import TimedOut, ask
from prism.core.processes import command_of, process_ids

SHOWN = 8
PROCESSES = 20000
SECONDS = 8.0


def holders(place: bytes) -> bytes:
    """In words, at most eight; empty where none was found."""
    # a process's maps are locked while it waits for a server
    try:
        found = ask(SECONDS + 2, lambda: _holders(place, monotonic() + SECONDS))
    except (TimedOut, OSError):
        return b""
    words = b", ".join(b"pid %d (%s)" % (pid, command) for pid, command in found[:SHOWN])
    return words if len(found) <= SHOWN else b"%s, and %d more" % (words, len(found) - SHOWN)


def _holders(place: bytes, until: float) -> "list[tuple[int, bytes]]":
    found: "list[tuple[int, bytes]]" = []
    own = posix.getpid()
    for pid in process_ids(PROCESSES)[0]:
        if monotonic() > until:
            break
        if pid == own or not uses(pid, place):
            continue
        command = command_of(pid)
        if command is not None:
            found.append((pid, command))
    return found


def uses(pid: int, place: bytes) -> bool:
    folder = b"/proc/%d/" % pid
    if any(_leads_there(folder + name, place) for name in (b"cwd", b"root", b"exe")):
        return True
    try:
        descriptors = posix.listdir(folder + b"fd")
    except OSError:
        descriptors = []
    if any(_leads_there(folder + b"fd/" + name, place) for name in descriptors):
        return True
    return b" " + place + b"/" in read_proc(folder + b"maps")


def _leads_there(link: bytes, place: bytes) -> bool:
    try:
        target = posix.readlink(link)
    except OSError:
        return False
    return target == place or target.startswith(place + b"/")
