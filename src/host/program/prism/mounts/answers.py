"""Does a mount answer? Asked of the server, in a child: it may hang."""
import posix
from errno import ENOENT, ENOTDIR, ESTALE

from prism.core.limits import TimedOut, ask
from prism.core.stat import device_words
from prism.mounts.table import Mount

SECONDS = 5


class Answer:
    """
    `said`: yes, no, stale or timeout. `reached`: False where its path leads to something else, because a directory above it was mounted
    over, or it is not mounted for us. `words`: what a mount that does not answer said.
    """

    __slots__ = ("said", "reached", "words")

    def __init__(self, said: bytes, reached: bool, words: bytes = b"") -> None:
        self.said = said
        self.reached = reached
        self.words = words


def answer_of(mount: Mount) -> Answer:
    try:
        device = ask(SECONDS, lambda: _touch(mount.place))
    except TimedOut:
        return Answer(b"timeout", True)
    except OSError as error:
        if error.errno == ESTALE:
            return Answer(b"stale", True)
        # a server that refuses leaves its directory there
        return Answer(b"no", error.errno not in (ENOENT, ENOTDIR), (error.strerror or "").encode())
    return Answer(b"yes", device == mount.device)


def _touch(place: bytes) -> bytes:
    """Its device as the mount table writes it. statfs goes to the server; a cached stat need not."""
    held = posix.open(place, posix.O_PATH | posix.O_DIRECTORY | posix.O_NOFOLLOW | posix.O_CLOEXEC)
    posix.fstatvfs(held)
    return device_words(posix.fstat(held).st_dev)
