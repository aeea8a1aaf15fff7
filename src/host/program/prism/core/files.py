"""Files of the host itself (never of a volume): read bounded and only where they are files; written whole, then renamed into place."""
import posix
from errno import EINVAL

from prism.core.stat import is_regular

MOST = 1 << 20


def read_file(path: bytes, most: int = MOST) -> "bytes | None":
    """What a regular file holds, at most so much of it; None where there is none. A pipe or a device keeps nobody."""
    try:
        descriptor = posix.open(path, posix.O_RDONLY | posix.O_NONBLOCK | posix.O_NOCTTY | posix.O_CLOEXEC)
    except OSError:
        return None
    try:
        if not is_regular(posix.fstat(descriptor).st_mode):
            return None
        return read_all(descriptor, most)
    except OSError:
        return None
    finally:
        posix.close(descriptor)


def read_all(descriptor: int, most: int) -> bytes:
    parts: "list[bytes]" = []
    size = 0
    while size < most:
        part = posix.read(descriptor, min(65536, most - size))
        if not part:
            break
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def read_proc(path: bytes, most: int = 1 << 23) -> bytes:
    """A file of /proc, which has no size; empty where it is gone or refused."""
    try:
        descriptor = posix.open(path, posix.O_RDONLY | posix.O_CLOEXEC)
    except OSError:
        return b""
    try:
        return read_all(descriptor, most)
    except OSError:
        return b""
    finally:
        posix.close(descriptor)


def is_file(path: bytes) -> bool:
    try:
        return is_regular(posix.stat(path).st_mode)
    except OSError:
        return False


def exists(path: bytes) -> bool:
    """Whether there is anything, also a link to nothing."""
    try:
        posix.lstat(path)
        return True
    except OSError:
        return False


def listed(folder: bytes, most: int = 10000) -> "list[bytes]":
    """The names in a folder of the host, sorted; none where it is not there."""
    try:
        return sorted(posix.listdir(folder))[:most]
    except OSError:
        return []


def make_folders(path: bytes, mode: int) -> None:
    """The folder and those above it that are missing, each with that mode whatever the umask is. Raises OSError."""
    missing: "list[bytes]" = []
    while path not in (b"", b"/") and not exists(path):
        missing.append(path)
        path = path.rpartition(b"/")[0]
    for one in reversed(missing):
        posix.mkdir(one, mode)
        posix.chmod(one, mode)


def replace_file(path: bytes, mode: int, content: bytes) -> None:
    """
    The content becomes the file in one go, and is on the disk before and after: XFS has an empty file after a power cut otherwise, and a
    folder that was not synced has the old one. Owner, mode and label stay; the mode given is for a new file. A link is followed.
    Raises OSError, and then the file is as it was.
    """
    path = _followed(path)
    folder, _, name = path.rpartition(b"/")
    remains = b".%s.prism." % name
    for other in listed(folder or b"/"):
        if other.startswith(remains):
            posix.unlink(folder + b"/" + other)
    new = b"%s/%s%s" % (folder, remains, b"%x" % int.from_bytes(posix.urandom(6), "big"))
    descriptor = posix.open(new, posix.O_WRONLY | posix.O_CREAT | posix.O_EXCL | posix.O_NOFOLLOW | posix.O_CLOEXEC, 0o600)
    try:
        try:
            while content:
                content = content[posix.write(descriptor, content):]
            try:
                before = posix.stat(path)
                posix.fchown(descriptor, before.st_uid, before.st_gid)
                posix.fchmod(descriptor, before.st_mode & 0o7777)
                _keep_label(path, descriptor)
            except FileNotFoundError:
                posix.fchmod(descriptor, mode)
            posix.fsync(descriptor)
        finally:
            posix.close(descriptor)
        posix.rename(new, path)
    except OSError:
        try:
            posix.unlink(new)
        except OSError:
            pass
        raise
    sync_folder(folder or b"/")


def remove_file(path: bytes) -> None:
    """Gone, and gone after a power cut too. Raises OSError unless it was not there."""
    try:
        posix.unlink(path)
    except FileNotFoundError:
        return
    sync_folder(path.rpartition(b"/")[0] or b"/")


def sync_folder(folder: bytes) -> None:
    descriptor = posix.open(folder, posix.O_RDONLY | posix.O_DIRECTORY | posix.O_CLOEXEC)
    try:
        posix.fsync(descriptor)
    except OSError as error:
        # some file systems have no such call for folders; anything else means that it may not be on the disk
        if error.errno != EINVAL:
            raise
    finally:
        posix.close(descriptor)


def _followed(path: bytes) -> bytes:
    """Where a link of the host leads; at most eight of them."""
    for _ in range(8):
        try:
            target = posix.readlink(path)
        except OSError:
            return path
        path = target if target.startswith(b"/") else path.rpartition(b"/")[0] + b"/" + target
    return path


def _keep_label(path: bytes, descriptor: int) -> None:
    """SELinux's label, where there is one."""
    try:
        posix.setxattr(descriptor, b"security.selinux", posix.getxattr(path, b"security.selinux"))
    except OSError:
        pass
