"""Whether a mount answers. A touch of it can hang for ever: a child asks, with a limit."""

import posix
from errno import ENOENT, ENOTDIR, ESTALE

from prism.core.limits import TimedOut, ask
from prism.core.stat import device_words
from prism.mounts.table import Mount

SECONDS = 5


class Answer:
    """
    `said`: yes, no, stale or timeout; `words`: of one that refuses. `reached` is False where the path leads to something else, because a
    directory above it was mounted over, or it is not mounted for us.
    """

    __slots__ = ("said", "reached", "words")

    def __init__(self, said: bytes, reached: bool, words: bytes = b"") -> None:
        self.said = said
        self.reached = reached
        self.words = words


def answers(mount: Mount) -> "tuple[bytes, bool]":
    """yes, no, stale or timeout; and whether its path leads to it."""
    found = answer_of(mount)
    return found.said, found.reached


def answer_of(mount: Mount) -> Answer:
    try:
        device = ask(SECONDS, lambda: _touch(mount.place))
    except TimedOut:
        return Answer(b"timeout", True)
    except OSError as error:
        words = (error.strerror or "").encode("ascii", "replace")
        # a server that refuses leaves its directory there
        return Answer(b"stale" if error.errno == ESTALE else b"no", error.errno not in (ENOENT, ENOTDIR), words)
    return Answer(b"yes", device == mount.device)


def _touch(place: bytes) -> bytes:
    """Its device as the mount table writes it. statfs goes to the server; a cached stat need not."""
    posix.statvfs(place)
    return device_words(posix.stat(place).st_dev)
