"""Who keeps a mount busy, without fuser or lsof. Links in /proc are read, the mount itself is not touched."""

import posix

from prism.core.clock import monotonic
from prism.core.files import listed, read_proc
from prism.core.limits import TimedOut, ask
from prism.core.processes import command_of, link_of, process_ids

SHOWN = 8
PROCESSES = 20000
FILES = 1 << 20
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
    process = b"%d" % pid
    names = [b"cwd", b"root", b"exe", *(b"fd/" + name for name in listed(b"/proc/%s/fd" % process, FILES))]
    if any((link_of(process, name) + b"/").startswith(place + b"/") for name in names):
        return True
    return b" " + place + b"/" in read_proc(b"/proc/%s/maps" % process)
