"""The search over /proc: bounded, and what was not finished is said."""

import ctypes
import os
import select
import signal
import threading
import time
import unittest

from prism.core.clock import monotonic
from prism.core.files import read_proc
from prism.core.parameters import Parameters
from prism.core.processes import command_of, control_group_of, process_ids
from prism.mounts import namespaces, reading
from prism.mounts.identify import read_mounts
from prism.mounts.superblocks import read_volumes
from prism.people.namespaces import NEW_MOUNTS

GIVEN = Parameters({b"FILE_SYSTEM": b"fs-0123456789abcdef0", b"MOUNT_POINT": b"/mnt/V"})
VOLUMES = (
    b"NV SERVER   PORT DEV          FSID                              FSC\n"
    b"v4 7f000001 4e51 0:52         0:0                               no \n"
    b"v4 0a000005  801 0:53         84cf5c7b1d3a1b2:0                 no \n"
    b"v4 00000000000000000000000000000001 4e52 0:54 0:0 yes\n"
    b"v4 xyz 1 0:1 0:0 no\nv4 7f000001 -- 0:1 0:0 no\nv4\n\nnonsense\n"
)


class Search(unittest.TestCase):
    def test_it_ends_and_finds_nothing_of_a_volume_that_is_not_here(self) -> None:
        found = namespaces.search(GIVEN, b"/mnt/V", read_mounts(GIVEN), set())
        self.assertEqual([one.place for one in found.held if one.sure], [])
        self.assertIn(found.unfinished, (b"", b"refused"))

    def test_no_time_is_said(self) -> None:
        reader = reading.Reader(-5, monotonic() - 1)
        reader.read()
        self.assertEqual(reader.unfinished, b"time")
        self.assertEqual(reader.views, [])

    def test_too_many_processes_are_said(self) -> None:
        kept = reading.PROCESSES
        reading.PROCESSES = 1
        try:
            reader = reading.Reader(-5, monotonic() + 5)
            reader.read()
            self.assertEqual(reader.unfinished, b"processes")
        finally:
            reading.PROCESSES = kept

    def test_what_the_kernel_lists(self) -> None:
        self.assertEqual(
            read_volumes(VOLUMES),
            [
                (b"127.0.0.1", b"20049", b"0:52", b"0:0"),
                (b"10.0.0.5", b"2049", b"0:53", b"84cf5c7b1d3a1b2:0"),
                (b"::1", b"20050", b"0:54", b"0:0"),
            ],
        )


class Apart:
    """
    A process with a mount namespace that nothing else has: `headless`, its first thread has ended; `thread`, a second thread alone has it; `moving`, it goes
    on in another process all the time until this one closes.
    """

    def __init__(self, how: str) -> None:
        self.told, tell = os.pipe()
        hold, self.on = os.pipe()
        self.child = os.fork()
        if self.child == 0:
            os.close(self.on)
            os.close(self.told)
            # what loses its parent becomes this one's, which takes each end
            signal.signal(signal.SIGCHLD, signal.SIG_IGN)
            ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
            if os.fork() == 0:
                _begin(how, tell, hold)
            os.close(tell)
            while True:
                time.sleep(60)
        os.close(tell)
        os.close(hold)
        self.namespace = os.read(self.told, 100)

    def close(self) -> None:
        os.close(self.on)
        # until nothing of it is left
        os.read(self.told, 1)
        os.close(self.told)
        os.kill(self.child, 9)
        os.waitpid(self.child, 0)


def _begin(how: str, tell: int, hold: int) -> None:
    def go_apart() -> None:
        ctypes.CDLL(None).unshare(NEW_MOUNTS)

    def tell_it() -> None:
        os.write(tell, os.readlink(b"/proc/thread-self/ns/mnt"))

    def second() -> None:
        if how == "thread":
            go_apart()
        while how == "headless" and b"(zombie)" not in read_proc(b"/proc/self/status"):
            time.sleep(0.005)
        tell_it()
        os.read(hold, 1)
        os._exit(0)

    if how == "moving":
        go_apart()
        tell_it()
        while not select.select([hold], [], [], 0)[0]:
            if os.fork():
                os._exit(0)
        os._exit(0)
    if how == "headless":
        go_apart()
    threading.Thread(target=second).start()
    if how == "headless":
        # the first thread's end, and not the process's
        ctypes.CDLL(None).syscall({"x86_64": 60}.get(os.uname().machine, 93), 0)
    while True:
        time.sleep(60)


@unittest.skipIf(os.getuid() != 0, "needs root")
class Unlisted(unittest.TestCase):
    def test_a_namespace_that_a_thread_has_or_that_is_never_the_same_process_is_read(self) -> None:
        for how in ("headless", "thread", "moving"):
            there = Apart(how)
            try:
                reader = reading.Reader(-5, monotonic() + 60)
                reader.read()
                self.assertIn(there.namespace, [view.namespace for view in reader.views], how)
                self.assertEqual(reader.unfinished, b"", how)
            finally:
                there.close()

    def test_one_that_is_seen_again_and_again_and_never_to_be_read_is_not_finished(self) -> None:
        there, kept = Apart("moving"), reading.read_proc
        reading.read_proc = lambda path, most=0: b""
        try:
            reader = reading.Reader(-5, monotonic() + 60)
            reader.read()
            self.assertEqual((reader.views, reader.unfinished), ([], b"moving"))
        finally:
            reading.read_proc = kept
            there.close()


class Processes(unittest.TestCase):
    def test_this_one(self) -> None:
        self.assertIn(os.getpid(), process_ids(1 << 20)[0])
        self.assertEqual(len(process_ids(2)[0]), 2)
        self.assertIsNotNone(command_of(os.getpid()))
        self.assertIsNone(command_of(1 << 22))
        self.assertLessEqual(len(control_group_of(os.getpid())), 100)


if __name__ == "__main__":
    unittest.main()
