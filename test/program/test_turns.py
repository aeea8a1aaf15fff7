"""One child that becomes person after person: what root sees of each, and that none of them has a say in the next."""

import ctypes
import os
import signal
import time
import unittest

from volume_stage import needs_root

from prism.core import limits
from prism.core.files import read_proc, status_fields
from prism.people.accounts import Account
from prism.registry import trying, turns
from prism.registry.trying import become_each
from prism.registry.turns import Turns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable

PTRACE_ATTACH = 16
PEOPLE = [
    Account((b"ada", 65536, 65536, b"", b"/", b"/bin/sh", (65540, 65536))),
    Account((b"ben", 65537, 65537, b"", b"/", b"/bin/sh", (65537,))),
    Account((b"eve", 65538, 65538, b"", b"/", b"/bin/sh", (65538, 65540))),
]
TRIED = {
    b"ada": b"65536:65536:65536+65540",
    b"ben": b"65537:65537:65537",
    b"eve": b"65538:65538:65538+65540",
}


def exit_as(account: Account, work: "Callable[[], int]") -> int:
    """What somebody's own process comes to."""
    child = os.fork()
    if child == 0:
        try:
            os.setgroups(list(account.groups))
            os.setresgid(account.gid, account.gid, account.gid)
            os.setresuid(account.uid, account.uid, account.uid)
            os._exit(work())
        finally:
            os._exit(99)
    return os.waitpid(child, 0)[1] >> 8


@needs_root
class TakingTurns(unittest.TestCase):
    def setUp(self) -> None:
        limits.stuck = 0
        self.own = trying.become
        self.alone: "list[bytes]" = []
        trying.become = self.become

    def tearDown(self) -> None:
        trying.become = self.own

    def become(self, account: Account) -> bytes:
        self.alone.append(account.name)
        return self.own(account)

    def test_one_child_becomes_each_of_them(self) -> None:
        self.assertEqual((become_each(PEOPLE), self.alone), (TRIED, []))

    def test_it_keeps_two_rights_and_gains_none(self) -> None:
        on = Turns(PEOPLE)
        for n in (0, 1):
            fields = status_fields(read_proc(b"/proc/%d/status" % on.take(n, 5)))
            self.assertEqual({fields[kind] for kind in (b"CapPrm", b"CapEff")}, {b"00000000000000c0"})
            self.assertEqual((fields[b"CapInh"], fields[b"NoNewPrivs"]), (b"0000000000000000", b"1"))
        on.end()

    def test_whose_turn_it_is_neither_reads_nor_steers_it(self) -> None:
        on = Turns(PEOPLE)
        child = on.take(0, 5)

        def reach() -> int:
            library = ctypes.CDLL(None, use_errno=True)
            got = 0 if library.ptrace(PTRACE_ATTACH, child, None, None) < 0 else 1
            for n, name in enumerate(("mem", "environ", "maps", "fd", "root", "cwd")):
                try:
                    path = "/proc/%d/%s" % (child, name)
                    os.listdir(path) if name == "fd" else os.readlink(path) if name in ("root", "cwd") else os.close(
                        os.open(path, os.O_RDONLY)
                    )
                    got |= 2 << n
                except PermissionError:
                    pass
            return got

        self.assertEqual(exit_as(PEOPLE[0], reach), 0)
        self.assertEqual(exit_as(PEOPLE[1], reach), 0)
        on.end()

    def test_who_ends_it_costs_nobody_else_a_row(self) -> None:
        self.disturbed(signal.SIGKILL)

    def test_who_stops_it_costs_nobody_else_a_row(self) -> None:
        self.disturbed(signal.SIGSTOP)

    def disturbed(self, by: int) -> None:
        class Disturbed(Turns):
            def take(self, n: int, seconds: float) -> int:
                child = Turns.take(self, n, 0.5)
                if child and n == 0:
                    exit_as(PEOPLE[0], lambda: os.kill(child, by) or 0)
                return child

        trying.Turns = Disturbed  # type: ignore[misc]
        try:
            told = become_each(PEOPLE)
            self.assertEqual((told[b"ben"], told[b"eve"]), (TRIED[b"ben"], TRIED[b"eve"]))
        finally:
            trying.Turns = Turns  # type: ignore[misc]

    def test_where_it_is_ended_again_and_again_each_is_tried_in_a_child_of_their_own(self) -> None:
        class Ended(Turns):
            def take(self, n: int, seconds: float) -> int:
                if self.child:
                    os.kill(self.child, signal.SIGKILL)
                return Turns.take(self, n, seconds)

        trying.Turns = Ended  # type: ignore[misc]
        try:
            people = PEOPLE * 3
            self.assertEqual(become_each(people), TRIED)
            self.assertGreaterEqual(len(self.alone), len(people) - 3)
        finally:
            trying.Turns = Turns  # type: ignore[misc]

    def test_where_the_kernel_lets_it_keep_no_right_each_is_tried_in_a_child_of_their_own(self) -> None:
        kept = turns.CAPABILITIES
        turns.CAPABILITIES = 1
        try:
            self.assertEqual(become_each(PEOPLE), TRIED)
            self.assertEqual(self.alone, [b"ada", b"ben", b"eve"])
        finally:
            turns.CAPABILITIES = kept

    def test_whoever_is_not_what_they_should_be_is_tried_alone(self) -> None:
        seen = trying.seen_of
        trying.seen_of = lambda child: seen(child).replace(b"65537:65537:65537", b"65537:65537:65536")
        try:
            self.assertEqual(become_each(PEOPLE)[b"ben"], b"65537:65537:65536")
            self.assertEqual(self.alone, [b"ben"])
        finally:
            trying.seen_of = seen

    def test_it_ends_with_who_asks(self) -> None:
        told, tell = os.pipe()
        asking = os.fork()
        if asking == 0:
            child = Turns(PEOPLE).take(0, 5)
            os.write(tell, b"%d" % child)
            os._exit(0)
        child = int(os.read(told, 16))
        os.waitpid(asking, 0)
        self.assertGreater(child, 0)
        until = time.monotonic() + 30
        while os.path.exists("/proc/%d" % child) and self.runs(child) and time.monotonic() < until:
            time.sleep(0.01)
        self.assertFalse(self.runs(child))

    def runs(self, child: int) -> bool:
        state: "Any" = status_fields(read_proc(b"/proc/%d/status" % child)).get(b"State", b"Z")
        return state[:1] not in (b"Z", b"X")


if __name__ == "__main__":
    unittest.main()
