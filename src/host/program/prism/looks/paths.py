"""The permission table, and what else the volume's root holds."""

from prism.core.limits import Refusal, TimedOut
from prism.core.parameters import Rule
from prism.core.stat import kind_of
from prism.core.text import mode
from prism.looks.host import Host
from prism.people.names import Names
from prism.volume.folder import Folder, NotThere
from prism.volume.tree import on_volume

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Tuple

    Seen = Tuple[int, int, int, int]

MOUNTED_OVER = (0, -1, -1, 0)
SHOWN = 5
MOST = 10000


def look_paths(host: Host) -> None:
    rules = host.given.rules
    if not host.live or host.top is None or not rules:
        return
    try:
        seen = on_volume(host.top, 15, lambda root: [_path(root, rule.path) for rule in rules])
    except (TimedOut, OSError, Refusal):
        return
    _record(host, rules, seen)


def _path(root: Folder, path: bytes) -> "Seen | None":
    """st_mode, uid, gid and inode number of what is there, not followed; None where nothing is, or the way leads over something else than a directory."""
    if path == b".":
        found = root.stat()
        return found.st_mode, found.st_uid, found.st_gid, found.st_ino
    parent, _, name = path.rpartition(b"/")
    try:
        folder = root.walk(parent)
    except Refusal:
        return None
    try:
        found = folder.look(name)
    except NotThere:
        return None
    except Refusal:
        # asking what is mounted there could hang
        return MOUNTED_OVER
    return found.st_mode, found.st_uid, found.st_gid, found.st_ino


def _record(host: Host, rules: "list[Rule]", seen: "list[Seen | None]") -> None:
    names = Names()
    names.learn([one[1] for one in seen if one and one[1] >= 0], [one[2] for one in seen if one and one[2] >= 0])
    for rule, one in zip(rules, seen):
        if one is None:
            host.records.add("path", path=rule.path, exists=False)
        elif one == MOUNTED_OVER:
            host.records.add(
                "path", path=rule.path, exists=True, type=b"mounted-over", owner=b"?", uid=0, group=b"?", gid=0, mode=b"0000", inode=0
            )
        else:
            host.records.add(
                "path",
                path=rule.path,
                exists=True,
                type=kind_of(one[0]),
                owner=names.users[one[1]] or b"UNKNOWN",
                uid=one[1],
                group=names.groups[one[2]] or b"UNKNOWN",
                gid=one[2],
                mode=mode(one[0]),
                # a plan that is agreed to means this very directory
                inode=one[3],
            )


def look_root(host: Host) -> None:
    """How many entries the root has, and up to five that are not of the layout."""
    if not host.live or host.top is None:
        return
    try:
        names, _ = on_volume(host.top, 10, lambda root: root.names(MOST))
    except (TimedOut, OSError, Refusal):
        return
    host.records.add("root", entries=len(names))
    layout = (b"shared", b"users", b"groups") if host.given.groups else (b"shared", b"users")
    for name in [name for name in names if name not in layout][:SHOWN]:
        host.records.add("root-entry", name=name[:80])
