import os
import shutil
import signal
import subprocess
import tempfile
import unittest

from a_clock import LONG, Clock, comes
from a_mounting import VOLUME, mounting

from prism.core import child as children
from prism.core import programs
from prism.core.clock import monotonic
from prism.core.programs import run
from prism.steps import tidy

KEY = b"PRISM_MOUNTING=01JTEST.mount.1"


class Tidy(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = os.fsencode(os.path.realpath(tempfile.mkdtemp()))
        self.before = tidy.STATE, tidy.is_roots
        tidy.STATE = self.folder + b"/efs"
        if os.getuid() != 0:
            tidy.is_roots = lambda folder: True  # type: ignore[assignment]
        os.mkdir(tidy.STATE)
        for name in ("stunnel", "sleeper"):
            shutil.copy("/bin/sh", os.fsdecode(self.folder) + "/" + name)
        self.started: "list[subprocess.Popen[bytes]]" = []

    def tearDown(self) -> None:
        tidy.STATE, tidy.is_roots = self.before
        while self.started:
            self.gone()
        shutil.rmtree(self.folder)

    def gone(self) -> None:
        child = self.started.pop()
        child.kill()
        child.communicate()

    def state(self, name: bytes, program: bytes = b"stunnel", mark: bytes = KEY) -> None:
        config = b"/stunnel-config." + name.lstrip(b"~")
        for file in (b"/" + name, config):
            with open(tidy.STATE + file, "wb") as made:
                made.write(b'{"pid": -1}')
        child = subprocess.Popen(
            [self.folder + b"/" + program, b"-c", b"echo; read x", b"sh", tidy.STATE + config],
            env={b"A": b"b", mark.partition(b"=")[0]: mark.partition(b"=")[2]},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert child.stdout is not None
        child.stdout.readline()
        self.started.append(child)

    def tidied(self, before: "list[bytes]") -> "tuple[bytes, list[bytes], list[bool]]":
        made = mounting()
        # whoever ended a child of ours has to see it go
        ended, end = [], tidy.end_tunnel
        tidy.end_tunnel = lambda pid: (ended.append(pid), os.kill(pid, signal.SIGKILL))  # type: ignore[assignment]
        try:
            tidy.tidy(made, before)
        finally:
            tidy.end_tunnel = end
        return made.tidied, sorted(os.listdir(tidy.STATE)), [child.pid in ended for child in self.started]

    def test_what_a_mount_left_goes(self) -> None:
        for name in (b"~" + VOLUME + b".mnt.research-data.20049", VOLUME + b".mnt.research-data.20050"):
            self.state(name)
        self.assertEqual(self.tidied([]), (b"the tunnel that the mount left", [], [True, True]))

    def test_a_state_without_a_tunnel_goes_too(self) -> None:
        self.state(b"~" + VOLUME + b".mnt.research-data.20049")
        self.gone()
        self.assertEqual(self.tidied([]), (b"the state file that the mount left", [], []))

    def test_what_is_not_certainly_of_this_mount_stays(self) -> None:
        name = VOLUME + b".mnt.research-data.20049"
        kept = sorted([name, b"stunnel-config." + name])
        self.state(name)
        self.assertEqual(self.tidied([name]), (b"", kept, [False]))
        self.gone()
        for mark in (b"PRISM_MOUNTING=01JTEST.mount.2", b"X=PRISM_MOUNTING=01JTEST.mount.1"):
            self.state(name, mark=mark)
            self.assertEqual(self.tidied([]), (b"", kept, [False]))
            self.gone()

    def test_another_program_that_names_the_file_is_left_alone(self) -> None:
        self.state(VOLUME + b".mnt.research-data.20049", program=b"sleeper")
        self.assertEqual(self.tidied([]), (b"the state file that the mount left", [], [False]))

    def test_other_places_and_volumes_stay(self) -> None:
        names = [
            VOLUME + b".mnt.research-data2.20049",
            VOLUME + b".srv.mnt.research-data.20049",
            b"fs-00000000.mnt.research-data.20049",
            VOLUME + b".mnt.research-data.20049+",
            VOLUME + b".mnt.research-data.x",
        ]
        for name in names:
            self.state(name)
        self.assertEqual(self.tidied([])[::2], (b"", [False] * 5))


class End(unittest.TestCase):
    def setUp(self) -> None:
        self.clock = children.monotonic = Clock()

    def tearDown(self) -> None:
        children.monotonic = monotonic

    def test_a_tunnel_is_ended(self) -> None:
        # a grandchild, so that nobody has to take its end
        with subprocess.Popen(["sh", "-c", "sleep 1000 >/dev/null & echo $!"], stdout=subprocess.PIPE) as child:
            pid = int(child.communicate()[0])
        tidy.end_tunnel(pid)
        self.assertTrue(comes(lambda: not os.path.exists("/proc/%d" % pid)))

    def test_the_helper_gets_its_time_though_its_parent_is_gone(self) -> None:
        folder = tempfile.mkdtemp()
        helper = "trap 'sleep 0.4; echo tidied >%s/done; exit 0' INT; echo set; while :; do sleep 0.05; done" % folder
        # as mount(8) and its helper: the parent dies of the signal at once
        parent = (
            "import os, signal, subprocess, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); subprocess.call(['sh', '-c', sys.argv[1]])"
        )
        python = os.fsencode(shutil.which("python3") or "/usr/bin/python3")
        words = [python, b"-I", b"-S", b"-c", parent.encode(), helper.encode()]
        ran = run(LONG, words, log=self.clock, first=signal.SIGINT, patience=LONG)
        self.assertTrue(ran.late)
        with open(folder + "/done") as file:
            self.assertEqual(file.read(), "tidied\n")
        shutil.rmtree(folder)

    def test_who_does_not_end_is_killed(self) -> None:
        words = [b"/bin/sh", b"-c", b"trap '' INT TERM; echo set; while :; do sleep 0.05; done"]
        ran = run(LONG, words, log=self.clock, first=signal.SIGINT, patience=0.1)
        self.assertTrue(ran.late)
        self.assertEqual(programs.LATE, ran.status)
