"""
What an account does on the volume, in the child that became it: by names from the volume's root, nothing is followed, every component is
entered with the account's own rights. What came of it is said in lines of a fixed form, which acting.py reads on the other side.
"""

import posix
from errno import EACCES, ENOENT, ENXIO, EPERM, EROFS

from prism.core.files import write_all
from prism.core.stat import is_regular
from prism.volume.folder import Folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable, Optional

ENTER = posix.O_PATH | posix.O_DIRECTORY | posix.O_NOFOLLOW | posix.O_CLOEXEC
QUIET = posix.O_NONBLOCK | posix.O_NOCTTY | posix.O_NOFOLLOW | posix.O_CLOEXEC


def verdict(error: OSError) -> "tuple[bytes, bytes]":
    """An error as an outcome and its words: refused (read-only or not), missing, error."""
    if error.errno == EROFS:
        return b"refused", b"read-only"
    if error.errno in (EACCES, EPERM):
        return b"refused", b""
    return b"missing" if error.errno == ENOENT else b"error", (error.strerror or "no reason given").encode("ascii", "replace")


class Hands:
    """`root` is the volume's root, held since before the account was taken on."""

    def __init__(self, to: int, root: Folder) -> None:
        self.to = to
        self.root = root

    def say(self, what: bytes, outcome: bytes, rest: bytes = b"") -> None:
        write_all(self.to, b"%s %s %s\n" % (what, outcome, rest.replace(b"\n", b" ")))

    def attempt(self, what: bytes, do: "Callable[[], Optional[bytes]]") -> None:
        """Tries, and says how it went: done with what it answered, or why not."""
        try:
            answer = do()
        except OSError as error:
            self.say(what, *verdict(error))
        else:
            self.say(what, b"done", answer or b"")

    def within(self, path: bytes) -> int:
        """A descriptor of a directory of the volume, which can be entered and no more; `.` is the root."""
        here = posix.dup(self.root.held)
        for name in path.split(b"/"):
            if name in (b"", b"."):
                continue
            try:
                inner = posix.open(name, ENTER, dir_fd=here)
            finally:
                posix.close(here)
            here = inner
            if posix.fstat(here).st_dev != self.root.device:
                posix.close(here)
                raise OSError(ENXIO, "not on the volume")
        return here

    def make_file(self, path: bytes, name: bytes, content: bytes = b"") -> None:
        """A new file as a shell's > makes it, on the server when this returns."""
        folder = self.within(path)
        try:
            made = posix.open(name, posix.O_WRONLY | posix.O_CREAT | posix.O_EXCL | QUIET, 0o666, dir_fd=folder)
        finally:
            posix.close(folder)
        try:
            write_synced(made, content)
        finally:
            posix.close(made)

    def make_folder(self, path: bytes, name: bytes) -> None:
        folder = self.within(path)
        try:
            posix.mkdir(name, 0o777, dir_fd=folder)
        finally:
            posix.close(folder)

    def remove(self, path: bytes, name: bytes) -> None:
        """A file, or an empty directory."""
        folder = self.within(path)
        try:
            posix.unlink(name, dir_fd=folder)
        except IsADirectoryError:
            posix.rmdir(name, dir_fd=folder)
        finally:
            posix.close(folder)

    def list(self, path: bytes) -> None:
        """Reads a directory's first entry."""
        folder = self.within(path)
        try:
            with posix.scandir(b"/proc/self/fd/%d" % folder) as entries:
                for _ in entries:
                    return
        finally:
            posix.close(folder)

    def open_file(self, folder: int, name: bytes, flags: int) -> int:
        """A regular file in a folder of within(); whether it is the volume's, root looks. Raises OSError for anything else of that name."""
        found = posix.open(name, flags | QUIET, dir_fd=folder)
        try:
            if not is_regular(posix.fstat(found).st_mode):
                raise OSError(ENXIO, "not a regular file")
            return found
        except BaseException:
            posix.close(found)
            raise


def write_synced(descriptor: int, content: bytes) -> None:
    """Whole, and on the server. Raises OSError."""
    write_all(descriptor, content)
    posix.fsync(descriptor)
