"""Trying as an account, and what a child that gave root up is believed."""

import ctypes
import os
import resource
import signal
import subprocess
import time
import unittest

from a_clock import LONG, comes
from volume_stage import ADA, BOB, GUEST, Stage, needs_root

from prism.core import limits, prctl
from prism.volume.acting import Who, act
from prism.volume.hands import Hands
from prism.volume.said import Acted, hear

PR_GET_DUMPABLE = 3


def answer(text: bytes) -> Acted:
    mine, its = os.pipe()
    os.write(its, text)
    os.close(its)
    try:
        return hear(mine, time.monotonic() + LONG)
    finally:
        os.close(mine)


class Hearing(unittest.TestCase):
    def test_only_lines_of_its_form_count_and_the_first_word_on_something(self) -> None:
        acted = answer(
            b"a done \nb refused read-only\na error x\nc perhaps \nd done\nE done \nf done \x1b[31m\ng done " + b"x" * 301 + b"\nh done "
        )
        self.assertEqual(acted.said, {b"a": (b"done", b""), b"b": (b"refused", b"read-only")})

    def test_what_kept_it_from_the_volume_counts_for_everything(self) -> None:
        acted = answer(b"way refused \n")
        self.assertEqual(acted.of(b"create-file"), (b"refused", b""))
        self.assertFalse(acted.tried)

    def test_more_than_it_may_say_is_not_heard_to_its_end(self) -> None:
        mine, its = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(mine)
            try:
                while True:
                    os.write(its, b"x" * 65536)
            finally:
                os._exit(0)
        os.close(its)
        acted = hear(mine, time.monotonic() + LONG)
        os.close(mine)
        os.waitpid(child, 0)
        self.assertTrue(acted.late)


@needs_root
class Acting(unittest.TestCase):
    def setUp(self) -> None:
        self.stage = Stage()
        limits.stuck = 0

    def tearDown(self) -> None:
        limits.stuck = 0
        self.stage.end()

    def test_what_it_makes_is_its_own_with_its_umask(self) -> None:
        def work(hands: Hands) -> None:
            hands.attempt(b"file", lambda: hands.make_file(b"shared", b"f", b"text\n"))
            hands.attempt(b"folder", lambda: hands.make_folder(b"shared", b"d"))

        for who, mode in ((ADA, 0o664), (BOB, 0o600)):
            acted = act(self.stage.mount, who, 10, work)
            self.assertEqual(acted.of(b"file"), (b"done", b""))
            found = os.stat(self.stage.at("shared/f"))
            self.assertEqual((found.st_uid, found.st_gid, found.st_mode & 0o7777), (who.uid, 3000, mode))
            os.unlink(self.stage.at("shared/f"))
            os.rmdir(self.stage.at("shared/d"))

    def test_it_has_no_right_of_roots_and_nothing_that_is_open(self) -> None:
        held = os.open("/etc/shadow", os.O_RDONLY)

        def work(hands: Hands) -> None:
            status = dict(line.split(b":\t", 1) for line in open("/proc/self/status", "rb").read().split(b"\n") if b":\t" in line)
            hands.say(b"uid", b"done", b" ".join(status[b"Uid"].split()))
            hands.say(b"groups", b"done", b" ".join(status[b"Groups"].split()))
            hands.say(b"caps", b"done", status[b"CapEff"] + status[b"CapPrm"])
            hands.say(b"new", b"done", status[b"NoNewPrivs"])
            hands.say(b"dumpable", b"done", b"%d" % ctypes.CDLL(None).prctl(PR_GET_DUMPABLE, 0, 0, 0, 0))
            hands.say(b"core", b"done", str(resource.getrlimit(resource.RLIMIT_CORE)[1]).encode())
            links = []
            for name in os.listdir("/proc/self/fd"):
                try:
                    links.append(os.readlink("/proc/self/fd/" + name))
                except OSError:
                    pass
            hands.say(b"open", b"done", " ".join(sorted(set(links))).encode())

        acted = act(self.stage.mount, ADA, 10, work)
        os.close(held)
        self.assertEqual(acted.of(b"uid")[1], b"2001 2001 2001 2001")
        self.assertEqual(acted.of(b"groups")[1], b"2001 3000")
        self.assertEqual(set(acted.of(b"caps")[1]), {ord("0")})
        self.assertEqual((acted.of(b"new")[1], acted.of(b"core")[1], acted.of(b"dumpable")[1]), (b"1", b"0", b"0"))
        links = acted.of(b"open")[1].decode().split()
        self.assertEqual([one for one in links if not one.startswith(("pipe:", "/dev/null", self.stage.place, "/proc/"))], [])

    def test_what_it_gives_up_does_not_hang_on_how_the_host_dumps(self) -> None:
        # a uid was not changed here, so the host's fs.suid_dumpable has no say
        child = os.fork()
        if child == 0:
            assert prctl.kernel is not None
            prctl.kernel.take_no_new_rights()
            os._exit(ctypes.CDLL(None).prctl(PR_GET_DUMPABLE, 0, 0, 0, 0))
        self.assertEqual(os.waitpid(child, 0)[1], 0)

    def test_its_account_can_stop_it_but_keeps_nobody(self) -> None:
        def work(hands: Hands) -> None:
            hands.say(b"first", b"done")
            os.kill(os.getpid(), signal.SIGSTOP)

        # longer where the machine is too busy for it to come as far as its first word
        for seconds in (0.3, 3, 30):
            acted = act(self.stage.mount, ADA, seconds, work)
            self.assertTrue(acted.late)
            if acted.said:
                break
        self.assertEqual(acted.of(b"first")[0], b"done")
        self.assertEqual(acted.of(b"second")[0], b"timeout")
        self.assertEqual(limits.stuck, 0)

    def test_its_account_cannot_read_it(self) -> None:
        def work(hands: Hands) -> None:
            hands.say(b"pid", b"done", b"%d" % os.getpid())
            child = os.fork()
            if child == 0:
                try:
                    open("/proc/%d/mem" % os.getppid(), "rb").close()
                    hands.say(b"mem", b"done")
                except OSError:
                    hands.say(b"mem", b"refused")
                os._exit(0)
            os.waitpid(child, 0)

        self.assertEqual(act(self.stage.mount, ADA, 10, work).of(b"mem")[0], b"refused")

    def test_a_folder_above_the_mount_point_that_lets_nobody_through_refuses_everything(self) -> None:
        os.chmod(self.stage.folder, 0o700)
        acted = act(self.stage.mount, ADA, 10, lambda hands: hands.attempt(b"file", lambda: hands.make_file(b"shared", b"f")))
        os.chmod(self.stage.folder, 0o755)
        self.assertEqual(acted.of(b"file"), (b"refused", b""))
        self.assertEqual(os.listdir(self.stage.at("shared")), [])

    def test_the_root_of_the_volume_and_each_folder_are_entered_with_its_own_rights(self) -> None:
        def work(hands: Hands) -> None:
            hands.attempt(b"own", lambda: hands.list(b"users/bob"))
            hands.attempt(b"shared", lambda: hands.make_file(b"shared", b"f"))

        self.assertEqual(act(self.stage.mount, GUEST, 10, work).of(b"own")[0], b"refused")
        os.chmod(self.stage.place, 0o770)
        acted = act(self.stage.mount, GUEST, 10, work)
        self.assertEqual([acted.of(b"own")[0], acted.of(b"shared")[0]], [b"refused", b"refused"])

    def test_links_and_other_file_systems_are_not_followed(self) -> None:
        outside = self.stage.folder + "/outside"
        os.mkdir(outside)
        os.chmod(outside, 0o777)
        os.symlink(outside, self.stage.at("users/link"))
        os.mkdir(self.stage.at("users/over"))
        subprocess.check_call(["mount", "-t", "tmpfs", "-o", "mode=777", "other", self.stage.at("users/over")])
        os.mkfifo(self.stage.at("shared/pipe"), 0o666)
        os.symlink("/etc/passwd", self.stage.at("shared/passwd"))

        def reading(hands: Hands, name: bytes) -> None:
            folder = hands.within(b"shared")
            os.close(hands.open_file(folder, name, os.O_RDONLY))

        def work(hands: Hands) -> None:
            hands.attempt(b"link", lambda: hands.make_file(b"users/link", b"f"))
            hands.attempt(b"over", lambda: hands.make_file(b"users/over", b"f"))
            hands.attempt(b"pipe", lambda: reading(hands, b"pipe"))
            hands.attempt(b"passwd", lambda: reading(hands, b"passwd"))

        acted = act(self.stage.mount, ADA, 10, work)
        self.assertEqual({acted.of(what)[0] for what in (b"link", b"over", b"pipe", b"passwd")}, {b"error"})
        self.assertEqual(os.listdir(outside) + os.listdir(self.stage.at("users/over")), [])

    def test_it_ends_with_its_parent(self) -> None:
        mine, its = os.pipe()
        parent = os.fork()
        if parent == 0:

            def work(hands: Hands) -> None:
                with open("/proc/self/stat") as stat:
                    hands.say(b"pid", b"done", stat.read().split()[0].encode())
                    os.write(hands.to, b"")
                time.sleep(1000)

            def begun(hands: Hands) -> None:
                with open(self.stage.at("shared/pid"), "w") as file:
                    file.write(str(os.getpid()))
                work(hands)

            try:
                act(self.stage.mount, ADA, LONG, begun)
            finally:
                os._exit(0)
        os.close(its)
        os.close(mine)
        path = self.stage.at("shared/pid")
        self.assertTrue(comes(lambda: os.path.exists(path) and os.path.getsize(path)))
        with open(path) as file:
            pid = int(file.read())
        os.kill(parent, signal.SIGKILL)
        os.waitpid(parent, 0)
        self.assertTrue(comes(lambda: not alive(pid)))

    def test_after_two_that_hang_none_is_started(self) -> None:
        limits.stuck = 2
        acted = act(self.stage.mount, ADA, 10, lambda hands: hands.say(b"x", b"done"))
        self.assertEqual(acted.of(b"x")[0], b"timeout")

    def test_without_the_kernels_calls_nothing_is_tried_and_it_is_said(self) -> None:
        kernel = prctl.kernel
        prctl.kernel = None
        try:
            self.assertEqual(act(self.stage.mount, ADA, 10, lambda hands: None).of(b"x"), (b"error", b"python-incomplete"))
        finally:
            prctl.kernel = kernel

    def test_a_place_that_is_not_the_mount_is_not_touched(self) -> None:
        mount = self.stage.mount
        subprocess.check_call(["mount", "-t", "tmpfs", "other", self.stage.place])
        acted = act(mount, ADA, 10, lambda hands: hands.attempt(b"file", lambda: hands.make_file(b"shared", b"f")))
        subprocess.check_call(["umount", self.stage.place])
        self.assertEqual(acted.of(b"file")[0], b"error")

    def test_root_itself_can_be_acted_as(self) -> None:
        acted = act(self.stage.mount, Who(0, 0, (), 0o002), 10, lambda hands: hands.attempt(b"file", lambda: hands.make_file(b".", b"f")))
        self.assertEqual(acted.of(b"file")[0], b"done")


def alive(pid: int) -> bool:
    try:
        with open("/proc/%d/stat" % pid) as stat:
            return stat.read().rpartition(")")[2].split()[0] not in ("Z", "X")
    except OSError:
        return False


if __name__ == "__main__":
    unittest.main()
