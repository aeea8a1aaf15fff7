"""
Programs of the distribution: started by argument list, never through a shell, in a session of their own, with a clean environment, and
with a limit. What they print goes into a pipe that is read to the end, of which the last 64 KiB are kept.
"""

import _signal
import posix
from fcntl import F_GETFL, F_SETFL, fcntl

from prism.core.child import Reader, end, wait
from prism.core.clock import monotonic
from prism.core.leave import leave

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable

    from prism.core.child import Sink

PATH = (b"/usr/sbin", b"/usr/bin", b"/sbin", b"/bin")
ENVIRONMENT = {
    b"PATH": b"/usr/sbin:/usr/bin:/sbin:/bin",
    b"HOME": b"/root",
    b"LC_ALL": b"C",
    b"DEBIAN_FRONTEND": b"noninteractive",
    b"NEEDRESTART_MODE": b"l",
    b"APT_LISTCHANGES_FRONTEND": b"none",
}
LATE = 124


class Ran:
    """How a program ended: its exit status (124: the limit passed, 126 or 127: it could not be started) and what it printed."""

    __slots__ = ("status", "said")

    def __init__(self, status: int, said: bytes) -> None:
        self.status = status
        self.said = said.rstrip(b"\n")

    @property
    def ok(self) -> bool:
        return self.status == 0

    @property
    def late(self) -> bool:
        return self.status == LATE


def find_program(name: bytes) -> "bytes | None":
    """Where a program of the distribution is; /usr/local is somebody else's."""
    for folder in PATH:
        path = folder + b"/" + name
        if posix.access(path, posix.X_OK):
            return path
    return None


def have(name: bytes) -> bool:
    return find_program(name) is not None


def run(
    seconds: float,
    words: "list[bytes]",
    log: "Sink | None" = None,
    first: "int | None" = None,
    patience: float = 2.0,
    environment: "dict[bytes, bytes] | None" = None,
    errors: bool = True,
) -> Ran:
    """
    Runs a program to its end. Past the limit its process group is ended: by the signal `first`, where one is given, with time to tidy up
    (`patience` seconds, for what it started too), then by SIGTERM (2 s) and SIGKILL. A child of it that keeps the pipe open keeps nobody. What it prints
    also goes into the log, where one is given; with errors=False what it says on its standard error is dropped.
    """
    return begin(words, log, first, patience, environment, errors)(seconds)


def begin(
    words: "list[bytes]",
    log: "Sink | None" = None,
    first: "int | None" = None,
    patience: float = 2.0,
    environment: "dict[bytes, bytes] | None" = None,
    errors: bool = True,
) -> "Callable[[float], Ran]":
    """Starts a program; the answer is to be called once, with the limit from then on, and runs it to its end."""
    path = words[0] if words[0].startswith(b"/") else find_program(words[0])
    if path is None:
        return lambda _: Ran(127, words[0] + b": not found")
    mine, its = posix.pipe()
    child = posix.fork()
    if child == 0:
        _become(path, words, its, errors, ENVIRONMENT if environment is None else environment)
    posix.close(its)
    fcntl(mine, F_SETFL, fcntl(mine, F_GETFL) | posix.O_NONBLOCK)
    reader = Reader(mine, log)

    def ended(seconds: float) -> Ran:
        status = wait(child, reader, monotonic() + seconds)
        if status is None:
            gentle = [] if first is None else [(first, patience)]
            end(child, reader, [*gentle, (_signal.SIGTERM, 2.0), (_signal.SIGKILL, 1.0)])
            status = LATE
        reader.drain()
        posix.close(mine)
        return Ran(status, reader.said)

    return ended


def _become(path: bytes, words: "list[bytes]", to: int, errors: bool, environment: "dict[bytes, bytes]") -> None:
    """In the child: never returns. Every descriptor of ours is close-on-exec; the lock and the transcript stay here."""
    try:
        posix.setsid()
        for signal in (_signal.SIGPIPE, _signal.SIGINT, _signal.SIGTERM):
            _signal.signal(signal, _signal.SIG_DFL)
        nothing = posix.open(b"/dev/null", posix.O_RDWR)
        posix.dup2(nothing, 0)
        posix.dup2(to, 1)
        posix.dup2(to if errors else nothing, 2)
        posix.umask(0o022)
        posix.chdir(b"/")
        posix.execve(path, words, environment)
    except OSError as error:
        posix.write(2, b"%s: %s\n" % (words[0], (error.strerror or "").encode()))
    finally:
        leave(126)
