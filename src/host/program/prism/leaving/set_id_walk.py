"""
A walk for set-id files on one mount. A folder hides what is in it from everybody only where nobody can go but root, or but whose the file is: whoever
else it belongs to can start what is in it. All of this can hang: inside a question of core.limits.
"""

import posix
from errno import ENODATA, ENOTSUP

from prism.core.clock import monotonic
from prism.volume.folder import HOLD, mount_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List, Optional, Tuple

    from prism.leaving.mounted import Mounted

    Mark = Tuple[int, bytes, int, int]
    """Whose a file is, below which place, its device and its number there."""

    Below = Tuple[List[Mark], bool]

SET_ID = 0o6000
FOLDERS = 1000000
NAMES = 1000000
MOST = 1000
DEEPEST = 64
PACKAGES = b"boot lib lib32 lib64 libx32 include share src usr".split()
"""Where packages put most of their files: looked at last."""


def below(top: int, place: bytes, uids: "List[int]", until: float, mounted: "Optional[Mounted]" = None) -> "Below":
    """
    Closes `top`. What is in it is in everybody's reach: no name of it is told, but the place, and of the root the first folder. `mounted`: of the mount
    namespace that `top` is of; without it each folder is asked.
    """
    found: "List[Mark]" = []
    whole, looked = True, 0
    mount = mount_of(top)
    path: "List[bytes]" = []
    way = [(top, [b"."], uids)]
    while way:
        folder, names, whose = way[-1]
        if not names:
            posix.close(way.pop()[0])
            continue
        looked += 1
        if looked > FOLDERS or len(found) > MOST or monotonic() > until:
            for held, _, _ in way:
                posix.close(held)
            return found, False
        path[len(way) - 1 :] = [names.pop()]
        try:
            inner = posix.open(path[-1], HOLD | posix.O_DIRECTORY, dir_fd=folder)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:
            whole = False
            continue
        # another mount is looked at by itself; asked of the kernel, not of what is mounted there
        is_another = (mounted is None or mounted.may_be(path[-1])) and mount_of(inner) != mount
        whose = [] if is_another else left_open(inner, whose)
        if not whose:
            posix.close(inner)
            continue
        told = place if place != b"/" else b"/" + b"/".join(path[1 : 3 if path[1:2] == [b"usr"] else 2])
        try:
            folders, all_names = _look(inner, told, whose, until, found)
        except OSError:
            folders, all_names = [], False
        if place == b"/" and len(way) < 3:
            folders.sort(key=lambda name: name not in PACKAGES)
        whole = whole and all_names and (len(way) < DEEPEST or not folders)
        way.append((inner, folders if len(way) < DEEPEST else [], whose))
    return found, whole


def _look(folder: int, place: bytes, uids: "List[int]", until: float, found: "List[Mark]") -> "Tuple[List[bytes], bool]":
    """The folders in it, and whether that was all; what was found is added."""
    folders: "List[bytes]" = []
    looked, whole = 0, True
    with posix.scandir(b"/proc/self/fd/%d" % folder) as entries:
        for entry in entries:
            looked += 1
            if looked > NAMES or (looked % 4096 == 0 and monotonic() > until):
                return folders, False
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.name)
            elif entry.is_file(follow_symlinks=False):
                try:
                    # by its path in /proc, as the entry would, it takes half as long again
                    seen = posix.stat(entry.name, dir_fd=folder, follow_symlinks=False)
                    if seen.st_mode & SET_ID and seen.st_uid in uids:
                        found.append((seen.st_uid, place, seen.st_dev, seen.st_ino))
                except FileNotFoundError:
                    pass
                except OSError:
                    whole = whole and _is_elsewhere(folder, entry.name)
    return folders, whole


def _is_elsewhere(folder: int, name: bytes) -> bool:
    """Whether it is another mount, which is looked at by itself."""
    held = posix.open(name, HOLD, dir_fd=folder)
    try:
        return mount_of(held) != mount_of(folder)
    finally:
        posix.close(held)


def left_open(folder: int, uids: "List[int]") -> "List[int]":
    """Those of whom somebody else, and not root, can start what is in that folder."""
    seen = posix.fstat(folder)
    # where there are access lists the group's bits are those of all that they name
    if seen.st_mode & 0o001 or (seen.st_mode & 0o010 and (seen.st_gid != 0 or _has_access_list(folder))):
        return uids
    return [uid for uid in uids if seen.st_uid not in (0, uid)]


def _has_access_list(held: int) -> bool:
    try:
        posix.getxattr(b"/proc/self/fd/%d" % held, b"system.posix_acl_access")
        return True
    except OSError as error:
        return error.errno not in (ENODATA, ENOTSUP)


def above_open(folder: int, uids: "List[int]") -> "List[int]":
    """Those of whom every folder that this one lies in leaves it open, as far up as this program sees; across mounts."""
    here, seen = posix.dup(folder), posix.fstat(folder)
    try:
        for _ in range(DEEPEST):
            above = posix.open(b"..", HOLD | posix.O_DIRECTORY, dir_fd=here)
            posix.close(here)
            here, below_it, seen = above, seen, posix.fstat(above)
            if not uids or (seen.st_dev, seen.st_ino) == (below_it.st_dev, below_it.st_ino):
                break
            uids = left_open(here, uids)
    finally:
        posix.close(here)
    return uids
