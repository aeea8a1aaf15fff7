"""
Files of somebody who left that make whoever starts them that person: looked for on each file system that applies set-id bits, and in what processes
have open or stand in. By descriptor, bounded; what was not reached is not whole.
"""

import posix

from prism.core.clock import monotonic
from prism.core.limits import Refusal, TimedOut, ask
from prism.core.stat import is_directory, is_regular
from prism.leaving.mounted import Mounted
from prism.leaving.open_to_others import held_files
from prism.leaving.set_id_walk import SET_ID, above_open, below, left_open
from prism.mounts.table import OWN, Mount, read_table
from prism.volume.folder import HOLD, mount_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable, Dict, List, Tuple

    from prism.leaving.set_id_walk import Mark

PSEUDO = (
    b"autofs binfmt_misc bpf cgroup cgroup2 configfs cpuset debugfs devpts efivarfs fusectl mqueue nfsd nsfs proc pstore "
    b"resctrl rpc_pipefs securityfs selinuxfs smackfs sysfs tracefs"
).split()
"""What has no programs in it: everything else is looked at, of whatever kind it is."""

SECONDS = 25
SECONDS_HELD = 3


def set_ids(uids: "List[int]") -> "Tuple[List[Tuple[int, bytes]], bool]":
    """Of each file whose it is, and below which folder; and whether that was all."""
    marked: "Dict[Tuple[int, int], Tuple[int, bytes]]" = {}
    whole = True
    until = monotonic() + SECONDS
    covered: "List[Tuple[bytes, bytes]]" = []
    table = read_table(OWN) if uids else []
    able = applying(table)
    inert = [mount.id for mount in table if mount not in able]
    looks: "List[Tuple[Tuple[bytes, bytes], Callable[[], Tuple[List[Mark], bool, bool]]]]" = [
        ((mount.device, mount.root), lambda mount=mount: _on(mount, uids, until))  # type: ignore[misc]
        for mount in able
    ]
    if uids:
        looks.insert(0, ((b"", b""), lambda: held_files(uids, inert, monotonic() + SECONDS_HELD)))
    for what, look in looks:
        if what in covered:
            continue
        if monotonic() > until:
            whole = False
            break
        try:
            found, all_of_it, all_open = ask(max(0.0, until - monotonic()) + 2, look)
        except (TimedOut, OSError, Refusal):
            found, all_of_it, all_open = [], False, False
        for uid, place, device, inode in found:
            marked[(device, inode)] = (uid, place)
        whole = whole and all_of_it
        if all_open:
            covered.append(what)
    return sorted(marked.values()), whole


def applying(table: "List[Mount]") -> "List[Mount]":
    """Those that can only be read are among them: they need not have been that always."""
    return [mount for mount in table if mount.kind not in PSEUDO and b"nosuid" not in mount.own]


def _on(mount: Mount, uids: "List[int]", until: float) -> "Tuple[List[Mark], bool, bool]":
    """Also whether nothing above hides it: the same shown at another place has nothing more then."""
    try:
        top = posix.open(mount.place, HOLD)
    except (FileNotFoundError, NotADirectoryError):
        # below another mount, or gone: no path leads there
        return [], True, False
    if mount_of(top) != mount.id:
        # covered by another
        posix.close(top)
        return [], True, False
    above = posix.open(mount.place.rpartition(b"/")[0] or b"/", HOLD | posix.O_DIRECTORY)
    whose = above_open(above, left_open(above, uids))
    posix.close(above)
    seen = posix.fstat(top)
    if whose and is_directory(seen.st_mode):
        found, whole = below(top, mount.place, whose, until, Mounted())
        return found, whole, whose == uids
    posix.close(top)
    if is_regular(seen.st_mode) and seen.st_uid in whose and seen.st_mode & SET_ID:
        return [(seen.st_uid, mount.place, seen.st_dev, seen.st_ino)], True, False
    return [], True, False
