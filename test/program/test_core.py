"""Text, records, limits, programs, files: what everything else stands on."""

import os
import signal
import tempfile
import time
import unittest
import zlib
from base64 import b64decode

from a_clock import LONG, Clock, comes

from prism.core import child, limits
from prism.core.clock import monotonic
from prism.core.files import read_file
from prism.core.limits import Refusal, TimedOut, ask, ask_each
from prism.core.output import settle
from prism.core.programs import run
from prism.core.records import Records, transcript
from prism.core.replace import replace_file
from prism.core.text import encode, last_words, number, octal


class Text(unittest.TestCase):
    def test_whatever_a_name_holds_it_is_one_inert_word(self) -> None:
        for name in (b"a b", b"x\n0 0", b"$(id)", b"a[$(id)]", b"\xff\x00", b"%41", b"'\"`"):
            said = encode(name)
            self.assertNotRegex(said, rb"[^A-Za-z0-9._:/@+,~=%-]")
            self.assertEqual(bytes.fromhex("".join("%02x" % c for c in name)), unencoded(said))

    def test_only_short_decimal_numbers_are_numbers(self) -> None:
        self.assertEqual([number(t) for t in (b"0", b"3000", b"", b"-1", b"0x1", b"1 ", b"1" * 11, b"\xd9\xa3")], [0, 3000] + [None] * 6)
        self.assertEqual([octal(t) for t in (b"2775", b"8", b"", b"0o7")], [0o2775, None, None, None])

    def test_the_last_words_are_one_line_of_at_most_280_bytes(self) -> None:
        self.assertEqual(last_words(b"a\n\n  b   c \nd\n", 2), b"b c; d")
        self.assertEqual(len(last_words(b"x" * 1000)), 279)


def unencoded(said: bytes) -> bytes:
    found = b""
    at = 0
    while at < len(said):
        if said[at : at + 1] == b"%":
            found += bytes((int(said[at + 1 : at + 3], 16),))
            at += 3
        else:
            found += said[at : at + 1]
            at += 1
    return found


class Transcripts(unittest.TestCase):
    def test_the_header_holds_all_records_where_they_fit(self) -> None:
        records = Records()
        records.add("behaviour", account=b"ada", try_="create-file", uid=None, gid=0, ok=True)
        self.assertEqual(records.lines, [b"behaviour account=ada try=create-file uid= gid=0 ok=1"])
        head, body, end = transcript(records.lines, b"k", b"inspect", b"0" * 64, b"done").split(b"\n")[:3]
        self.assertEqual(zlib.decompress(b64decode(head.rpartition(b"packed=")[2]), 31), body + b"\n")
        self.assertEqual(end, b"PRISM/1 end job=k records=1")

    def test_the_plain_records_go_where_only_the_packed_ones_fit(self) -> None:
        text = transcript([b"x value=%05d" % n for n in range(4000)], b"k", b"inspect", b"0" * 64, b"done")
        self.assertLess(len(text), 24000)
        self.assertEqual(len(text.split(b"\n")), 3)


class Limits(unittest.TestCase):
    def test_a_question_that_hangs_ends_with_its_limit_and_leaves_no_process(self) -> None:
        with self.assertRaises(TimedOut):
            ask(0.2, lambda: time.sleep(1000))
        with self.assertRaises(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)

    def test_what_a_question_raises_is_raised_here(self) -> None:
        with self.assertRaises(FileNotFoundError):
            ask(LONG, lambda: os.stat("/nowhere"))
        with self.assertRaises(Refusal) as caught:
            ask(LONG, refuse)
        self.assertEqual(caught.exception.words, b"a link")

    def test_what_was_answered_before_one_that_hangs_stays_and_the_rest_is_unknown(self) -> None:
        one, hung, after = ask_each([(LONG, lambda: 1), (0.2, lambda: time.sleep(1000)), (LONG, lambda: 3)])
        self.assertEqual(one(), 1)
        for unknown in (hung, after):
            self.assertRaises(TimedOut, unknown)
        with self.assertRaises(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)

    def test_one_that_raises_costs_no_other(self) -> None:
        answers = ask_each([(LONG, os.getpid), (LONG, refuse), (LONG, lambda: os.stat("/nowhere")), (LONG, os.getpid)])
        self.assertRaises(Refusal, answers[1])
        self.assertRaises(FileNotFoundError, answers[2])
        self.assertEqual(answers[0](), answers[3]())

    def test_a_child_that_ends_leaves_what_it_had_answered(self) -> None:
        one, gone, after = ask_each([(LONG, lambda: b"x\ny"), (LONG, lambda: os.kill(os.getpid(), signal.SIGKILL)), (LONG, lambda: 3)])
        self.assertEqual(one(), b"x\ny")
        self.assertRaises(OSError, gone)
        self.assertRaises(OSError, after)

    def test_a_child_has_neither_the_lock_nor_the_transcript(self) -> None:
        reading, writing = os.pipe()
        limits.held.append(writing)
        try:
            self.assertTrue(ask(LONG, lambda: is_closed(writing)))
        finally:
            limits.held.remove(writing)
            os.close(reading)
            os.close(writing)


def refuse() -> None:
    raise Refusal(b"a link")


def is_closed(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
        return False
    except OSError:
        return True


class Programs(unittest.TestCase):
    def setUp(self) -> None:
        self.clock = child.monotonic = Clock()

    def tearDown(self) -> None:
        child.monotonic = monotonic

    def test_output_and_status_are_told_and_a_missing_program_is_no_crash(self) -> None:
        ran = run(LONG, [b"ls", b"/nowhere"])
        self.assertEqual(ran.status, 2)
        self.assertIn(b"No such file", ran.said)
        self.assertEqual(run(LONG, [b"no-such-program"]).status, 127)

    def test_nothing_of_a_word_is_interpreted(self) -> None:
        self.assertEqual(run(LONG, [b"echo", b"$(id)", b"`id`", b"a;b"]).said, b"$(id) `id` a;b")

    def test_past_its_limit_a_program_and_its_children_are_ended(self) -> None:
        ran = run(LONG, [b"sh", b"-c", b"sleep 1000 & echo $!; sleep 1000"], log=self.clock)
        self.assertTrue(ran.late)
        self.assertTrue(comes(lambda: not os.path.exists("/proc/%d" % int(ran.said))))

    def test_a_child_that_keeps_the_pipe_open_keeps_nobody(self) -> None:
        ran = run(LONG, [b"sh", b"-c", b"echo said; setsid sleep 1000 & echo $!"])
        # it is there still
        os.kill(int(ran.said.split()[1]), signal.SIGKILL)
        self.assertEqual((ran.status, ran.said.split()[0]), (0, b"said"))

    def test_the_first_signal_comes_with_time_to_tidy_up(self) -> None:
        words = [b"sh", b"-c", b"trap 'echo tidy; exit 1' INT; echo set; while :; do sleep 0.05; done"]
        ran = run(LONG, words, log=self.clock, first=signal.SIGINT, patience=LONG)
        self.assertEqual((ran.status, ran.said), (124, b"set\ntidy"))

    def test_a_flood_costs_neither_memory_nor_time(self) -> None:
        ran = run(LONG, [b"yes"], log=self.clock)
        self.assertTrue(ran.late)
        self.assertLessEqual(len(ran.said), 65536)

    def test_no_program_of_somebody_else_s_folder_is_found(self) -> None:
        self.assertNotIn(b"/usr/local", run(LONG, [b"sh", b"-c", b"echo $PATH"]).said)


class Beginning(unittest.TestCase):
    def test_what_the_caller_left_open_or_ignored_is_nobodys_here(self) -> None:
        mine, its = os.pipe()
        os.set_inheritable(its, True)
        child = os.fork()
        if child == 0:
            os.close(mine)
            signal.signal(signal.SIGCHLD, signal.SIG_IGN)
            settle()
            left = [name for name in os.listdir("/proc/self/fd") if os.path.exists("/proc/self/fd/" + name)]
            # three standard ones and the two real ones behind them
            os._exit(0 if len(left) == 5 and ask(5, lambda: 1) == 1 and run(5, [b"true"]).ok else 1)
        os.close(its)
        # ends at once, because nobody holds the other end
        self.assertEqual(os.read(mine, 1), b"")
        os.close(mine)
        self.assertEqual(os.waitpid(child, 0)[1], 0)


class Files(unittest.TestCase):
    def test_a_file_is_replaced_whole_and_keeps_owner_and_mode(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = os.fsencode(folder) + b"/fstab"
            replace_file(path, 0o644, b"one\n")
            os.chmod(path, 0o640)
            replace_file(path, 0o600, b"two\n")
            self.assertEqual((read_file(path), os.stat(path).st_mode & 0o7777, os.listdir(folder)), (b"two\n", 0o640, ["fstab"]))

    def test_a_pipe_or_a_device_is_no_file(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = os.fsencode(folder) + b"/pipe"
            os.mkfifo(path)
            self.assertIsNone(read_file(path))
            self.assertIsNone(read_file(b"/dev/zero"))


if __name__ == "__main__":
    unittest.main()
