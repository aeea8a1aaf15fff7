"""What somebody who left has there: counted by number, kept where it is. By descriptor from a root that is held, bounded, nothing is followed."""

import posix

from prism.core.clock import monotonic
from prism.core.limits import Refusal, TimedOut, ask
from prism.core.stat import is_directory, is_regular
from prism.mounts.table import OWN, read_table
from prism.volume.folder import HOLD, Folder, NotThere, mount_of
from prism.volume.tree import at_root

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable, Tuple

    Counted = Tuple[int, int, bool]
    """Entries, bytes, and whether that was all."""

MOST = 20000
DEEPEST = 32
SECONDS = 5


def data_of(name: bytes, uid: int, homes: "list[bytes]") -> "list[tuple[bytes, Counted]]":
    """In the homes and in `users/NAME` of each volume; what cannot be looked at is not whole."""
    places: "list[tuple[bytes, Callable[[], Counted]]]" = [(home, lambda home=home: _in_home(home, uid)) for home in homes]  # type: ignore[misc]
    for mount in read_table(OWN):
        if b":/" in mount.source:
            place = b"%s/users/%s" % (mount.place, name)
            if place in homes:
                continue
            places.append((place, at_root(mount, lambda root: count(root.walk(b"users").enter(name), uid))))
    found: "list[tuple[bytes, Counted]]" = []
    for place, look in places:
        try:
            found.append((place, ask(SECONDS + 5, look)))
        except NotThere:
            pass
        except Refusal as refusal:
            if not refusal.words.endswith(b"is not there"):
                found.append((place, (0, 0, False)))
        except FileNotFoundError:
            pass
        except (TimedOut, OSError):
            found.append((place, (0, 0, False)))
    return found


def _in_home(home: bytes, uid: int) -> "Counted":
    held = posix.open(home, HOLD | posix.O_DIRECTORY)
    return count(Folder(held, posix.fstat(held).st_dev, mount_of(held), b"."), uid)


def count(root: Folder, uid: int) -> "Counted":
    """Everything of that number below a folder, on its own mount."""
    until = monotonic() + SECONDS
    entries = size = looked = 0
    whole = True
    way = [(root, 0)]
    while way:
        folder, depth = way.pop()
        names, all_names = folder.names(MOST - looked)
        whole = whole and all_names
        for name in names:
            looked += 1
            if looked >= MOST or monotonic() > until:
                return entries, size, False
            try:
                seen = folder.look(name)
                if seen.st_uid == uid:
                    entries += 1
                    size += seen.st_size if is_regular(seen.st_mode) else 0
                if is_directory(seen.st_mode):
                    if depth < DEEPEST:
                        way.append((folder.enter(name), depth + 1))
                    else:
                        whole = False
            except NotThere:
                pass
            except (Refusal, OSError):
                whole = False
        folder.close()
    return entries, size, whole
