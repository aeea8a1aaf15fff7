"""Root's looks at a volume: each in a child with a limit, because a server may hang, and from the mount's own descriptor."""

import posix

from prism.core.clock import now
from prism.core.limits import Refusal, ask
from prism.core.stat import is_directory
from prism.mounts.table import Mount
from prism.volume.folder import Folder
from prism.volume.opened import open_volume

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable, Dict, List, Optional, Tuple, TypeVar

    T = TypeVar("T")
    Kept = Tuple[int, int, int, int]
    """st_mode, uid, gid, number of links."""
    Made = List[Tuple[bytes, bytes]]
    """Folder and name."""
    Traces = Dict[Tuple[bytes, bytes], Optional[Kept]]

OLD = 3600
"""Seconds: what a try left behind longer ago is of one that was cut off; what is younger may be another instance's."""


def on_volume(mount: Mount, seconds: float, look: "Callable[[Folder], T]") -> "T":
    """What a look at the volume's root finds. Raises TimedOut, OSError, Refusal."""
    return ask(seconds, at_root(mount, look))


def at_root(mount: Mount, look: "Callable[[Folder], T]") -> "Callable[[], T]":
    """A look at the volume's root, to be asked."""
    return lambda: look(open_volume(mount.place, mount.device))


def take(root: Folder, made: "Made", found: "Traces") -> "tuple[Traces, Made]":
    """
    What there is of these, and away with it, where it is a file or an empty directory. None: nothing, or root may not
    look there. The second answer is what may be there still.
    """
    left: "Made" = []
    # what was entered once is held: a folder that is renamed meanwhile is the one that was seen
    entered = {b".": root}
    for path, name in made:
        found[path, name] = None
        try:
            folder = entered[path] if path in entered else entered.setdefault(path, root.walk(path))
            seen = folder.look(name)
            found[path, name] = (seen.st_mode, seen.st_uid, seen.st_gid, seen.st_nlink)
            remove_seen(folder, name, seen)
        except Refusal:
            pass
        except OSError:
            left.append((path, name))
    return found, left


def remove_seen(folder: Folder, name: bytes, seen: posix.stat_result) -> None:
    """Removes what was seen, if it still is that: a file, or an empty directory. Raises OSError."""
    if folder.look(name).st_ino != seen.st_ino:
        return
    if is_directory(seen.st_mode):
        folder.remove_folder(name)
    else:
        folder.remove_file(name)


def remove_old(folder: Folder, prefix: bytes) -> None:
    """What begins so and is older than an hour, in this folder alone: files, and directories that are empty."""
    before = now() - OLD
    for name in folder.names(10000)[0]:
        if name.startswith(prefix):
            try:
                seen = folder.look(name)
                if seen.st_mtime < before:
                    remove_seen(folder, name, seen)
            except (OSError, Refusal):
                # somebody else's to remove, or not empty
                pass
