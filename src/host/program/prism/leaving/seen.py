"""Every process and thread with the numbers that it has. What runs on in another process all the time is in no list: it is looked for where the newest are."""

import posix

from prism.core.files import read_proc
from prism.core.processes import newest, process_ids, thread_ids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Iterator, Optional, Set, Tuple

MOST = 20000
THREADS = 100000
ROUNDS = 100
LONGEST = 16384


class Seen:
    """One look. `ended`: numbers of processes that have ended and were not taken yet; `whole`: everything was looked at."""

    def __init__(self) -> None:
        self.ended: "Set[int]" = set()
        self.whole = True
        self.threads = 0

    def all(self) -> "Iterator[Tuple[int, int]]":
        """Each with every uid that it has: a process by its own number, where another thread of it alone has that uid by the thread's."""
        told: "Set[int]" = set()
        pids, self.whole = process_ids(MOST)
        for pid in pids:
            for who, has in self._of(pid):
                told.add(has)
                yield who, has
        for pid in newest(ROUNDS):
            is_over, _, uids = numbers_in(read_proc(b"/proc/%d/status" % pid, LONGEST))
            for has in () if is_over else uids - told:
                told.add(has)
                yield pid, has

    def _of(self, pid: int) -> "Iterator[Tuple[int, int]]":
        is_over, is_alone, told = numbers_in(read_proc(b"/proc/%d/status" % pid, LONGEST))
        if is_over and is_alone:
            self.ended |= told
            return
        # of one whose first thread alone has ended the others go on
        for has in told:
            yield pid, has
        if is_alone:
            return
        tids = thread_ids(pid)
        self.threads += len(tids)
        if self.threads > THREADS:
            self.whole, tids = False, []
        for tid in tids:
            is_over, _, uids = numbers_in(read_proc(b"/proc/%d/task/%d/status" % (pid, tid), LONGEST))
            for has in () if is_over else uids - told:
                told.add(has)
                yield tid, has


def numbers_in(status: bytes) -> "Tuple[bool, bool, Set[int]]":
    """Of a status: whether it has ended, whether it is the only thread, and its four uids."""
    state, uids, threads = (status.partition(b"\n%s:" % name)[2].partition(b"\n")[0].split() for name in (b"State", b"Uid", b"Threads"))
    return state[:1] in ([b"Z"], [b"X"]), threads in ([], [b"0"], [b"1"]), {int(one) for one in uids}


def at_a_stroke(uid: int) -> "Optional[bool]":
    """
    Whether any process or thread has that real uid, by one question that the kernel answers from all of them at once; None where it does not answer. It
    says nothing of the other three.
    """
    for _ in range(3):
        try:
            posix.getpriority(posix.PRIO_USER, uid)
            return True
        except ProcessLookupError:
            pass
        except OSError:
            return None
    return False
