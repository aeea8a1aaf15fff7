"""What was found, by numbers: exact counts, some names of what stays, and which numbers lie in which folder."""

from prism.core.records import Records
from prism.core.stat import is_regular
from prism.migrating.walk import Found, Walk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Dict, List, Tuple

    Told = Tuple[
        Dict[bytes, Tuple[int, int]],
        List[Tuple[bytes, int, int, int]],
        int,
        List[Tuple[bytes, bytes, int]],
        Tuple[int, bytes, bool],
    ]
    """What a child answers: counts, folders with how many are left out, names, and how far the walk came."""

FOLDERS = 40
KEYS = 5000
NAMED = 10


class Tally:
    """`open_`: the names of what lies right below the walk's top may be told."""

    def __init__(self, open_: bool) -> None:
        self.open = open_
        self.counts: "Dict[bytes, Tuple[int, int]]" = {}
        self.folders: "Dict[Tuple[bytes, int, int], int]" = {}
        self.more = 0
        self.named: "List[Tuple[bytes, bytes, int]]" = []

    def add(self, found: Found, why: bytes) -> None:
        seen = found.seen
        entries, size = self.counts.get(why, (0, 0))
        self.counts[why] = (entries + 1, size + (seen.st_size if is_regular(seen.st_mode) else 0))
        key = (found.top if self.open else b"", seen.st_uid, seen.st_gid)
        if key in self.folders or len(self.folders) < KEYS:
            self.folders[key] = self.folders.get(key, 0) + 1
        else:
            self.more += 1
        if why not in (b"move", b"moved", b"already"):
            self.name(found.path if found.told else b"", why, seen.st_uid)

    def name(self, path: bytes, why: bytes, uid: int) -> None:
        """Of what is in a private folder the number alone."""
        if sum(1 for _, other, _ in self.named if other == why) < NAMED:
            self.named.append((path[:300], why, uid))

    def told(self, walk: Walk) -> "Told":
        for path, why in walk.unseen:
            entries, size = self.counts.get(why, (0, 0))
            self.counts[why] = (entries + 1, size)
            self.name(path, why, 0)
        most = sorted(((count, key) for key, count in self.folders.items()), reverse=True)
        folders = [(top, uid, gid, count) for count, (top, uid, gid) in most[:FOLDERS]]
        more = self.more + sum(count for count, _ in most[FOLDERS:])
        return self.counts, folders, more, self.named, (walk.looked, walk.at, walk.finished)


def tell(records: Records, told: "Told") -> None:
    counts, folders, more, named, (looked, at, finished) = told
    for why, (entries, size) in sorted(counts.items()):
        records.add("migrate-count", why=why, entries=entries, bytes=size)
    for top, uid, gid, entries in folders:
        records.add("migrate-folder", top=top, uid=uid, gid=gid, entries=entries)
    for path, why, uid in named:
        records.add("migrate-left", path=path, why=why, uid=uid)
    records.add_long("migrate-walk", looked=looked, at=at.hex(), more=more, finished=finished)
