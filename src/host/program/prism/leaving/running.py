"""What still runs as somebody who left: found by number, ended by children that have these numbers and so can end nobody else."""

import _signal
import posix
from select import select

from prism.core.clock import monotonic
from prism.core.files import read_proc, status_fields
from prism.core.leave import leave
from prism.core.limits import end_child
from prism.core.processes import command_of, process_ids
from prism.leaving.subordinate import FIRST as SUBORDINATE
from prism.leaving.subordinate import subordinate, subordinate_of, whose_are
from prism.registry.numbers import LAST, is_number

MOST = 20000
SECONDS = 10
NOBODY = 65534
APART = LAST
"""The group's number, which is no account's: who has it as their own is nobody's to signal."""


class Running:
    """Processes by the person's number, each with the uid that it has; `whole`: everything was looked at."""

    def __init__(self, found: "dict[int, list[tuple[int, int]]]", whole: bool) -> None:
        self.found = found
        self.whole = whole

    def of(self, uid: int) -> "list[tuple[int, int]]":
        return self.found.get(uid, [])

    def commands(self, uid: int) -> "list[bytes]":
        named = [command_of(pid) for pid, _ in self.of(uid)[:3]]
        return [one for one in named if one is not None]


def running(people: "list[tuple[bytes, int]]") -> Running:
    """
    By any of the four uids, also those that /etc/subuid gives a person (containers without root), unless the name service knows somebody by them: a
    directory's people may have such numbers. One look at all processes.
    """
    owners = {uid for _, uid in people}
    lines = subordinate() if people else []
    found: "dict[int, list[tuple[int, int]]]" = {}
    others: "list[tuple[int, int, int]]" = []
    pids, whole = process_ids(MOST) if people else ([], True)
    for pid in pids:
        fields = status_fields(read_proc(b"/proc/%d/status" % pid, 16384))
        # of one whose first thread alone has ended the others go on
        if fields.get(b"State", b"").startswith((b"Z", b"X")) and fields.get(b"Threads", b"1") in (b"0", b"1"):
            continue
        for has in {int(one) for one in fields.get(b"Uid", b"").split()}:
            if has in owners:
                found.setdefault(has, []).append((pid, has))
            elif has >= SUBORDINATE:
                whose = subordinate_of(has, lines, people)
                if whose is not None:
                    others.append((whose, pid, has))
    known = whose_are(sorted({has for _, _, has in others}))
    if known is None:
        return Running(found, False)
    for whose, pid, has in others:
        if has not in known:
            found.setdefault(whose, []).append((pid, has))
    return Running(found, whole)


def end_processes(name: bytes, uid: int) -> int:
    """Ends them until two looks in a row find none, for ten seconds at most. How many there were at first; the look that follows tells what is left."""
    if not is_number(uid):
        return 0
    until = monotonic() + SECONDS
    seen = running([(name, uid)]).of(uid)
    first = len(seen)
    quiet = 0 if seen else 2
    while quiet < 2 and monotonic() < until:
        for has in sorted({has for _, has in seen})[:100]:
            _end_as(has)
        select([], [], [], 0.05)
        seen = running([(name, uid)]).of(uid)
        quiet = 0 if seen else quiet + 1
    return first


def _end_as(uid: int) -> None:
    """Everything that a process of that number may end, at one stroke: one that begins others meanwhile leaves none behind."""
    child = posix.fork()
    if child == 0:
        try:
            posix.setpgid(0, 0)
            stand_apart(uid)
            # root is not among those: a process may only end those of its own numbers
            if posix.getresuid() == (APART, uid, APART) and uid != 0:
                posix.kill(-1, _signal.SIGKILL)
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
