"""A session that is open, seen from the host: whether it has become the program that root chose, and with which umask."""

import _signal
import posix
from select import select

from prism.core.clock import monotonic
from prism.core.files import read_all, status_fields
from prism.core.text import octal
from prism.people.namespaces import Kernel
from prism.people.session import Wanted, keep

LOOK = posix.O_PATH | posix.O_DIRECTORY | posix.O_NOFOLLOW | posix.O_CLOEXEC


class Program:
    """What a session is to become: sleep, with a number of seconds that nobody else says. `command` is for any shell."""

    __slots__ = ("words", "command", "real", "inode")

    def __init__(self, path: bytes) -> None:
        self.words = [path, b"61.%09d" % (int.from_bytes(posix.urandom(4), "big") % 10**9)]
        self.command = b"exec " + b" ".join(self.words)
        self.real = _path_of(path)
        found = posix.stat(path)
        self.inode = found.st_dev, found.st_ino


class OpenSession:
    """`keeper` is our child, `word` ends when the session has, `proc` is the /proc of its namespace, `real` what that calls the program."""

    def __init__(self, kernel: Kernel, program: Program, wanted: Wanted) -> None:
        self.program = program
        self.line = b"".join(word + b"\0" for word in program.words)
        self.uids = [b"%d" % wanted.account] * 4
        self.users = posix.readlink(b"/proc/self/ns/user")
        self.said = b""
        self.ended = False
        self.proc = -1
        self.real = b""
        parent = posix.getpid()
        self.word, its = posix.pipe()
        self.keeper = posix.fork()
        if self.keeper == 0:
            keep(kernel, wanted, its, parent)
        posix.close(its)

    def hear(self) -> None:
        part = posix.read(self.word, 64)
        self.said += part
        self.ended = not part

    def umask(self) -> "int | None":
        """None where no process of the session is the program, now."""
        if not self._enter():
            return None
        for name in posix.listdir(b"/proc/self/fd/%d" % self.proc):
            if name.isdigit() and name != b"1":
                try:
                    found = self._umask_of(name)
                except OSError:
                    # it has just ended
                    continue
                if found is not None:
                    return found
        return None

    def _enter(self) -> bool:
        if self.proc < 0 and self.said.endswith(b"\n"):
            try:
                self.real = _path_of(b"/proc/%d/root%s" % (int(self.said), self.program.real))
                proc = posix.open(b"/proc/%d/root/proc" % int(self.said), LOOK)
            except OSError:
                return False
            # before the session has its own, it is the host's that is seen there
            if posix.fstat(proc).st_dev == posix.stat(b"/proc").st_dev:
                posix.close(proc)
                return False
            self.proc = proc
        return self.proc >= 0

    def _umask_of(self, name: bytes) -> "int | None":
        held = posix.open(name, LOOK, dir_fd=self.proc)
        try:
            umask = self._state(held)
            # looked at again: it may have become the program, or another, meanwhile
            return umask if umask is not None and umask == self._state(held) else None
        finally:
            posix.close(held)

    def _state(self, held: int) -> "int | None":
        """
        The umask of a process, where it is the program and the account's altogether. Its file is touched last, and only where it is none that
        the account has mounted there in a user namespace of its own: that could hang.
        """
        fields = status_fields(_read(held, b"status"))
        if fields.get(b"Uid", b"").split() != self.uids or posix.readlink(b"exe", dir_fd=held) != self.real:
            return None
        if posix.readlink(b"ns/user", dir_fd=held) != self.users or _read(held, b"cmdline") != self.line:
            return None
        found = posix.stat(b"exe", dir_fd=held)
        return octal(fields.get(b"Umask", b"").strip()) if (found.st_dev, found.st_ino) == self.program.inode else None

    def end(self) -> None:
        """Ends all of it: the namespace's first process goes with its keeper, and the kernel ends the rest. One that cannot end is left."""
        posix.kill(self.keeper, _signal.SIGKILL)
        until = monotonic() + 0.5
        while not self.ended and select([self.word], [], [], max(0.0, until - monotonic()))[0]:
            self.hear()
        posix.waitpid(self.keeper, 0)
        posix.close(self.word)
        if self.proc >= 0:
            posix.close(self.proc)


def _path_of(path: bytes) -> bytes:
    """As a link in /proc would call it: of another mount namespace, from where that begins, also where we are in a chroot."""
    held = posix.open(path, posix.O_PATH | posix.O_CLOEXEC)
    try:
        return posix.readlink(b"/proc/self/fd/%d" % held)
    finally:
        posix.close(held)


def _read(folder: int, name: bytes) -> bytes:
    descriptor = posix.open(name, posix.O_RDONLY | posix.O_CLOEXEC, dir_fd=folder)
    try:
        return read_all(descriptor, 8192)
    finally:
        posix.close(descriptor)
