"""
Files of several names: one is given to somebody only where one walk saw all of its names, as another one may be another person's, and lie anywhere.
So that is known when the walk is over, and each is then looked for again by one of its names.
"""

import posix

from prism.core.limits import Refusal
from prism.migrating.changing import Changer
from prism.migrating.rule import Rule
from prism.migrating.tally import Tally
from prism.migrating.walk import Found
from prism.volume.folder import Folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Dict, List, Optional, Tuple

NAMES = 20000


class Links:
    """`changer`: None where it is only counted."""

    def __init__(self, rule: Rule, tally: Tally, changer: "Optional[Changer]") -> None:
        self.rule = rule
        self.tally = tally
        self.changer = changer
        self.files: "Dict[Tuple[int, int], List[Found]]" = {}
        self.taken = 0

    def take(self, found: Found) -> None:
        """Its descriptor is the walk's, and is closed by the time it is decided."""
        self.taken += 1
        if self.taken > NAMES:
            self.tally.add(found, b"linked")
            return
        key = (found.seen.st_dev, found.seen.st_ino)
        self.files.setdefault(key, []).append(Found(-1, found.seen, found.path, found.told))

    def settle(self, top: Folder, whole: bool) -> None:
        """`whole`: this walk saw everything below the folder."""
        for names in self.files.values():
            why = self._why(top, names) if whole and len(names) == names[0].seen.st_nlink else b"linked"
            for found in names:
                self.tally.add(found, why)

    def _why(self, top: Folder, names: "List[Found]") -> bytes:
        whys = [self.rule.alone(found.seen, found.path) for found in names]
        if b"move" not in whys:
            return whys[0]
        if self.changer is None:
            return b"move"
        # of an undo the name that its list has
        found = names[whys.index(b"move")]
        try:
            held = _again(top, found.path)
        except (Refusal, OSError):
            return b"changed"
        try:
            seen = posix.fstat(held)
            if (seen.st_dev, seen.st_ino) != (found.seen.st_dev, found.seen.st_ino):
                return b"changed"
            return self.changer.change(Found(held, found.seen, found.path, found.told))
        finally:
            posix.close(held)


def _again(top: Folder, path: bytes) -> int:
    """Raises Refusal, OSError."""
    names = path.split(b"/")
    here = top
    try:
        for name in names[:-1]:
            inner = here.enter(name)
            if here is not top:
                here.close()
            here = inner
        return here.hold(names[-1])
    finally:
        if here is not top:
            here.close()
