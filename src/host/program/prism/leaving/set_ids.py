"""
Files of somebody who left that make whoever starts them that person: looked for wherever others can go, on each file system that applies set-id bits. By descriptor, bounded; what
was not reached is not whole. Where nobody but they and root can go, nobody can start anything; below /usr packages alone put files, but for /usr/local.
"""

import posix

from prism.core.clock import monotonic
from prism.core.limits import Refusal, TimedOut, ask
from prism.core.stat import is_regular
from prism.mounts.table import OWN, Mount, read_table
from prism.volume.folder import HOLD, Folder, mount_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Dict, List, Tuple

    Found = Tuple[List[Tuple[int, bytes]], bool]
    """Of each file whose it is, and below which folder; and whether that was all."""

KINDS = b"ext2 ext3 ext4 xfs btrfs f2fs zfs tmpfs ramfs nfs nfs4".split()
SKIPPED = b"bin boot dev lib lib32 lib64 proc sbin sys usr".split()
SET_ID = 0o6000
FOLDERS = 100000
NAMES = 100000
DEEPEST = 64
SECONDS = 5


def set_ids(uids: "List[int]") -> "Found":
    found: "List[Tuple[int, bytes]]" = []
    whole = True
    until = monotonic() + SECONDS
    for mount in applying(read_table(OWN)) if uids else []:
        try:
            here, all_of_it = ask(SECONDS + 2, lambda mount=mount: _on(mount, uids, until))  # type: ignore[misc]
        except (TimedOut, OSError, Refusal):
            here, all_of_it = [], False
        found += here
        whole = whole and all_of_it
    return found, whole


def applying(table: "List[Mount]") -> "List[Mount]":
    """Each file system once, where most of it is to be seen. Containers' own roots lie where nobody but root can go."""
    found: "Dict[bytes, Mount]" = {}
    for mount in table:
        if (mount.kind in KINDS or mount.place == b"/") and not mount.has(b"nosuid") and not mount.read_only:
            known = found.setdefault(mount.device, mount)
            if len(mount.root) < len(known.root):
                found[mount.device] = mount
    return list(found.values())


def _on(mount: Mount, uids: "List[int]", until: float) -> "Found":
    held = posix.open(mount.place, HOLD | posix.O_DIRECTORY)
    top = Folder(held, posix.fstat(held).st_dev, mount_of(held), b".")
    if mount.place != b"/":
        return below(top, mount.place, uids, until)
    found: "List[Tuple[int, bytes]]" = []
    whole = True
    for path in [*sorted({*top.names(NAMES)[0]} - {*SKIPPED}), b"usr/local"]:
        try:
            here, all_of_it = below(top.walk(path), b"/" + path, uids, until)
        except Refusal:
            # a file, or another mount, which is looked at by itself
            continue
        found += here
        whole = whole and all_of_it
    return found, whole


def below(top: Folder, place: bytes, uids: "List[int]", until: float) -> "Found":
    """What is in it is in everybody's reach: no name of it is told, but the place."""
    found: "List[Tuple[int, bytes]]" = []
    whole, looked = True, 0
    way = [(top, [b"."])]
    while way:
        folder, names = way[-1]
        if not names:
            way.pop()[0].close()
            continue
        looked += 1
        if looked > FOLDERS or monotonic() > until:
            return found, False
        try:
            inner = folder.enter(names.pop())
            seen = inner.stat()
            # a group with its owner's number has nobody else in it
            if seen.st_mode & 0o001 or (seen.st_mode & 0o010 and seen.st_gid not in (0, seen.st_uid)):
                kinds, all_names = inner.kinds(NAMES)
                whole = whole and all_names and len(way) < DEEPEST
                # where root alone makes files, none is looked at by itself
                for name in [name for name, kind in kinds if not kind] if seen.st_uid or seen.st_mode & 0o022 else []:
                    try:
                        one = inner.look(name)
                        if one.st_uid in uids and one.st_mode & SET_ID and is_regular(one.st_mode):
                            found.append((one.st_uid, place))
                    except Refusal:
                        pass
                way.append((inner, [name for name, kind in kinds if kind == b"directory"] if len(way) < DEEPEST else []))
            else:
                inner.close()
        except Refusal:
            # gone meanwhile, or another mount
            pass
        except OSError:
            whole = False
    return found, whole
