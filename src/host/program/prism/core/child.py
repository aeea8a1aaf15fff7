"""A program that was started: what it prints is read while it is waited for, so that neither can keep the other."""

import posix
from select import select

from prism.core.clock import monotonic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    class Sink(Protocol):
        """Takes what a program prints, as it comes: a job's log, or who looks for something in it."""

        def write(self, said: bytes) -> None: ...


KEPT = 65536


class Reader:
    def __init__(self, descriptor: int, log: "Sink | None") -> None:
        self.descriptor = descriptor
        self.log = log
        self.said = b""
        self.ended = False

    def read(self) -> bool:
        """Whether there was something to read."""
        try:
            part = posix.read(self.descriptor, 65536)
        except BlockingIOError:
            return False
        if not part:
            self.ended = True
            return False
        self.said = (self.said + part)[-KEPT:]
        if self.log is not None:
            self.log.write(part)
        return True

    def drain(self) -> None:
        for _ in range(64):
            if self.ended or not self.read():
                return


def wait(child: int, reader: Reader, until: float) -> "int | None":
    """The child's status as a shell counts it; None where the time ends first."""
    pause = 0.001
    while True:
        pid, status = posix.waitpid(child, posix.WNOHANG)
        if pid:
            return posix.WEXITSTATUS(status) if posix.WIFEXITED(status) else 128 + posix.WTERMSIG(status)
        left = until - monotonic()
        if left <= 0:
            return None
        if reader.ended:
            select([], [], [], min(left, pause))
            pause = min(pause * 2, 0.05)
        elif select([reader.descriptor], [], [], min(left, 0.05))[0]:
            reader.read()


def end(child: int, reader: Reader, signals: "list[tuple[int, float]]") -> None:
    """
    Ends a process group by one signal after the other, each with its seconds. A program that is gone may have a helper that still tidies up: it
    is the last of the group that is waited for.
    """
    reaped = False
    for signal, grace in signals:
        kill(child, signal)
        until = monotonic() + grace
        reaped = reaped or wait(child, reader, until) is not None
        while reaped and monotonic() < until:
            if not kill(child, 0):
                return
            reader.drain()
            select([], [], [], 0.02)


def kill(child: int, signal: int) -> bool:
    """Whether there was still somebody in its process group."""
    try:
        posix.kill(-child, signal)
        return True
    except (ProcessLookupError, PermissionError):
        return False
