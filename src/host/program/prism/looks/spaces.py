"""The personal spaces on the volume, and what an account came to in them and in the folders of groups."""

from prism.core.limits import Refusal, or_else
from prism.core.stat import is_directory
from prism.core.text import mode
from prism.looks.host import Host
from prism.looks.tried import Try
from prism.volume.folder import Folder
from prism.volume.hands import Hands
from prism.volume.said import Acted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable, Tuple

    from prism.volume.tree import Traces

    Space = Tuple[bytes, int, int, int]
    """Name, uid, gid, st_mode."""

TOLD = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789._-")
SHOWN = 40
MOST = 4000


def look_spaces(host: Host, told: "Callable[[], tuple[list[Space], int]]") -> "list[Space]":
    """
    Records how many personal spaces there are, and the first 40, those of this instance's accounts before others. Answers with all whose
    names can be told: what else people call a directory there is counted.
    """
    spaces, others = or_else(told, ([], -1))
    if others < 0:
        return []
    host.records.add("spaces", found=len(spaces) + others)
    for name, uid, gid, bits in shown(host, spaces):
        host.records.add("space", name=name, uid=uid, gid=gid, mode=mode(bits))
    return spaces


def shown(host: Host, spaces: "list[Space]") -> "list[Space]":
    """The ones that are told and tried."""
    return ([one for one in spaces if one[0] in host.names] + [one for one in spaces if one[0] not in host.names])[:SHOWN]


def spaces_in(root: Folder, gid: int) -> "tuple[list[Space], int]":
    users = root.enter(b"users")
    if not users.is_open(gid):
        raise Refusal(b"users is closed")
    spaces: "list[Space]" = []
    others = 0
    for name in users.names(MOST)[0]:
        if name.startswith(b"."):
            continue
        try:
            seen = users.look(name)
        except Refusal:
            continue
        if is_directory(seen.st_mode):
            if TOLD.issuperset(name):
                spaces.append((name, seen.st_uid, seen.st_gid, seen.st_mode))
            else:
                others += 1
    return spaces, others


class Visit:
    """What an account tries in one folder of somebody's: reading it, and making a file in it."""

    __slots__ = ("kind", "name", "path", "change")

    def __init__(self, kind: bytes, above: bytes, name: bytes, made: bytes) -> None:
        self.kind = kind
        self.name = name
        self.path = above + b"/" + name
        self.change = Try(b"%s:%s:w" % (kind, name), self.path, made)

    def do(self, hands: Hands) -> None:
        """In the account's child."""
        hands.attempt(b"%s:%s:r" % (self.kind, self.name), lambda: hands.list(self.path))
        self.change.do(hands)

    def came_to(self, acted: Acted, traces: "Traces", uid: int) -> bytes:
        """Two letters: r, - (refused) or x (could not be told); w, - or x. A file counts as made where root finds it."""
        read = _letter(acted, b"%s:%s:r" % (self.kind, self.name), b"r")
        change = _letter(acted, self.change.what, b"w")
        if change == b"w" and not self.change.fits(traces.get(self.change.key), uid):
            change = b"x"
        return read + change


def _letter(acted: Acted, what: bytes, done: bytes) -> bytes:
    return {b"done": done, b"refused": b"-"}.get(acted.of(what)[0], b"x")
