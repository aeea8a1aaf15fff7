"""Time in tests: what waits for real time waits for what the test says has happened."""

import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable, Iterator

LONG = 120.0
"""Seconds, for what must not end by its limit however busy the machine is."""


class Clock:
    """In the place of a module's `monotonic`: every limit is over when the test says so, or at a program's first word (as its log)."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.ahead

    def write(self, said: bytes) -> None:
        self.ahead = LONG * 10


def comes(true: "Callable[[], object]") -> bool:
    """Waits until it is true; False where it never was."""
    until = time.monotonic() + LONG
    while time.monotonic() < until:
        if true():
            return True
        time.sleep(0.005)
    return False


def rounds(least: int, enough: "Callable[[], object]") -> "Iterator[int]":
    """Rounds of a race: at least so many, and more (a hundred times as many) until the other has had its turn too."""
    for number in range(least * 100):
        if number >= least and enough():
            return
        yield number
