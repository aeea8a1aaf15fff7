"""Whether a mount answers. A touch of it can hang for ever: a child asks, with a limit."""
import posix
from errno import ENOENT, ENOTDIR, ESTALE

from prism.core.limits import TimedOut, ask
from prism.core.stat import device_words
from prism.mounts.table import Mount

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Optional, Tuple

    Said = Tuple[int, str, Optional[bytes]]

SECONDS = 5


class Answer:
    """
    `answer`: yes, no, stale or timeout; `words`: of one that refuses. `reached` is False where the path leads to something else, because a
    directory above it was mounted over, or it is not mounted for us.
    """

    __slots__ = ("answer", "reached", "words")

    def __init__(self, answer: str, reached: bool, words: bytes = b"") -> None:
        self.answer = answer
        self.reached = reached
        self.words = words


def answers(mount: Mount) -> "tuple[str, bool]":
    """yes, no, stale or timeout; and whether its path leads to it."""
    found = ask_mount(mount)
    return found.answer, found.reached


def ask_mount(mount: Mount, seconds: float = SECONDS) -> Answer:
    """statfs goes to the server; a cached stat need not."""
    try:
        number, words, device = ask(seconds, lambda: _touch(mount.place))
    except (TimedOut, OSError):
        return Answer("timeout", True, b"no answer within %d s" % seconds)
    if number == 0:
        return Answer("yes", device == mount.device)
    # a server that refuses leaves its directory there
    return Answer("stale" if number == ESTALE else "no", number not in (ENOENT, ENOTDIR), words.encode("ascii", "replace"))


def _touch(place: bytes) -> "Said":
    try:
        posix.statvfs(place)
        return 0, "", device_words(posix.stat(place).st_dev)
    except OSError as error:
        return error.errno or 5, error.strerror or "", None
