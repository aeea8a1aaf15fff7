"""
What may hang is asked in a child of this program, with a limit: a touch of a mount, the name service, a home on another server.
A process in D state cannot be killed; the limit then ends the wait, not the process. After two of those none is started.
"""

import _signal
import marshal
import posix
from select import select

from prism.core.clock import monotonic
from prism.core.files import write_all
from prism.core.leave import leave

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, TypeVar

    T = TypeVar("T")

MOST = 1 << 22
stuck: int = 0
held: "list[int]" = []
"""Descriptors that no child may keep: the lock, which lives in an orphan too, and the transcript's way out."""


class TimedOut(Exception):
    """The limit passed, and what was not answered is not known."""


def ask(seconds: float, question: "Callable[[], T]") -> "T":
    """
    What the question answers, in a child that ends with it: something that marshal knows (numbers, bytes, tuples, lists, dicts, None).
    Raises TimedOut, or the OSError or Refusal that the question raised.
    """
    if stuck >= 2:
        raise TimedOut
    child, descriptor = begin(question)
    said = _read(descriptor, monotonic() + seconds)
    posix.close(descriptor)
    if said is None:
        end_child(child)
        raise TimedOut
    posix.waitpid(child, 0)
    return answered(said)


def begin(question: "Callable[[], object]") -> "tuple[int, int]":
    """The child that is asked, and the descriptor that its answer comes by: whoever asks reads it to its end, and takes the child's end."""
    parent_end, child_end = posix.pipe()
    child = posix.fork()
    if child == 0:
        _answer(child_end, question)
    posix.close(child_end)
    return child, parent_end


def answered(said: bytes) -> "Any":
    """What a child said in full: its answer, or what it raised."""
    try:
        kind, value = marshal.loads(said)
    except (EOFError, ValueError, TypeError):
        raise OSError(5, "the child ended without an answer")
    if kind == "os":
        raise OSError(*value)
    if kind == "refused":
        raise Refusal(value)
    return value


class Refusal(Exception):
    """What a question found that must not be: in words, bytes."""

    def __init__(self, words: bytes) -> None:
        Exception.__init__(self, words)
        self.words = words


def _answer(to: int, question: "Callable[[], Any]") -> None:
    """In the child: never returns."""
    try:
        posix.setpgid(0, 0)
        for descriptor in held:
            posix.close(descriptor)
        try:
            said = marshal.dumps(("ok", question()))
        except OSError as error:
            said = marshal.dumps(("os", (error.errno or 5, error.strerror or "")))
        except Refusal as refusal:
            said = marshal.dumps(("refused", refusal.words))
        write_all(to, said)
    finally:
        leave(0)


def _read(descriptor: int, until: float) -> "bytes | None":
    """All that comes before the descriptor ends; None where the time ends first."""
    parts: "list[bytes]" = []
    size = 0
    while True:
        left = until - monotonic()
        if left <= 0 or size > MOST:
            return None
        if not select([descriptor], [], [], left)[0]:
            return None
        part = posix.read(descriptor, 65536)
        if not part:
            return b"".join(parts)
        parts.append(part)
        size += len(part)


def end_child(child: int) -> None:
    """Kills a child's process group and takes its end; one that cannot be killed is counted."""
    global stuck
    for victim in (-child, child):
        try:
            posix.kill(victim, _signal.SIGKILL)
        except ProcessLookupError:
            pass
    until = monotonic() + 0.5
    while monotonic() < until:
        try:
            if posix.waitpid(child, posix.WNOHANG)[0]:
                return
        except ChildProcessError:
            return
        select([], [], [], 0.005)
    stuck += 1
