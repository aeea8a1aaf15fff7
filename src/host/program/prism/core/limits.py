"""
What may hang is asked in a child of this program, with a limit: a touch of a mount, the name service, a home on another server.
A process in D state cannot be killed; the limit then ends the wait, not the process. After two of those none is started.
"""

import _signal
import marshal
import posix
from binascii import hexlify, unhexlify
from select import select

from prism.core.clock import monotonic
from prism.core.files import write_all
from prism.core.leave import leave

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, TypeVar

    T = TypeVar("T")

MOST = 1 << 23
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
    return ask_each([(seconds, question)])[0]()


def ask_each(questions: "list[tuple[float, Callable[[], Any]]]") -> "list[Callable[[], Any]]":
    """One child answers all of them in turn, each in its seconds: calls that answer or raise as ask() does. One that hangs costs those after it."""
    text, ended = b"", False
    if stuck < 2:
        child, descriptor = begin([question for _, question in questions])
        text, ended = _read(descriptor, [seconds for seconds, _ in questions])
        posix.close(descriptor)
        if ended:
            posix.waitpid(child, 0)
        else:
            end_child(child)
    said: "list[bytes | None]" = [*text.split(b"\n")[:-1]]
    said += [b"" if ended else None] * (len(questions) - len(said))
    return [lambda one=one: answered(one) for one in said]


def or_else(answer: "Callable[[], T]", otherwise: "T") -> "T":
    """An answer, or what stands for one that there is none of."""
    try:
        return answer()
    except (TimedOut, OSError, Refusal):
        return otherwise


def begin(questions: "list[Callable[[], object]]") -> "tuple[int, int]":
    """The child that is asked, and the descriptor that its answers come by: whoever asks reads it to its end, and takes the child's end."""
    parent_end, child_end = posix.pipe()
    child = posix.fork()
    if child == 0:
        _answer(child_end, questions)
    posix.close(child_end)
    return child, parent_end


def answered(said: "bytes | None") -> "Any":
    """What a line of a child's says: an answer, or what it raised; None: the time was up."""
    if said is None:
        raise TimedOut
    try:
        kind, value = marshal.loads(unhexlify(said.rstrip()))
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


def _answer(to: int, questions: "list[Callable[[], Any]]") -> None:
    """In the child: never returns. A line for each answer, as soon as there is one."""
    try:
        posix.setpgid(0, 0)
        for descriptor in held:
            posix.close(descriptor)
        for question in questions:
            try:
                said = marshal.dumps(("ok", question()))
            except OSError as error:
                said = marshal.dumps(("os", (error.errno or 5, error.strerror or "")))
            except Refusal as refusal:
                said = marshal.dumps(("refused", refusal.words))
            write_all(to, hexlify(said) + b"\n")
    finally:
        leave(0)


def _read(descriptor: int, seconds: "list[float]") -> "tuple[bytes, bool]":
    """The lines that come, each in its seconds, and whether the descriptor ended before the time did."""
    said = b""
    lines = 0
    until = monotonic() + seconds[0]
    while True:
        if len(said) > MOST or not select([descriptor], [], [], max(0.0, until - monotonic()))[0]:
            return said, False
        part = posix.read(descriptor, 65536)
        if not part:
            return said, True
        said += part
        more = part.count(b"\n")
        if more and lines + more < len(seconds):
            lines += more
            until = monotonic() + seconds[lines]


def end_child(child: int) -> None:
    """Kills a child's process group and takes its end; one that cannot be killed is counted."""
    global stuck
    for victim in (-child, child):
        try:
            posix.kill(victim, _signal.SIGKILL)
        except ProcessLookupError:
            pass
    until = monotonic() + 2.0
    while monotonic() < until:
        try:
            if posix.waitpid(child, posix.WNOHANG)[0]:
                return
        except ChildProcessError:
            return
        select([], [], [], 0.005)
    stuck += 1
