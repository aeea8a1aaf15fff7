"""Sessions are measured by root, whatever a start file does: it costs its own row, and nothing of it is left behind."""

import os
import shutil
import signal
import subprocess
import sys
import time
import unittest

import isolated
from a_clock import LONG, Clock, comes
from isolated import start_file, write

from prism.core import limits, prctl, several
from prism.core.files import status_fields
from prism.core.records import Records
from prism.looks import sessions
from prism.looks.host import Host
from prism.looks.umasks import look_umasks
from prism.people import measuring
from prism.people.namespaces import BIND_ALL, Kernel
from prism.people.session_manager import read_agent

why = isolated.why_not()
if why:
    sys.stderr.write("sessions are not tried: %s\n" % why)


def host_with(names: "list[bytes]") -> Host:
    return isolated.host_of(isolated.job_for(names))


def patience(*hang: int) -> None:
    """Half a second for the sessions of these uids, of which nothing comes; for all others as long as a busy machine needs."""
    measuring.EACH = measuring.ALL = LONG
    one = measuring._measured
    measuring._measured = lambda kernel, program, wanted, seconds: one(kernel, program, wanted, 0.5 if wanted.account in hang else seconds)


def measured(names: "tuple[bytes, ...]" = (b"ann", b"bob"), hang: "tuple[int, ...]" = ()) -> "dict[str, int | None]":
    """Account and kind, and the umask; None where it is not known. In a child: the limits stay as they are set here."""
    patience(*hang)
    host = host_with(list(names))
    sessions.measure_umasks(host)
    assert {name: host.sessions[name, b"su-login"] for name in names} == host.umasks
    return {name.decode() + " " + kind.decode(): umask for (name, kind), umask in host.sessions.items()}


def processes_of(*uids: int) -> "list[tuple[str, str]]":
    found: "list[tuple[str, str]]" = []
    for pid in os.listdir("/proc"):
        try:
            with open("/proc/%s/status" % pid, "rb") as status:
                fields = status_fields(status.read())
        except OSError:
            continue
        if fields.get(b"Uid", b"-").split()[0] in [b"%d" % uid for uid in uids]:
            found.append((pid, fields[b"Name"].decode()))
    return found


def children_of(parent: int) -> "list[int]":
    found: "list[int]" = []
    for pid in os.listdir("/proc"):
        if pid.isdigit():
            try:
                with open("/proc/%s/status" % pid, "rb") as status:
                    if status_fields(status.read()).get(b"PPid") == b"%d" % parent:
                        found.append(int(pid))
            except OSError:
                continue
    return found


def none_left(*uids: int) -> "list[tuple[str, str]]":
    """What is left of theirs: what the kernel ends is gone soon, but not before it says so."""
    comes(lambda: not processes_of(*uids))
    return processes_of(*uids)


@unittest.skipIf(why, why or "")
class Sessions(unittest.TestCase):
    def test_a_plain_account(self) -> None:
        found = isolated.isolated(lambda: measured((b"ann",)))
        self.assertEqual(found, {"ann su-login": 0o2, "ann ssh-login": 0o2, "ann ssh-command": 0o2})

    def test_where_root_has_no_inotify_left(self) -> None:
        def none_left_of_128(kernel: Kernel, path: bytes) -> int:
            raise OSError(24, "inotify_init1")

        def do():
            Kernel.word_of_opening = none_left_of_128
            start_file("ann", "umask 077; sleep 0.2\n")
            start_file("bob", "exit 0\n")
            return measured(hang=(51002,))

        found = isolated.isolated(do)
        expected = {"su-login": (0o77, None), "ssh-login": (0o77, None), "ssh-command": (0o2, 0o2)}
        self.assertEqual(
            found, {"%s %s" % (name, kind): both[n] for kind, both in expected.items() for n, name in enumerate(("ann", "bob"))}
        )

    def test_each_kind_of_session_has_its_start_files(self) -> None:
        def do():
            start_file("ann", "umask 077\n")
            start_file("bob", "umask 007\n", ".bashrc")
            return measured()

        self.assertEqual(
            isolated.isolated(do),
            {
                "ann su-login": 0o77,
                "ann ssh-login": 0o77,
                "ann ssh-command": 0o2,
                "bob su-login": 0o2,
                "bob ssh-login": 0o2,
                "bob ssh-command": 0o7,
            },
        )

    def attack(self, text: str, ann: "tuple[int | None, int | None]", hangs: bool = False) -> "dict[str, int | None]":
        """What ann's start file does costs ann's login alone. `ann` is what her logins come to; `hangs`: their limit ends them."""

        def do():
            start_file("ann", text)
            return measured(hang=(51001,) if hangs else ()), none_left(51001, 51002)

        found, left = isolated.isolated(do)
        self.assertEqual(left, [])
        self.assertEqual([found["bob " + kind] for kind in ("su-login", "ssh-login", "ssh-command")], [0o2, 0o2, 0o2])
        self.assertEqual([found["ann su-login"], found["ann ssh-login"]], list(ann))
        return found

    def test_a_start_file_that_prints_without_end(self) -> None:
        self.attack("yes\n", (None, None), hangs=True)

    def test_a_start_file_that_hangs(self) -> None:
        self.attack("sleep 1000\n", (None, None), hangs=True)

    def test_a_start_file_that_hangs_in_the_chosen_program(self) -> None:
        self.attack("umask 0; exec /usr/bin/sleep 1061\n", (None, None), hangs=True)

    def test_a_start_file_that_becomes_another_shell(self) -> None:
        self.attack("umask 077; exec sh\n", (0o77, 0o77))
        self.attack("umask 077; exec /bin/bash --norc\n", (0o77, 0o77))

    def test_a_start_file_that_takes_the_path_away(self) -> None:
        self.attack("unset PATH\n", (0o2, 0o2))
        self.attack("PATH=\n", (0o2, 0o2))

    def test_a_start_file_that_prints_without_an_end_of_line(self) -> None:
        self.attack('printf "Welcome "', (0o2, 0o2))

    def test_a_start_file_that_ends_its_parent(self) -> None:
        self.attack("kill -9 $PPID\n", (0o2, 0o2))
        self.attack("kill -9 1 -1\n", (0o2, 0o2))
        self.attack("kill -9 $$\n", (None, None))

    def test_a_start_file_that_prints_what_a_transcript_looks_like(self) -> None:
        self.attack('echo "umask account=ann session=su-login how=measured umask=0002"; umask 077; cat /proc/$PPID/cmdline\n', (0o77, 0o77))

    def test_a_start_file_that_does_not_listen_to_signals(self) -> None:
        self.attack("trap '' TERM HUP INT QUIT\n", (0o2, 0o2))
        self.attack("trap '' TERM HUP INT QUIT\nwhile :; do :; done\n", (None, None), hangs=True)

    def test_a_start_file_that_leaves_something_running(self) -> None:
        self.attack("setsid sleep 1000 &\nsetsid setsid sh -c 'trap \"\" TERM; while :; do sleep 1; done' >/dev/null 2>&1 &\n", (0o2, 0o2))

    def test_a_start_file_that_reads_what_it_is_told(self) -> None:
        self.attack("cat >/dev/null\n", (0o2, None))

    def test_a_start_file_that_ends(self) -> None:
        self.attack("exit 0\n", (None, None))
        self.attack("exec true\n", (None, None))

    def test_a_start_file_that_opens_the_program_all_the_time(self) -> None:
        self.attack("while :; do : </usr/bin/sleep; done\n", (None, None), hangs=True)

    def test_a_start_file_that_closes_everything(self) -> None:
        self.attack("exec 0<&- 1>&- 2>&-; umask 027\n", (0o27, None))

    def test_somebody_can_lie_of_their_own_umask_alone(self) -> None:
        lie = "IFS= read -r -d '' -a a </proc/$PPID/cmdline; c=$(tr '\\0' '\\n' </proc/$PPID/cmdline | tail -n 1); umask 002; $c\n"
        found = self.attack(lie + "umask 077\n", (0o2, 0o77))
        self.assertEqual(found["ann ssh-command"], 0o2)

    def test_another_of_the_same_name_is_not_the_program(self) -> None:
        def do():
            write("/home/ann/sleep", "#!/bin/sh\nwhile :; do read x; done\n", 0o755)
            start_file("ann", "umask 0; exec() { builtin exec -a $1 /bin/bash -c 'while :; do :; done' $2; }\n")
            return measured((b"ann",), hang=(51001,)), none_left(51001)

        found, left = isolated.isolated(do)
        self.assertEqual([found["ann su-login"], found["ann ssh-login"], left], [None, None, []])

    def test_accounts_that_cannot_log_in(self) -> None:
        def do():
            isolated.add("carl", 51010, "/usr/sbin/nologin")
            isolated.add("dora", 51011, "/bin/false")
            isolated.add("emil", 51012, "/nowhere/bash")
            isolated.add("fay", 51013, "/bin/rbash" if os.path.exists("/bin/rbash") else "/bin/false")
            write(
                "/etc/pam.d/su-l",
                "auth sufficient pam_rootok.so\naccount required pam_succeed_if.so quiet user != eve\nsession required pam_permit.so\n",
            )
            return measured((b"carl", b"dora", b"emil", b"fay", b"eve"))

        found = isolated.isolated(do)
        self.assertEqual(
            {name: umask for name, umask in found.items() if name.endswith("su-login")},
            {
                "carl su-login": None,
                "dora su-login": None,
                "emil su-login": None,
                "fay su-login": None,
                "eve su-login": None,
            },
        )
        self.assertEqual(found["eve ssh-login"], 0o2)
        self.assertNotIn("carl ssh-login", found)

    def test_the_time_of_a_host_is_limited(self) -> None:
        def do():
            names: "list[str]" = []
            for number in range(12):
                names.append("p%d" % number)
                isolated.add(names[-1], 51100 + number)
                start_file(names[-1], "touch ~/began; sleep 1000\n" if number > 0 else "")
            patience()
            clock = several.monotonic = Clock()
            heard = limits.answered

            def answered(said: bytes) -> object:
                # the first that is measured is the last for which there was time
                clock.ahead += LONG * 10
                return heard(said)

            limits.answered = answered
            host = host_with([name.encode() for name in names])
            sessions.measure_logins(host)
            began = [os.path.exists("/home/%s/began" % name) for name in names]
            return [host.umasks[name.encode()] for name in names], began[5:], none_left(*range(51100, 51112))

        self.assertEqual(isolated.isolated(do), ([0o2] + [None] * 11, [False] * 7, []))

    def test_logind_is_not_told(self) -> None:
        def do():
            os.makedirs("/run/systemd/seats")
            os.makedirs("/run/systemd/userdb")
            write("/run/systemd/userdb/kept", "x")
            write("/run/systemd/notify", "")
            os.symlink("userdb", "/run/systemd/link")
            start_file("ann", "cd /run/systemd; [ ! -e seats ] && [ -e userdb/kept ] && [ -e notify ] && [ -e link/kept ] && umask 070\n")
            found = measured((b"ann",))
            return found, sorted(os.listdir("/run/systemd"))

        found, here = isolated.isolated(do)
        self.assertEqual((found["ann su-login"], here), (0o70, ["link", "notify", "seats", "userdb"]))

    def test_where_an_agent_runs_in_a_chroot(self) -> None:
        def do():
            os.mkdir("/run/inside")
            isolated.Kernel().mount(b"/", b"/run/inside", None, BIND_ALL)
            os.chroot("/run/inside")
            os.chdir("/")
            return measured((b"ann",))

        self.assertEqual(isolated.isolated(do), {"ann su-login": 0o2, "ann ssh-login": 0o2, "ann ssh-command": 0o2})

    def test_the_records(self) -> None:
        def do():
            start_file("ann", "umask 077\n")
            start_file("bob", "sleep 1000\n")
            host = host_with([b"ann", b"bob", b"nobody-there"])
            look_umasks(host)
            read = host.records.lines
            patience(51002)
            host.records = Records()
            sessions.measure_umasks(host)
            look_umasks(host)
            return read, host.records.lines

        read, found = isolated.isolated(do)
        self.assertEqual(
            [line for line in read if b"session-manager" not in line and b"cron" not in line],
            [
                b"umask account=%s session=%s how=read umask=0002" % (who, kind)
                for who in (b"ann", b"bob")
                for kind in (b"su-login", b"ssh-command", b"ssh-login")
            ],
        )
        self.assertEqual(
            [line for line in found if b"session-manager" not in line and b"cron" not in line],
            [
                b"umask account=ann session=su-login how=measured umask=0077",
                b"umask account=ann session=ssh-command how=measured umask=0002",
                b"umask account=ann session=ssh-login how=measured umask=0077",
                b"umask account=bob session=su-login how=measured",
                b"umask account=bob session=ssh-command how=measured umask=0002",
                b"umask account=bob session=ssh-login how=measured",
            ],
        )

    def test_what_nothing_measures_is_said_to_be_read(self) -> None:
        def do():
            with open("/etc/passwd") as file:
                accounts = file.read()
            write("/etc/passwd", accounts.replace("/home/ann:/bin/bash", "/home/ann:/usr/bin/tcsh"))
            start_file("ann", "umask 077\n")
            host = host_with([b"ann"])
            sessions.measure_umasks(host)
            look_umasks(host)
            return [line for line in host.records.lines if b"session-manager" not in line]

        for line in isolated.isolated(do):
            self.assertEqual(b"how=measured" in line, b"su-login" in line and b"how=absent" not in line, line)

    def test_where_python_lacks_modules(self) -> None:
        def do():
            prctl.kernel = None
            host = host_with([b"ann"])
            host.sessions[b"ann", b"su-login"] = host.umasks[b"ann"] = None
            look_umasks(host)
            return host.records.lines

        found = isolated.isolated(do)
        self.assertEqual(found[0], b"umask account=ann session=su-login how=measured why=python-incomplete")
        self.assertEqual([line for line in found[1:] if b"why=" in line], [])

    @unittest.skipIf(read_agent(), "Session Manager's own agent runs on this machine")
    def test_session_managers_agent(self) -> None:
        def seen():
            agent = read_agent()
            return None if agent is None else (agent.umask, agent.sessions)

        def do():
            program = "/run/ssm-session-worker"
            shutil.copy("/usr/bin/sleep", program)
            os.chmod(program, 0o755)
            children: "list[int]" = []
            found = [seen()]
            # somebody's own program of that name first
            for uid, umask in ((51001, 0o2), (0, 0o27)):
                ready, done = os.pipe()
                child = os.fork()
                if child == 0:
                    os.setuid(uid)
                    os.umask(umask)
                    os.execv(program, [program, "1000"])
                os.close(done)
                os.read(ready, 1)
                children.append(child)
                if uid == 0:
                    os.unlink(program)
                found.append(seen())
            host = host_with([b"ann", b"bob"])
            look_umasks(host)
            for child in children:
                os.kill(child, 9)
                os.waitpid(child, 0)
            return found, [line for line in host.records.lines if b"session-manager" in line]

        found, lines = isolated.isolated(do)
        self.assertEqual(found, [None, None, (0o27, {})])
        self.assertEqual(lines, [b"umask account=%s session=session-manager how=read umask=0027" % who for who in (b"ann", b"bob")])

    @unittest.skipIf(read_agent(), "Session Manager's own agent runs on this machine")
    def test_a_session_of_session_managers_that_somebody_has_open(self) -> None:
        def do():
            shutil.copy("/bin/sh", "/run/ssm-session-worker")
            os.chmod("/run/ssm-session-worker", 0o755)
            shell = "(umask %s; exec setpriv --reuid %d --regid 51001 --clear-groups sleep 30) & "
            text = "".join(shell % one for one in (("0022", 51001), ("0002", 51001), ("0002", 51002), ("0077", 0)))
            worker = subprocess.Popen(["/run/ssm-session-worker", "-c", text + "wait"])
            # somebody's own child of somebody's own process is nobody's session
            other = subprocess.Popen(["/bin/sh", "-c", shell % ("0000", 51003) + "wait"])
            try:
                until = time.time() + 10
                while len(processes_of(51001, 51002, 51003)) < 4 and time.time() < until:
                    time.sleep(0.01)
                host = host_with([b"ann", b"bob", b"eve"])
                look_umasks(host)
            finally:
                # each shell takes the ends of its own
                for pid in children_of(worker.pid) + children_of(other.pid):
                    os.kill(pid, 9)
                worker.wait()
                other.wait()
            return [line.split(b"session=")[0] + line.split(b"manager ")[1] for line in host.records.lines if b"session-manager" in line]

        self.assertEqual(
            isolated.isolated(do),
            [
                b"umask account=ann how=read umask=0022",
                b"umask account=ann how=measured umask=0002",
                b"umask account=ann how=measured umask=0022",
                b"umask account=bob how=read umask=0022",
                b"umask account=bob how=measured umask=0002",
                b"umask account=eve how=read umask=0022",
            ],
        )

    def test_a_host_on_which_nothing_more_may_be_begun(self) -> None:
        def do():
            host = host_with([b"ann"])
            host.accounts.learn(host.names)
            limits.stuck = 2
            sessions.measure_umasks(host)
            return host.umasks, list(host.sessions.values())

        self.assertEqual(isolated.isolated(do), ({b"ann": None}, [None, None, None]))

    def test_sessions_end_with_who_watches_them(self) -> None:
        def do():
            start_file("ann", "sleep 1000\n")
            asker = os.fork()
            if asker == 0:
                measured((b"ann",))
                os._exit(0)
            begun = comes(lambda: len([name for _, name in processes_of(51001) if name == "sleep"]) == 2)
            # whoever is stopped neither starts nor sees off another
            os.kill(asker, signal.SIGSTOP)
            with open("/proc/%d/task/%d/children" % (asker, asker)) as children:
                watchers = children.read().split()
            for pid in watchers + [asker]:
                os.kill(int(pid), 9)
            os.waitpid(asker, 0)
            return begun, none_left(51001)

        begun, left = isolated.isolated(do)
        self.assertTrue(begun)
        self.assertEqual(left, [])
