"""Who has something open there, or stands in it, on this instance: by what the kernel says of each process, without touching the volume."""

import posix

from prism.core.clock import monotonic
from prism.core.files import listed, read_proc
from prism.core.records import Records
from prism.mounts.table import Mount

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List

MOST = 20000
SECONDS = 10
NAMED = 10
FILES = 100000


def look_at_open_files(records: Records, places: "List[bytes]") -> int:
    """How many processes; in containers and other mount namespaces only what has the same path is seen. -1: not all could be asked."""
    until = monotonic() + SECONDS
    found = 0
    whole = True
    processes = [name for name in listed(b"/proc", 1 << 22) if name.isdigit()]
    for name in processes[:MOST]:
        if monotonic() > until:
            whole = False
            break
        what = _open_in(b"/proc/" + name, places)
        if what:
            found += 1
            if found <= NAMED:
                records.add("migrate-open", pid=name, name=read_proc(b"/proc/%s/comm" % name, 64).strip(), what=what)
    whole = whole and len(processes) <= MOST
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


def _open_in(process: bytes, places: "List[bytes]") -> bytes:
    for link in (b"cwd", b"root"):
        if _is_in(process + b"/" + link, places):
            return link
    folder = process + b"/fd"
    for name in listed(folder, FILES):
        if _is_in(folder + b"/" + name, places):
            return b"file"
    return b""


def _is_in(link: bytes, places: "List[bytes]") -> bool:
    try:
        target = posix.readlink(link)
    except OSError:
        return False
    return any(target == place or target.startswith(place + b"/") for place in places)
