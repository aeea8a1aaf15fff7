"""Set-id files that no path leads to any more, or none that others may go, but that a process still has open, runs, or stands above."""

import posix

from prism.core.clock import monotonic
from prism.core.files import read_proc, status_fields
from prism.core.processes import process_ids
from prism.core.stat import is_directory, is_regular
from prism.leaving.set_id_walk import SET_ID, above_open, below
from prism.volume.folder import mount_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List, Set, Tuple

    from prism.leaving.set_id_walk import Mark

MOST = 20000
HIDDEN = (b"/", b"(")
"""How what the kernel calls a file begins; sockets, pipes and the like begin otherwise."""


def held_files(uids: "List[int]", inert: "List[int]", until: float) -> "Tuple[List[Mark], bool, bool]":
    """Of each thread that is not root's: threads need not share their open files. `inert`: mounts that apply no set-id bits."""
    found: "List[Mark]" = []
    walked: "Set[Tuple[int, int, Tuple[int, ...]]]" = set()
    off = {b"mnt_id:\t%d" % one for one in inert}
    pids, whole = process_ids(MOST)
    for pid in pids:
        place = b"/proc/%d" % pid
        for thread in _names(place + b"/task") or []:
            task = place + b"/task/" + thread
            has = {int(one) for one in status_fields(read_proc(task + b"/status", 16384)).get(b"Uid", b"").split()} - {0}
            others = [uid for uid in uids if has != {uid}]
            if not has or not others:
                continue
            names = _names(task + b"/fd")
            whole = whole and names is not None
            for link in [b"cwd", b"root", b"exe", *[b"fd/" + name for name in names or []]]:
                if monotonic() > until:
                    return found, False, False
                try:
                    if not posix.readlink(task + b"/" + link).startswith(HIDDEN):
                        continue
                    # before it is touched: what it is on might not answer (of cwd and the like nothing tells)
                    if not off.isdisjoint(read_proc(task + b"/fdinfo" + link[2:], 4096).split(b"\n")):
                        continue
                    held = posix.open(task + b"/" + link, posix.O_PATH | posix.O_CLOEXEC)
                except (FileNotFoundError, ProcessLookupError):
                    continue
                except OSError:
                    whole = False
                    continue
                try:
                    whole = _look(held, place, others, inert, until, walked, found) and whole
                finally:
                    posix.close(held)
    return found, whole, False


def _names(folder: bytes) -> "List[bytes] | None":
    """None: it may not be looked at. Of what has ended there is nothing."""
    try:
        return posix.listdir(folder)
    except (FileNotFoundError, ProcessLookupError):
        return []
    except OSError:
        return None


def _look(
    held: int,
    place: bytes,
    uids: "List[int]",
    inert: "List[int]",
    until: float,
    walked: "Set[Tuple[int, int, Tuple[int, ...]]]",
    found: "List[Mark]",
) -> bool:
    """Whether all of it was looked at."""
    if mount_of(held) in inert:
        return True
    seen = posix.fstat(held)
    if is_regular(seen.st_mode) and seen.st_mode & SET_ID and seen.st_uid in uids:
        found.append((seen.st_uid, place, seen.st_dev, seen.st_ino))
    key = (seen.st_dev, seen.st_ino, tuple(uids))
    if not is_directory(seen.st_mode) or key in walked:
        return True
    walked.add(key)
    # where nothing is closed above, the walk of its mount goes there
    reached = above_open(held, uids)
    hidden = [uid for uid in uids if uid not in reached]
    if not hidden:
        return True
    inside, whole = below(posix.dup(held), place, hidden, until)
    found += inside
    return whole
