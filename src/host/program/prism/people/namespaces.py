"""What Python has no call for (before 3.12): namespaces and mounts in them, a parent's end, and word of a file that is opened."""

import posix

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ctypes import CDLL

NEW_MOUNTS = 0x00020000
NEW_PIDS = 0x20000000
BIND_ALL = 0x5000
SLAVE_ALL = 0x84000
NO_SUID_DEV_EXEC = 0xE
PR_SET_PDEATHSIG = 1
IN_OPEN = 0x20


class Kernel:
    """The C library's own calls. Making one raises ImportError where this Python has no ctypes; the calls raise OSError."""

    def __init__(self) -> None:
        # not at the top: who only looks need not wait for it
        import ctypes

        self.errno = ctypes.get_errno
        self.library: "CDLL" = ctypes.CDLL(None, use_errno=True)
        self.long = ctypes.c_ulong

    def unshare(self, kinds: int) -> None:
        self._checked(self.library.unshare(kinds), "unshare")

    def mount(self, source: bytes, place: bytes, kind: "bytes | None", flags: int, data: "bytes | None" = None) -> None:
        self._checked(self.library.mount(source, place, kind, self.long(flags), data), "mount")

    def take_from_host(self) -> None:
        """In a mount namespace of one's own: what the host mounts (an automounter) is seen here, what is mounted here is not seen there."""
        self.mount(b"none", b"/", None, SLAVE_ALL)

    def end_with_parent(self, signal: int) -> None:
        """The signal comes when the parent ends."""
        none = self.long(0)
        self._checked(self.library.prctl(PR_SET_PDEATHSIG, self.long(signal), none, none, none), "prctl")

    def word_of_opening(self, path: bytes) -> int:
        """A descriptor that can be read from when the file is opened, as it is to be executed."""
        descriptor = self._checked(self.library.inotify_init1(posix.O_NONBLOCK | posix.O_CLOEXEC), "inotify_init1")
        self._checked(self.library.inotify_add_watch(descriptor, path, IN_OPEN), "inotify_add_watch")
        return descriptor

    def _checked(self, answer: int, call: str) -> int:
        if answer < 0:
            raise OSError(self.errno(), call)
        return answer


def without_logind(kernel: Kernel) -> None:
    """
    In a mount namespace of one's own: all of /run/systemd but `seats`, by which pam_systemd knows that logind runs. It would tell logind the
    number that a process has in its own PID namespace, which is another process on the host; and start a manager for the user.
    """
    folder = b"/run/systemd"
    if not posix.access(folder + b"/seats", posix.F_OK):
        return
    kept: "list[tuple[bytes, int]]" = []
    links: "list[tuple[bytes, bytes]]" = []
    with posix.scandir(folder) as entries:
        for entry in entries:
            if entry.is_symlink():
                links.append((entry.name, posix.readlink(entry.path)))
            elif entry.name != b"seats":
                kept.append((entry.name, posix.open(entry.path, posix.O_PATH | posix.O_NOFOLLOW | posix.O_CLOEXEC)))
    kernel.mount(b"tmpfs", folder, b"tmpfs", NO_SUID_DEV_EXEC, b"mode=755,size=64k")
    for name, target in links:
        posix.symlink(target, folder + b"/" + name)
    for name, held in kept:
        place = folder + b"/" + name
        if posix.fstat(held).st_mode & 0o170000 == 0o040000:
            posix.mkdir(place, 0o755)
        else:
            posix.close(posix.open(place, posix.O_WRONLY | posix.O_CREAT | posix.O_CLOEXEC, 0o600))
        kernel.mount(b"/proc/self/fd/%d" % held, place, None, BIND_ALL)
        posix.close(held)
