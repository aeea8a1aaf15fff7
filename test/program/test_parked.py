"""Files that nobody has a descriptor of: registered with io_uring, or on their way in a socket. A migration does not take them for closed."""

import array
import ctypes
import os
import socket
import tempfile
import unittest

from volume_stage import needs_root

from prism.core.records import Records
from prism.migrating import parked
from prism.migrating.open_files import look_at_open_files
from prism.migrating.parked import in_flight, parked_behind, registered

SETUP, REGISTER = 425, 427
"""System calls: the same numbers on every machine that has them."""
REGISTER_FILES = 2
HEAD = b"pos:\t0\nflags:\t02000002\nSqMask:\t0x7\n"


def ring_with(descriptor: int) -> int:
    """A ring that has that file; -1 where this kernel makes none."""
    library = ctypes.CDLL(None, use_errno=True)
    ring = library.syscall(SETUP, 8, ctypes.create_string_buffer(120))
    if ring >= 0 and library.syscall(REGISTER, ring, REGISTER_FILES, (ctypes.c_int * 1)(descriptor), 1) != 0:
        os.close(ring)
        return -1
    return int(ring)


def send(by: socket.socket, descriptor: int) -> None:
    by.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [descriptor]).tobytes())])


class Reading(unittest.TestCase):
    def test_what_a_ring_says_of_its_files(self) -> None:
        for rest, paths in (
            (b"UserFiles:\t2\n    0: /mnt/a\\040b/f\\012x\n    1: socket:[77]\nUserBufs:\t0\n", [b"/mnt/a b/f\nx", b"socket:[77]"]),
            (b"UserFiles:\t0\nUserBufs:\t0\n", []),
            (b"UserFiles:\t9\n    7: /mnt/x\nUserBufs:\t1\n    0: 0x7f/4096\n", [b"/mnt/x"]),
            # busy: it has some, and names none, or says nothing at all
            (b"UserFiles:\t1\nUserBufs:\t0\n", None),
            (b"", None),
            # the name alone, as old kernels have it
            (b"UserFiles:\t1\n    0: x\n", None),
        ):
            self.assertEqual(registered(HEAD + rest), paths, rest)

    def test_how_many_are_on_their_way(self) -> None:
        for text, many in ((b"pos:\t0\nscm_fds: 3\n", 3), (b"pos:\t0\nscm_fds: 0\n", 0), (b"pos:\t0\n", 0), (b"", 0)):
            self.assertEqual(in_flight(text), many)

    def test_a_ring_that_never_says_is_no_ring_without_files(self) -> None:
        kept = parked.read_proc
        try:
            for text, told in ((HEAD, ([], b"ring")), (b"", ([], b""))):
                parked.read_proc = lambda path, most, text=text: text
                self.assertEqual(parked_behind(parked.RING, b"/proc/1/fdinfo/3"), told)
        finally:
            parked.read_proc = kept


@needs_root
class Parked(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="parked ")
        self.addCleanup(folder.cleanup)
        self.place = os.fsencode(folder.name)
        self.file = os.open(self.place + b"/one", os.O_RDWR | os.O_CREAT)

    def told(self, place: bytes) -> "tuple[int, bytes]":
        records = Records()
        found = look_at_open_files(records, [place])
        return found, records.lines[0].rpartition(b"=")[2] if found > 0 else b""

    def test_a_file_that_a_ring_has_is_open(self) -> None:
        ring = ring_with(self.file)
        os.close(self.file)
        if ring < 0:
            self.skipTest("this kernel makes no ring")
        try:
            self.assertEqual(self.told(self.place), (1, b"file"))
            self.assertEqual(self.told(self.place[:-1])[0], 0)
        finally:
            os.close(ring)
        self.assertEqual(self.told(self.place)[0], 0)

    def test_a_descriptor_on_its_way_may_be_any(self) -> None:
        mine, its = socket.socketpair()
        send(mine, self.file)
        os.close(self.file)
        self.assertEqual(self.told(self.place), (1, b"sent"))
        its.recv(1)
        self.assertEqual(self.told(self.place)[0], 0)
        mine.close()
        its.close()

    def test_also_in_a_connection_that_nobody_accepted_and_whose_sender_is_gone(self) -> None:
        listening = socket.socket(socket.AF_UNIX)
        listening.bind(self.place + b"/socket")
        listening.listen(1)
        with socket.socket(socket.AF_UNIX) as by:
            by.connect(self.place + b"/socket")
            send(by, self.file)
        os.close(self.file)
        self.assertEqual(self.told(self.place), (1, b"sent"))
        listening.close()
        self.assertEqual(self.told(self.place)[0], 0)


if __name__ == "__main__":
    unittest.main()
