"""
Everything below a folder of the volume, each entry held by a descriptor on the same mount, in one order, so that a walk which stops at its
bounds is gone on with: directories before what is in them, names by their bytes.
"""

import posix

from prism.core.clock import monotonic
from prism.core.limits import Refusal
from prism.core.stat import is_directory
from prism.volume.folder import Folder, NotThere

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Iterator, List, Tuple

    Level = Tuple[Folder, List[bytes], bool, List[bytes]]

DEEPEST = 128
NAMES = 200000


class Found:
    """`held` is an O_PATH descriptor, the walk's own; `path` is from the walk's top; `told`: whether its name may be told."""

    __slots__ = ("held", "seen", "path", "told")

    def __init__(self, held: int, seen: posix.stat_result, path: bytes, told: bool) -> None:
        self.held = held
        self.seen = seen
        self.path = path
        self.told = told

    @property
    def top(self) -> bytes:
        """The folder right below the walk's top that it is in, or is; `.` for what is in none."""
        first, below, _ = self.path.partition(b"/")
        return first if below or is_directory(self.seen.st_mode) else b"."


class Walk:
    """
    `most` entries until `until`. `open`: the names right below the top may be told. `at` is the last one that was looked at, `after` where an earlier walk stopped. `finished`: it came to the
    end; `unseen`: what it could not look at or into, and why.
    """

    def __init__(self, top: Folder, gid: int, most: int, until: float, after: bytes) -> None:
        self.top = Folder(top.held, top.device, top.mount, b".")
        self.gid = gid
        self.open = self.top.is_open(gid)
        self.most = most
        self.until = until
        self.after = [name for name in after.split(b"/") if name]
        self.looked = 0
        self.at = after
        self.finished = False
        self.unseen: "List[Tuple[bytes, bytes]]" = []

    def entries(self) -> "Iterator[Found]":
        way = [self._level(self.top, True, self.after)]
        while way:
            folder, names, told, after = way[-1]
            if not names:
                folder.close()
                way.pop()
                continue
            if self.looked >= self.most or monotonic() > self.until:
                for folder, _, _, _ in way:
                    folder.close()
                return
            name = names.pop()
            path = folder.below(name)
            try:
                held = folder.hold(name)
            except NotThere:
                continue
            except (Refusal, OSError) as error:
                self._unseen(path, told, b"mounted" if isinstance(error, Refusal) else b"unreadable")
                continue
            seen = posix.fstat(held)
            resumed = bool(after) and name == after[0]
            if not resumed:
                self.looked += 1
                yield Found(held, seen, path, told)
                self.at = path
            if not is_directory(seen.st_mode):
                posix.close(held)
                continue
            inner = Folder(held, folder.device, folder.mount, path)
            try:
                if len(way) >= DEEPEST:
                    raise OSError(36, "too deep")
                way.append(self._level(inner, told, after[1:] if resumed else []))
            except OSError as error:
                self._unseen(path, told, b"deep" if error.errno == 36 else b"unreadable")
                inner.close()
        self.finished = True

    def _level(self, folder: Folder, told: bool, after: "List[bytes]") -> "Level":
        names, whole = folder.names(NAMES)
        if not whole:
            self._unseen(folder.path, told, b"many")
        names.sort(reverse=True)
        return folder, [name for name in names if not after or name >= after[0]], told and folder.is_open(self.gid), after

    def _unseen(self, path: bytes, told: bool, why: bytes) -> None:
        self.unseen.append((path if told else b"", why))
