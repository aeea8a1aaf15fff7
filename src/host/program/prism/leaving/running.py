"""What still runs as somebody who left: found by number, ended by children that have these numbers and so can end nobody else."""

import _signal
import posix
from select import select

from prism.core.clock import monotonic
from prism.core.leave import leave
from prism.core.limits import end_child
from prism.core.processes import command_of
from prism.leaving.seen import Seen, at_a_stroke
from prism.leaving.subordinate import FIRST as SUBORDINATE
from prism.leaving.subordinate import subordinate, subordinate_of, whose_are
from prism.registry.numbers import LAST, is_number

SECONDS = 10
NOBODY = 65534
APART = LAST
"""The group's number, which is no account's: who has it as their own is nobody's to signal."""


class Running:
    """Processes by the person's number, each with the uid that it has, 0 for one that never was to be seen; `whole`: everything was looked at."""

    def __init__(self, found: "dict[int, list[tuple[int, int]]]", whole: bool) -> None:
        self.found = found
        self.whole = whole

    def of(self, uid: int) -> "list[tuple[int, int]]":
        return self.found.get(uid, [])

    def commands(self, uid: int) -> "list[bytes]":
        named = [command_of(pid) for pid, _ in self.of(uid)[:3] if pid]
        return [one for one in named if one is not None]


def running(people: "list[tuple[bytes, int]]") -> Running:
    """
    By any of the four uids of any thread, also those that /etc/subuid gives a person (containers without root), unless the name service knows somebody by
    them: a directory's people may have such numbers. One look at all processes; one that is none of them when its turn comes is looked for at a stroke.
    """
    if not people:
        return Running({}, True)
    owners = {uid for _, uid in people}
    lines = subordinate()
    found: "dict[int, list[tuple[int, int]]]" = {}
    others: "list[tuple[int, int, int]]" = []
    seen = Seen()
    for pid, has in seen.all():
        if has in owners:
            found.setdefault(has, []).append((pid, has))
        elif has >= SUBORDINATE:
            whose = subordinate_of(has, lines, people)
            if whose is not None:
                others.append((whose, pid, has))
    for uid in owners:
        # of one that has ended and was not taken yet the kernel says so too
        if uid not in found and uid not in seen.ended:
            there = at_a_stroke(uid)
            seen.whole = seen.whole and there is not None
            if there:
                found[uid] = [(0, uid)]
    known = whose_are(sorted({has for _, _, has in others}))
    if known is None:
        return Running(found, False)
    for whose, pid, has in others:
        if has not in known:
            found.setdefault(whose, []).append((pid, has))
    return Running(found, seen.whole)


def end_processes(name: bytes, uid: int) -> int:
    """
    Ends them at two strokes at least, until two looks in a row find none, for ten seconds at most. What a look sees is no reason to strike or not: who
    runs on in another process all the time is in none. How many there were at first; the look that follows tells what is left.
    """
    if not is_number(uid):
        return 0
    until = monotonic() + SECONDS
    seen = running([(name, uid)]).of(uid)
    first = len(seen)
    quiet = 0
    while quiet < 2 and monotonic() < until:
        for has in sorted({uid, *(has for _, has in seen)})[:100]:
            _end_as(has, [pid for pid, its in seen if its == has and pid])
        select([], [], [], 0.05 if first else 0.005)
        if first or at_a_stroke(uid):
            seen = running([(name, uid)]).of(uid)
            first = first or len(seen)
        quiet = 0 if seen else quiet + 1
    return first


def _end_as(uid: int, threads: "list[int]") -> None:
    """
    Everything that a process of that number may end, at one stroke: one that begins others meanwhile leaves none behind. That asks for the numbers of each
    first thread; so each that was seen is ended by itself too, with the same rights.
    """
    child = posix.fork()
    if child == 0:
        try:
            posix.setpgid(0, 0)
            stand_apart(uid)
            # root is not among those: a process may only end those of its own numbers
            if posix.getresuid() == (APART, uid, APART) and uid != 0:
                for pid in [-1, *threads]:
                    try:
                        posix.kill(pid, _signal.SIGKILL)
                    except OSError:
                        pass
        finally:
            leave(0)
    until = monotonic() + 2
    while monotonic() < until:
        if posix.waitpid(child, posix.WNOHANG)[0]:
            return
        select([], [], [], 0.002)
    end_child(child)


def stand_apart(uid: int) -> None:
    """May end what has that number, and what has it may not end or stop this: the kernel asks for the real number of whom a signal is for."""
    posix.setgroups([])
    posix.setresgid(NOBODY, NOBODY, NOBODY)
    posix.setresuid(APART, uid, APART)
