"""
One thing that an account tries, and what root makes of it: where root finds what was made, and it is the account's, it was done, whatever
the account's child said; where root finds nothing, it was not.
"""

from prism.core.stat import is_directory, is_regular
from prism.core.text import mode
from prism.volume.hands import Hands
from prism.volume.said import Acted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from prism.volume.tree import Kept


class Try:
    """`path` is a folder of the volume, `name` what is made there."""

    __slots__ = ("what", "path", "name", "folder")

    def __init__(self, what: bytes, path: bytes, name: bytes, folder: bool = False) -> None:
        self.what = what
        self.path = path
        self.name = name
        self.folder = folder

    @property
    def key(self) -> "tuple[bytes, bytes]":
        return self.path, self.name

    def do(self, hands: Hands) -> None:
        """In the account's child."""
        make = hands.make_folder if self.folder else hands.make_file
        hands.attempt(self.what, lambda: make(self.path, self.name))

    def fits(self, kept: "Kept | None", uid: "int | None") -> bool:
        """Whether that is what somebody of this uid (None: of any) has made here."""
        if kept is None or (uid is not None and kept[1] != uid):
            return False
        return is_directory(kept[0]) if self.folder else is_regular(kept[0]) and kept[3] == 1

    def outcome(self, acted: Acted, kept: "Kept | None", uid: "int | None") -> "dict[str, object]":
        """The fields of its record but for group, owner and mode, which are those of what was made."""
        if self.fits(kept, uid):
            return {"outcome": b"done"}
        outcome, words = acted.of(self.what)
        if kept is not None:
            return {"outcome": b"error", "detail": b"what is there is of uid %d, %s" % (kept[1], mode(kept[0]))}
        if outcome == b"done":
            return {"outcome": b"error", "detail": b"said done, but nothing is there"}
        if outcome == b"refused":
            return {"outcome": outcome, "detail": words} if words else {"outcome": outcome}
        return {"outcome": b"timeout" if outcome == b"timeout" else b"error", "detail": words or b"no reason given"}
