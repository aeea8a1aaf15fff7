"""Files of the host itself (never of a volume): read bounded, and only where they are files."""

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


def write_all(to: int, text: bytes) -> None:
    """All of it. Raises OSError."""
    while text:
        text = text[posix.write(to, text) :]


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


def status_fields(text: bytes) -> "dict[bytes, bytes]":
    """The fields of a /proc/PID/status, by name."""
    found: "dict[bytes, bytes]" = {}
    for line in text.split(b"\n"):
        name, _, value = line.partition(b":")
        found[name] = value.strip()
    return found


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
    """The folder and those above it that are missing, each with that mode whatever the umask is, and on the disk. Raises OSError."""
    missing: "list[bytes]" = []
    while path not in (b"", b"/") and not exists(path):
        missing.append(path)
        path = path.rpartition(b"/")[0]
    for one in reversed(missing):
        posix.mkdir(one, mode)
        posix.chmod(one, mode)
        sync_folder(one.rpartition(b"/")[0] or b"/")


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
