"""
Files on the volume that would run as somebody else than who starts them, and devices; looked for only where that was asked. Bounded by
count and time: what was not reached is unknown. What was found before a server hangs is not lost: the child tells it at once.
"""

import posix
from binascii import hexlify, unhexlify

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
    from typing import Tuple

    Walked = Tuple[int, int, bool]

MOST = 200000
SECONDS = 60
MORE = 5
"""Seconds for the walk, and for its child to say so."""
DEEPEST = 64
SHOWN = 10
OFTEN = 1000


def probe_scan(host: Host) -> None:
    if not host.given.flag(b"SCAN"):
        return
    top = top_of(host)
    if top is None or top.fs != host.given.file_system:
        host.records.add("scan", looked=0, found=0, finished=False)
        return
    place, device = top.place, top.device
    hear, tell = posix.pipe2(posix.O_NONBLOCK | posix.O_CLOEXEC)
    try:
        looked, found, finished = ask(SECONDS + MORE, lambda: walk(open_volume(place, device), MOST, SECONDS, tell))
    except (TimedOut, OSError, Refusal):
        looked, found, finished = -1, 0, False
    said = heard(hear)
    posix.close(hear)
    posix.close(tell)
    if looked < 0:
        looked, found = (int(said[-1][0]), int(said[-1][1])) if said else (0, 0)
    host.records.add("scan", looked=looked, found=found, finished=finished)
    for words in said:
        if len(words) == 6:
            path, kind, bits, owner = words[2:]
            host.records.add("scanned", path=unhexlify(path), kind_=kind, mode=bits, owner=owner)


def heard(descriptor: int) -> "list[list[bytes]]":
    """What was told so far, in lines; a child that hangs keeps its end open, so nobody waits for that."""
    try:
        return [line.split() for line in posix.read(descriptor, 1 << 16).split(b"\n") if line]
    except BlockingIOError:
        return []


def walk(root: Folder, most: int, seconds: float, tell: int) -> "Walked":
    """
    Looked at, found, and whether that was all. Told on the way, in less than a pipe holds: both counts, now and then, and with the first that
    are found their path, kind, mode and uid.
    """
    until = monotonic() + seconds
    looked = found = 0
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
        if looked % OFTEN == 0:
            posix.write(tell, b"%d %d\n" % (looked, found))
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
                    if found <= SHOWN:
                        path = hexlify(folder.below(name)[:300])
                        posix.write(tell, b"%d %d %s %s %s %d\n" % (looked, found, path, what, mode(seen.st_mode), seen.st_uid))
        except NotThere:
            pass
        except (Refusal, OSError):
            finished = False
    for folder, left in way:
        finished = finished and not left
        folder.close()
    return looked, found, finished


def kind_found(bits: int) -> bytes:
    """`setuid` also for a program that runs with its group; empty for what is harmless."""
    if is_regular(bits):
        return b"setuid" if bits & 0o4000 or bits & 0o2010 == 0o2010 else b""
    return b"device" if kind_of(bits) in (b"block-special-file", b"character-special-file") else b""
