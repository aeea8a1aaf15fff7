"""
Files on the volume that would run as somebody else than who starts them, and devices; looked for only where that was asked. Bounded by
count and time: what was not reached is unknown.
"""

from prism.core.clock import monotonic
from prism.core.limits import Refusal, TimedOut, ask
from prism.core.stat import is_regular, kind_of
from prism.core.text import mode
from prism.looks.host import Host
from prism.probes.tunnels import top_of
from prism.volume.folder import Folder, NotThere
from prism.volume.opened import open_volume

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List, Tuple

    Found = Tuple[bytes, bytes, int, int]
    Walked = Tuple[int, int, bool, List[Found]]

MOST = 200000
SECONDS = 60
DEEPEST = 64
SHOWN = 10


def probe_scan(host: Host) -> None:
    if not host.given.flag(b"SCAN"):
        return
    top = top_of(host)
    if top is None or top.fs != host.given.file_system:
        host.records.add("scan", looked=0, found=0, finished=False)
        return
    place, device = top.place, top.device
    try:
        looked, found, finished, shown = ask(SECONDS + 5, lambda: walk(open_volume(place, device), MOST, SECONDS))
    except (TimedOut, OSError, Refusal):
        looked, found, finished, shown = 0, 0, False, []
    host.records.add("scan", looked=looked, found=found, finished=finished)
    for path, kind, bits, owner in shown:
        host.records.add("scanned", path=path, kind_=kind, mode=mode(bits), owner=owner)


def walk(root: Folder, most: int, seconds: float) -> "Walked":
    """Looked at, found, whether that was all, and the first that were found: path, kind, mode, uid."""
    until = monotonic() + seconds
    looked = found = 0
    shown: "list[Found]" = []
    names, finished = root.kinds(most)
    way = [(root, names)]
    while way and looked < most and monotonic() <= until:
        folder, left = way[-1]
        if not left:
            folder.close()
            way.pop()
            continue
        name, kind = left.pop()
        looked += 1
        try:
            if kind == b"directory":
                if len(way) >= DEEPEST:
                    finished = False
                    continue
                inner = folder.enter(name)
                names, whole = inner.kinds(most - looked)
                finished = finished and whole
                way.append((inner, names))
            elif kind != b"symbolic-link":
                seen = folder.look(name)
                what = kind_found(seen.st_mode)
                if what:
                    found += 1
                    if len(shown) < SHOWN:
                        shown.append((folder.below(name), what, seen.st_mode, seen.st_uid))
        except NotThere:
            pass
        except (Refusal, OSError):
            finished = False
    for folder, left in way:
        finished = finished and not left
        folder.close()
    return looked, found, finished, shown


def kind_found(bits: int) -> bytes:
    """`setuid` also for a program that runs with its group; empty for what is harmless."""
    if is_regular(bits):
        return b"setuid" if bits & 0o4000 or bits & 0o2010 == 0o2010 else b""
    return b"device" if kind_of(bits) in (b"block-special-file", b"character-special-file") else b""
