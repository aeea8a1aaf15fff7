"""Which groups own what lies on the volume, two levels deep."""

import grp

from prism.core.clock import monotonic
from prism.core.limits import Refusal, TimedOut, ask
from prism.core.stat import is_directory
from prism.looks.host import Host
from prism.volume.folder import Folder
from prism.volume.opened import open_volume

ENTRIES = 5000
SHOWN = 10
SECONDS = 8.0


def look_data(host: Host) -> None:
    """At most 5,000 entries looked at, ten groups told."""
    top = host.top
    if not host.live or top is None:
        return
    place, device = host.place, top.device
    try:
        counted = ask(SECONDS + 4, lambda: count_groups(open_volume(place, device), monotonic() + SECONDS))
    except (TimedOut, OSError, Refusal):
        return
    told = counted[:SHOWN]
    try:
        names = ask(10, lambda: [_name(gid) for _, gid in told])
    except (TimedOut, OSError):
        names = [b""] * len(told)
    for (count, gid), name in zip(told, names):
        host.records.add("data", gid=gid, group=name, entries=count)


def count_groups(root: Folder, until: float) -> "list[tuple[int, int]]":
    """How many entries each gid has, the most first. What is mounted in the volume's tree is none of it."""
    counts: "dict[int, int]" = {}
    left = ENTRIES
    folders = [(root, True)]
    while folders and left > 0:
        folder, deeper = folders.pop()
        try:
            names = folder.names(left)[0]
        except (OSError, Refusal):
            names = []
        for name in names:
            if monotonic() > until:
                return _sorted(counts)
            try:
                found = folder.look(name)
                if deeper and is_directory(found.st_mode) and len(folders) < 500:
                    folders.append((folder.enter(name), False))
            except (OSError, Refusal):
                continue
            counts[found.st_gid] = counts.get(found.st_gid, 0) + 1
            left -= 1
        if folder is not root:
            folder.close()
    return _sorted(counts)


def _sorted(counts: "dict[int, int]") -> "list[tuple[int, int]]":
    return sorted(((count, gid) for gid, count in counts.items()), reverse=True)


def _name(gid: int) -> bytes:
    try:
        return grp.getgrgid(gid).gr_name.encode("utf-8", "surrogateescape")
    except KeyError:
        return b""
