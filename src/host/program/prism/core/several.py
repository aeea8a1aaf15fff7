"""Several questions at once, each in a child of its own: one that hangs costs its own answer alone."""

import posix
from select import select

from prism.core import limits
from prism.core.clock import monotonic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable, TypeVar

    T = TypeVar("T")


class _Asked:
    """A question that was put: `until` is when its time is up."""

    __slots__ = ("index", "child", "until", "said")

    def __init__(self, index: int, child: int, until: float) -> None:
        self.index = index
        self.child = child
        self.until = until
        self.said = b""


def ask_several(questions: "list[Callable[[], T]]", at_once: int, each: float, together: float) -> "list[T | None]":
    """Their answers, in their order; None where one was not given in `each` seconds, nor all of them in `together`, or it failed."""
    answers: "list[T | None]" = [None] * len(questions)
    end = monotonic() + together
    asked: "dict[int, _Asked]" = {}
    following = 0
    while True:
        while following < len(questions) and len(asked) < at_once and limits.stuck < 2 and monotonic() < end:
            child, descriptor = limits.begin([questions[following]])
            asked[descriptor] = _Asked(following, child, min(end, monotonic() + each))
            following += 1
        if not asked:
            return answers
        wait = max(0.0, min(one.until for one in asked.values()) - monotonic())
        for descriptor in select(list(asked), [], [], wait)[0]:
            one = asked[descriptor]
            part = posix.read(descriptor, 65536)
            one.said += part
            if not part:
                posix.waitpid(one.child, 0)
                posix.close(descriptor)
                del asked[descriptor]
                try:
                    answers[one.index] = limits.answered(one.said)
                except (OSError, limits.Refusal):
                    pass
        for descriptor, one in list(asked.items()):
            if monotonic() >= one.until or len(one.said) > limits.MOST:
                limits.end_child(one.child)
                posix.close(descriptor)
                del asked[descriptor]
