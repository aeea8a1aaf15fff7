"""
Folders of the volume that are a person's or a group's: made by descriptor as the layout is, kept, and looked at. What has another owner is left
as it is: a number stays whose it was, also of somebody who left.
"""

from prism.core.limits import Refusal, TimedOut, ask
from prism.core.parameters import Parameters
from prism.core.steps import Did, Wrong, changed, unchanged
from prism.core.text import as_bytes, number, octal
from prism.core.text import mode as octal_mode
from prism.mounts.table import Mount
from prism.registry.here import Named
from prism.steps.layout import NOT_OURS, lay_out
from prism.steps.layout_seen import look_at_paths
from prism.steps.refusing import volume_refuses

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Tuple

    Given = Tuple[bytes, bytes, bytes]
    """Status, detail, and the code of a finding or nothing."""
    Bits = Tuple[bool, int, int, int, bytes, bytes]

MAKING = (0o700, 0o2700)
SECONDS = 30


class Place:
    """A folder of the volume, whose it is to be and how."""

    __slots__ = ("path", "uid", "gid", "mode")

    def __init__(self, path: bytes, uid: int, gid: int, mode: int) -> None:
        self.path = path
        self.uid = uid
        self.gid = gid
        self.mode = mode

    def foreign(self, uid: int, gid: int, mode: int) -> bool:
        """Whether it is somebody else's: not that, and not what another instance makes at this moment, which is root's, closed and empty."""
        mine = uid == self.uid and (uid != 0 or gid == self.gid)
        return not mine and (uid != 0 or mode not in MAKING)


def places_in(given: Parameters, people: "list[Named]") -> "list[Place]":
    """In the order in which they are made: `MOUNTS` are names of those whose space is the mount's own, `DIRECTORIES` are `directory:gid`."""
    found: "list[Place]" = []
    directories = given.list(b"DIRECTORIES")
    if directories:
        found.append(Place(b"groups", 0, given.gid, 0o2755))
    for one in directories:
        name, _, gid = one.partition(b":")
        found.append(Place(b"groups/" + name, 0, number(gid) or 0, 0o2770))
    others = given.list(b"MOUNTS")
    mode = octal(given.text(b"SPACE_MODE")) or 0o700
    return found + [Place(b"users/" + one.name, one.uid, one.uid, mode) for one in people if one.name not in others]


def give_places(mount: Mount, places: "list[Place]") -> "list[Given]":
    """Each by itself: one that cannot be costs none of the others."""
    try:
        told: "list[Given]" = ask(SECONDS + len(places), lambda: [_told(mount, one) for one in places])
        return told
    except TimedOut:
        why = (b"failed", mount.place + b" gave no answer in time", b"mount-hung")
    except OSError as error:
        why = (b"failed", as_bytes(error.strerror), b"step-failed")
    return [why for _ in places]


def _told(mount: Mount, place: Place) -> "Given":
    try:
        did = _give(mount, place)
        return as_bytes(did.status), did.detail, b""
    except Wrong as wrong:
        return b"failed", wrong.seen, as_bytes(wrong.code)
    except OSError as error:
        wrong = volume_refuses(error.errno, place.path + b": " + as_bytes(error.strerror))
        return b"failed", wrong.seen, as_bytes(wrong.code)
    except Refusal as refusal:
        return b"failed", refusal.words, b"layout-not-ours"


def _give(mount: Mount, place: Place) -> Did:
    """Raises Wrong, OSError, Refusal."""
    ((there, uid, gid, mode, _, refused),) = look_at_paths(mount.place, mount.device, [place.path])
    if refused:
        raise Wrong("layout-not-ours", refused)
    if there and place.foreign(uid, gid, mode):
        raise Wrong("space-foreign", b"%s is %d:%d %s" % (place.path, uid, gid, octal_mode(mode)))
    done, _, error, words = lay_out(mount.place, mount.device, [(place.path, place.uid, place.gid, place.mode)], {}, False)
    if error == NOT_OURS:
        raise Wrong("layout-not-ours", words)
    if error:
        raise volume_refuses(error, words)
    return changed(b"%d:%d %s" % (place.uid, place.gid, octal_mode(place.mode))) if done else unchanged("as it is to be")


def look_at_places(mount: Mount, paths: "list[bytes]") -> "list[Bits]":
    """What is there of them. Raises TimedOut, OSError, Refusal."""
    return ask(SECONDS + len(paths), lambda: look_at_paths(mount.place, mount.device, paths))
