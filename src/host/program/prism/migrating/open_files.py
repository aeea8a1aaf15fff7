"""Who has something open there, or stands in it, on this instance: by what the kernel says of each process and thread, without touching the volume."""

import posix

from prism.core.clock import monotonic
from prism.core.files import listed, read_proc
from prism.core.limits import TimedOut, ask
from prism.core.processes import command_of, newest, process_ids, thread_ids
from prism.core.records import Records
from prism.migrating.parked import parked_behind
from prism.mounts.table import Mount

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Iterator, List, Set, Tuple

    Users = Tuple[List[Tuple[int, bytes, bytes]], int, bool]
    """Some by number, command and what they have; how many; and whether all were asked."""

MOST = 20000
SECONDS = 10
NAMED = 10
FILES = 100000
MAPS = 1 << 23
ROUNDS = 200


def look_at_open_files(records: Records, places: "List[bytes]") -> int:
    """How many processes; in containers and other mount namespaces only what has the same path is seen. -1: not all could be asked."""
    # a process's maps are locked while it waits for a server
    try:
        users, found, whole = ask(SECONDS + 2, lambda: _users(places, monotonic() + SECONDS))
    except (TimedOut, OSError):
        users, found, whole = [], 0, False
    for pid, command, what in users:
        records.add("migrate-open", pid=pid, name=command, what=what)
    records.add("migrate-opened", found=found, whole=whole)
    return found if whole else -1


def places_of(mounts: "List[Mount]", under: bytes) -> "List[bytes]":
    """Where the folder, or a part of it, is to be seen: on mounts of the whole volume, and on those of one of its folders (binds)."""
    found: "List[bytes]" = []
    for mount in mounts:
        part = mount.source.partition(b":/")[2].strip(b"/")
        if not part:
            found.append(mount.place + b"/" + under)
        elif under == part or under.startswith(part + b"/"):
            found.append(mount.place + under[len(part) :])
        elif part.startswith(under + b"/"):
            found.append(mount.place)
    return found


def _users(places: "List[bytes]", until: float) -> "Users":
    """In a child: all that came of it, as marshal knows it."""
    users: "List[Tuple[int, bytes, bytes]]" = []
    found = 0
    pids, whole = process_ids(MOST)
    own = posix.getpid()
    for pid, is_listed in _each(pids):
        if monotonic() > until:
            return users, found, False
        what = b"" if pid == own else _open_in(pid, places)
        if what:
            found += 1
            if found <= NAMED:
                users.append((pid, command_of(pid) or b"", what))
            if not is_listed:
                break
    return users, found, whole


def _each(pids: "List[int]") -> "Iterator[Tuple[int, bool]]":
    """Those, then what came since: what goes on in another process all the time is in no list, and one of it is enough. No thread of one of those."""
    told: "Set[int]" = set(pids)
    for pid in pids:
        yield pid, True
    for pid in newest(ROUNDS):
        if pid not in told and told.isdisjoint(thread_ids(pid)):
            yield pid, False


def _open_in(pid: int, places: "List[bytes]") -> bytes:
    """Each thread can have files and a place of its own, and has them still where the first has ended; all of them have the same maps."""
    maps = b""
    for tid in thread_ids(pid):
        task = b"/proc/%d/task/%d/" % (pid, tid)
        for link in (b"cwd", b"root"):
            if _is_below(_link_in(task, link), places):
                return link
        for name in listed(task + b"fd", FILES):
            link = _link_in(task, b"fd/" + name)
            paths, unknown = parked_behind(link, task + b"fdinfo/" + name)
            if any(_is_below(path, places) for path in [link, *paths]):
                return b"file"
            if unknown:
                return unknown
        maps = maps or read_proc(task + b"maps", MAPS)
    return b"mapped" if any(_is_below(b"/" + line.partition(b"/")[2], places) for line in maps.split(b"\n")) else b""


def _link_in(task: bytes, name: bytes) -> bytes:
    try:
        return posix.readlink(task + name)
    except OSError:
        return b""


def _is_below(path: bytes, places: "List[bytes]") -> bool:
    return any(path == place or path.startswith(place + b"/") for place in places)
