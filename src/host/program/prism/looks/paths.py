"""The permission table, and what else the volume's root holds."""

from prism.core.limits import Refusal, ask_each, or_else
from prism.core.parameters import Rule
from prism.core.stat import kind_of
from prism.core.text import mode
from prism.looks.host import Host
from prism.volume.folder import Folder, NotThere
from prism.volume.tree import at_root

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Tuple

    Seen = Tuple[int, int, int, int]

MOUNTED_OVER = (0, -1, -1, 0)
SHOWN = 5
MOST = 10000


def look_paths(host: Host, entries: bool = False) -> None:
    """The paths of the permission table and, if asked for, what the root holds: one child looks at both."""
    rules = host.given.rules
    if not host.live or host.top is None:
        return
    found: "list[Seen | None]" = []

    def look(root: Folder) -> "list[Seen | None]":
        found.extend(_path(root, rule.path) for rule in rules)
        return found

    paths, root, numbers = ask_each(
        [
            (15, at_root(host.top, look)),
            (10, at_root(host.top, lambda root: root.names(MOST)[0] if entries else None)),
            host.numbers.asking(lambda: _numbers(found)),
        ]
    )
    host.numbers.hear(numbers)
    _record(host, rules, or_else(paths, []))
    names = or_else(root, None)
    if names is not None:
        _record_root(host, names)


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


def _numbers(seen: "list[Seen | None]") -> "tuple[list[int], list[int]]":
    return [one[1] for one in seen if one and one[1] >= 0], [one[2] for one in seen if one and one[2] >= 0]


def _record(host: Host, rules: "list[Rule]", seen: "list[Seen | None]") -> None:
    names = host.numbers
    names.learn(*_numbers(seen))
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


def _record_root(host: Host, names: "list[bytes]") -> None:
    """How many entries the root has, and up to five that are not of the layout."""
    host.records.add("root", entries=len(names))
    layout = (b"shared", b"users", b"groups") if host.given.groups else (b"shared", b"users")
    for name in [name for name in names if name not in layout][:SHOWN]:
        host.records.add("root-entry", name=name[:80])
