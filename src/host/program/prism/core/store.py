"""What a job that is done at most once keeps on the host: its folder below /var/lib/prism/jobs, root's own, with its log and its records."""

import posix

from prism.core.files import listed, write_all

JOBS = b"/var/lib/prism/jobs"
KEPT = 50


class Log:
    """What talkative programs print: the last 128 to 256 KiB of it in the job's folder, for people on the host."""

    def __init__(self, path: bytes) -> None:
        self.path = path
        self.descriptor = posix.open(path, posix.O_RDWR | posix.O_CREAT | posix.O_APPEND | posix.O_NOFOLLOW | posix.O_CLOEXEC, 0o600)
        self.size = 0

    def write(self, said: bytes) -> None:
        try:
            posix.write(self.descriptor, said)
            self.size += len(said)
            if self.size > 262144:
                kept = posix.pread(self.descriptor, 131072, self.size - 131072)
                posix.ftruncate(self.descriptor, 0)
                posix.write(self.descriptor, kept)
                self.size = len(kept)
        except OSError:
            # a disk that is full costs the log, not the job
            pass

    def end(self) -> bytes:
        """Its last 4,000 bytes."""
        try:
            size = posix.fstat(self.descriptor).st_size
            return posix.pread(self.descriptor, 4000, max(0, size - 4000))
        except OSError:
            return b""


def keep(path: bytes, content: bytes) -> None:
    """A file of the job's own, whose content is on the disk when this returns; that it has a name, sync_folder sees to."""
    descriptor = posix.open(path, posix.O_WRONLY | posix.O_CREAT | posix.O_EXCL | posix.O_NOFOLLOW | posix.O_CLOEXEC, 0o600)
    try:
        write_all(descriptor, content)
        posix.fsync(descriptor)
    finally:
        posix.close(descriptor)


def prune() -> None:
    """Keeps the 50 newest jobs."""
    found: "list[tuple[float, bytes]]" = []
    for name in listed(JOBS):
        try:
            found.append((posix.lstat(JOBS + b"/" + name).st_mtime, name))
        except OSError:
            pass
    for _, name in sorted(found, reverse=True)[KEPT:]:
        remove(JOBS + b"/" + name)


def remove(folder: bytes) -> None:
    """A job's folder, root's own, in which only files and one level of folders are."""
    for name in listed(folder):
        path = folder + b"/" + name
        try:
            posix.unlink(path)
        except IsADirectoryError:
            remove(path)
        except OSError:
            pass
    try:
        posix.rmdir(folder)
    except OSError:
        pass
