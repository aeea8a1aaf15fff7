"""
A session of an account, in a PID namespace and with a /proc of its own: a keeper, which root can end at any time; the namespace's first
process, with which all others end; and the session's own, which becomes somebody else's program. No process here prints anything.
"""

import _signal
import posix
from _socket import AF_UNIX, SOCK_STREAM, socketpair
from select import select

from prism.core.leave import leave
from prism.people.namespaces import NEW_MOUNTS, NEW_PIDS, NO_SUID_DEV_EXEC, Kernel, without_logind


class Wanted:
    """
    How a session is begun: the program and its words, by root where `uid` is None, else as that account in its home. `text` is on its standard
    input, a socket where `socket`, as sshd has it. `account` is the uid that counts.
    """

    __slots__ = ("account", "words", "environment", "text", "umask", "uid", "gid", "groups", "home", "socket")

    def __init__(self, account: int, words: "list[bytes]", environment: "dict[bytes, bytes]", umask: int) -> None:
        self.account = account
        self.words = words
        self.environment = environment
        self.umask = umask
        self.text = b""
        self.uid: "int | None" = None
        self.gid = 0
        self.groups: "tuple[int, ...]" = ()
        self.home = b"/"
        self.socket = False


def keep(kernel: Kernel, wanted: Wanted, to: int, parent: int) -> None:
    """In a child: never returns. Tells the number of the namespace's first process; `to` ends when both have ended."""
    try:
        nothing = posix.open(b"/dev/null", posix.O_RDWR)
        for descriptor in (0, 1, 2):
            posix.dup2(nothing, descriptor)
        close_but(to)
        kernel.end_with_parent(_signal.SIGKILL)
        if posix.getppid() != parent:
            return
        kernel.unshare(NEW_PIDS | NEW_MOUNTS)
        kernel.take_from_host()
        without_logind(kernel)
        lives, life = posix.pipe()
        first = posix.fork()
        if first == 0:
            posix.close(life)
            _hold(kernel, wanted, to, lives)
        posix.close(lives)
        posix.write(to, b"%d\n" % first)
        posix.waitpid(first, 0)
    finally:
        leave(0)


def close_but(kept: int) -> None:
    for name in posix.listdir(b"/proc/self/fd"):
        if int(name) not in (0, 1, 2, kept):
            try:
                posix.close(int(name))
            except OSError:
                # the one that listed them
                pass


def _hold(kernel: Kernel, wanted: Wanted, to: int, lives: int) -> None:
    """The first process of the namespace: never returns. It ends when the session's own process has ended, and everything with it."""
    try:
        kernel.end_with_parent(_signal.SIGKILL)
        # a keeper that ended before that was said
        if select([lives], [], [], 0)[0]:
            return
        kernel.mount(b"proc", b"/proc", b"proc", NO_SUID_DEV_EXEC)
        session = posix.fork()
        if session == 0:
            posix.close(to)
            _become(wanted)
        while posix.waitpid(-1, 0)[0] != session:
            pass
    finally:
        leave(0)


def _become(wanted: Wanted) -> None:
    """In the session's own process: never returns."""
    try:
        posix.setsid()
        for signal in (_signal.SIGPIPE, _signal.SIGXFSZ, _signal.SIGINT, _signal.SIGTERM, _signal.SIGHUP, _signal.SIGCHLD):
            _signal.signal(signal, _signal.SIG_DFL)
        _give(wanted)
        posix.umask(wanted.umask)
        if wanted.uid is not None:
            posix.setgroups(list(wanted.groups))
            posix.setresgid(wanted.gid, wanted.gid, wanted.gid)
            posix.setresuid(wanted.uid, wanted.uid, wanted.uid)
            try:
                posix.chdir(wanted.home)
            except OSError:
                # as sshd does
                pass
        posix.execve(wanted.words[0], wanted.words, wanted.environment)
    finally:
        leave(126)


def _give(wanted: Wanted) -> None:
    """The text and then its end, on standard input; it is shorter than what a pipe holds."""
    if wanted.socket:
        near, far = socketpair(AF_UNIX, SOCK_STREAM)
        reading, writing = far.detach(), near.detach()
    else:
        reading, writing = posix.pipe()
    posix.write(writing, wanted.text)
    posix.close(writing)
    posix.dup2(reading, 0)
    if reading != 0:
        posix.close(reading)
