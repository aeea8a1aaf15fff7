"""A directory of the volume by descriptor: nothing is opened by path, nothing is followed. All of this can hang: inside a question of core.limits."""

import posix

from prism.core.files import read_proc
from prism.core.limits import Refusal
from prism.core.stat import is_directory, is_regular, kind_of

HOLD = posix.O_PATH | posix.O_NOFOLLOW | posix.O_CLOEXEC
OPEN = posix.O_NONBLOCK | posix.O_NOCTTY | posix.O_NOFOLLOW | posix.O_CLOEXEC


class NotThere(Refusal):
    """There is nothing of that name."""


class Folder:
    """A directory of the volume: `held` is an O_PATH descriptor, `device` and `mount` those of the mount itself."""

    __slots__ = ("held", "device", "mount", "path")

    def __init__(self, held: int, device: int, mount: int, path: bytes) -> None:
        self.held = held
        self.device = device
        self.mount = mount
        self.path = path

    def stat(self) -> posix.stat_result:
        return posix.fstat(self.held)

    def is_open(self, gid: int) -> bool:
        """Whether the group, or everybody, may list it: then the names in it may be told. Members may put somebody's private folder anywhere."""
        seen = self.stat()
        return seen.st_mode & 0o005 == 0o005 or (seen.st_gid == gid and seen.st_mode & 0o050 == 0o050)

    def opened(self) -> int:
        """A descriptor that can be listed, synced and changed; whoever asks closes it."""
        return posix.open(b"/proc/self/fd/%d" % self.held, posix.O_RDONLY | posix.O_DIRECTORY | posix.O_NONBLOCK | posix.O_CLOEXEC)

    def close(self) -> None:
        posix.close(self.held)

    def enter(self, name: bytes) -> "Folder":
        """A directory in this one, on the same mount. Raises NotThere or Refusal."""
        held = self.hold(name)
        kind = posix.fstat(held).st_mode
        if not is_directory(kind):
            posix.close(held)
            raise Refusal(b"%s is a %s" % (self.below(name), kind_of(kind).replace(b"-", b" ")))
        return Folder(held, self.device, self.mount, self.below(name))

    def walk(self, path: bytes) -> "Folder":
        """The directory at a path of several names; `.` is this one."""
        here = self
        for name in path.split(b"/"):
            if name not in (b"", b"."):
                here = here.enter(name)
        return here

    def below(self, name: bytes) -> bytes:
        return name if self.path == b"." else self.path + b"/" + name

    def look(self, name: bytes) -> posix.stat_result:
        """What is there of that name, not followed, on the same mount. Raises NotThere or Refusal."""
        held = self.hold(name)
        try:
            return posix.fstat(held)
        finally:
            posix.close(held)

    def regular(self, name: bytes, flags: int = posix.O_RDONLY) -> int:
        """A descriptor of a regular file in this folder; whoever asks closes it. Raises NotThere or Refusal."""
        held = self.hold(name)
        try:
            kind = posix.fstat(held).st_mode
            if not is_regular(kind):
                raise Refusal(b"%s is a %s" % (self.below(name), kind_of(kind).replace(b"-", b" ")))
            return posix.open(b"/proc/self/fd/%d" % held, flags | (OPEN & ~posix.O_NOFOLLOW))
        finally:
            posix.close(held)

    def make(self, name: bytes) -> bool:
        """A directory of that name, root's and 0700; False where there is something already."""
        try:
            posix.mkdir(name, 0o700, dir_fd=self.held)
            return True
        except FileExistsError:
            return False

    def remove_file(self, name: bytes) -> None:
        """What has that name, if it is no directory; nothing is followed. Raises OSError unless it is gone already."""
        try:
            posix.unlink(name, dir_fd=self.held)
        except FileNotFoundError:
            pass

    def remove_folder(self, name: bytes) -> None:
        """An empty directory. Raises OSError unless it is gone already."""
        try:
            posix.rmdir(name, dir_fd=self.held)
        except FileNotFoundError:
            pass

    def names(self, most: int) -> "tuple[list[bytes], bool]":
        """At most so many of its names, in the order that the server has them, and whether these are all."""
        found: "list[bytes]" = []
        with posix.scandir(b"/proc/self/fd/%d" % self.held) as entries:
            for entry in entries:
                if len(found) >= most:
                    return found, False
                found.append(entry.name)
        return found, True

    def kinds(self, most: int) -> "tuple[list[tuple[bytes, bytes]], bool]":
        """As names, each with what the listing itself calls it: directory, symbolic-link, or empty for anything else."""
        found: "list[tuple[bytes, bytes]]" = []
        with posix.scandir(b"/proc/self/fd/%d" % self.held) as entries:
            for entry in entries:
                if len(found) >= most:
                    return found, False
                kind = b"symbolic-link" if entry.is_symlink() else b"directory" if entry.is_dir(follow_symlinks=False) else b""
                found.append((entry.name, kind))
        return found, True

    def hold(self, name: bytes) -> int:
        """An O_PATH descriptor of what has that name, on the same mount; whoever asks closes it. Raises NotThere or Refusal."""
        try:
            held = posix.open(name, HOLD, dir_fd=self.held)
        except FileNotFoundError:
            raise NotThere(b"%s is not there" % self.below(name))
        try:
            # asked of the kernel, not of what is mounted there: a FUSE of a member's might not answer
            if mount_of(held) != self.mount:
                raise Refusal(b"something else is mounted at %s" % self.below(name))
            found = posix.fstat(held)
            # some file systems show another device for what is no directory (overlayfs), within one mount
            if is_directory(found.st_mode) and found.st_dev != self.device:
                raise Refusal(b"%s is not on the volume" % self.below(name))
            return held
        except BaseException:
            posix.close(held)
            raise


def mount_of(descriptor: int) -> int:
    """The id of the mount that a descriptor is on."""
    for line in read_proc(b"/proc/self/fdinfo/%d" % descriptor, 4096).split(b"\n"):
        if line.startswith(b"mnt_id:"):
            return int(line[7:])
    raise OSError(2, "no mount id")
