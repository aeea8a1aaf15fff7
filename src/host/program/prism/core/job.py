"""
A job on a host, at most once. SSM may deliver a command twice, or an hour late: under the host's lock a job that was done answers with
its stored transcript, one that was cut off is never begun again, one past its time is refused.
"""
import posix
from fcntl import LOCK_EX, LOCK_NB, flock

from select import select

from prism.core.clock import monotonic, now
from prism.core import limits
from prism.core.files import listed, make_folders, read_file
from prism.core.parameters import Parameters, read_parameters
from prism.core.records import Records, transcript
from prism.core.text import number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable

JOBS = b"/var/lib/prism/jobs"
RUN = b"/run/prism"
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


class Job:
    """What a job was given, what it has to say, and where it keeps things: `folder` and `log` are those of a job that is done at most once."""

    def __init__(self) -> None:
        self.given: Parameters = read_parameters()
        self.records = Records()
        self.folder = b""
        self.log: "Log | None" = None

    @property
    def key(self) -> bytes:
        return self.given.text(b"JOB")

    @property
    def expired(self) -> bool:
        return now() > self.given.number(b"NOT_AFTER")


def run_look(do: "Callable[[Job], None]", late: bool = False) -> None:
    """A job that only reads needs neither lock nor store; a repeat is a new look. With late=True it runs past its time too. Never returns."""
    job = Job()
    settle()
    if job.expired and not late:
        end(job, b"expired", 1)
    do(job)
    end(job, b"done", 0)


def run_job(do: "Callable[[Job], None]") -> None:
    """A job that changes something: at most once. Never returns."""
    job = Job()
    settle()
    try:
        make_folders(RUN, 0o700)
        make_folders(JOBS, 0o700)
        # not in /run/lock, where everybody may write on Debian and could hold our lock
        lock = posix.open(RUN + b"/lock", posix.O_RDWR | posix.O_CREAT | posix.O_NOFOLLOW | posix.O_CLOEXEC, 0o600)
    except OSError:
        posix._exit(3)
    limits.held.append(lock)
    if not _locked(lock, job.given.number(b"LOCK_SECONDS")):
        end(job, b"busy", 75)
    job.folder = JOBS + b"/" + job.key
    status = read_file(job.folder + b"/status")
    if status is not None:
        _replay(job, status)
    if posix.access(job.folder, posix.F_OK):
        end(job, b"interrupted", 1)
    if job.expired:
        end(job, b"expired", 1)
    try:
        posix.mkdir(job.folder, 0o700)
        try:
            # a disk that is full takes an empty file still: what could not be kept is not begun
            _keep(job.folder + b"/begun", b"%d\n" % now())
            job.log = Log(job.folder + b"/log")
        except OSError:
            _remove(job.folder)
            raise
    except OSError:
        posix._exit(3)
    do(job)
    _finish(job)


def settle() -> None:
    """No standard input, no locale, no working directory, a known umask; what was printed by mistake goes nowhere."""
    posix.umask(0o022)
    posix.chdir(b"/")
    nothing = posix.open(b"/dev/null", posix.O_RDWR)
    output = posix.dup(1)
    errors = posix.dup(2)
    posix.set_inheritable(output, False)
    posix.set_inheritable(errors, False)
    for descriptor in (0, 1, 2):
        posix.dup2(nothing, descriptor)
    posix.close(nothing)
    streams.extend((output, errors))
    limits.held.extend(streams)


streams: "list[int]" = []
"""Where the real standard output and error are, which no program that is started has."""


def end(job: Job, state: bytes, status: int) -> None:
    """Prints the transcript. Never returns."""
    given = job.given
    _print(streams[0], transcript(job.records.lines, job.key, given.text(b"SCRIPT"), given.text(b"SHA"), state))
    posix._exit(status)


def _print(to: int, text: bytes) -> None:
    while text:
        text = text[posix.write(to, text):]


def _locked(lock: int, seconds: int) -> bool:
    until = monotonic() + seconds
    while True:
        try:
            flock(lock, LOCK_EX | LOCK_NB)
            return True
        except OSError:
            if monotonic() >= until:
                return False
            select([], [], [], 0.05)


def _replay(job: Job, status: bytes) -> None:
    words = status.split()
    lines = (read_file(job.folder + b"/records") or b"").split(b"\n")[:-1]
    job.records.lines = lines
    code = number(words[0]) if len(words) == 2 else None
    if code is None or number(words[1]) != len(lines):
        job.records.lines = []
        end(job, b"interrupted", 1)
    end(job, b"replayed", code or 0)


def _finish(job: Job) -> None:
    status = 1 if job.records.failed else 0
    try:
        _keep(job.folder + b"/records", b"".join(line + b"\n" for line in job.records.lines))
        _keep(job.folder + b"/status.new", b"%d %d\n" % (status, len(job.records.lines)))
        posix.rename(job.folder + b"/status.new", job.folder + b"/status")
    except OSError:
        # what could not be stored is told all the same; a repeat will find it cut off
        pass
    if job.log is not None:
        _print(streams[1], job.log.end())
    _prune()
    end(job, b"done", status)


def _keep(path: bytes, content: bytes) -> None:
    """A file of the job's own, on the disk when this returns."""
    descriptor = posix.open(path, posix.O_WRONLY | posix.O_CREAT | posix.O_EXCL | posix.O_NOFOLLOW | posix.O_CLOEXEC, 0o600)
    try:
        _print(descriptor, content)
        posix.fsync(descriptor)
    finally:
        posix.close(descriptor)


def _prune() -> None:
    """Keeps the 50 newest jobs."""
    found: "list[tuple[float, bytes]]" = []
    for name in listed(JOBS):
        try:
            found.append((posix.lstat(JOBS + b"/" + name).st_mtime, name))
        except OSError:
            pass
    for _, name in sorted(found, reverse=True)[KEPT:]:
        _remove(JOBS + b"/" + name)


def _remove(folder: bytes) -> None:
    """A job's folder, root's own, in which only files and one level of folders are."""
    for name in listed(folder):
        path = folder + b"/" + name
        try:
            posix.unlink(path)
        except IsADirectoryError:
            _remove(path)
        except OSError:
            pass
    try:
        posix.rmdir(folder)
    except OSError:
        pass
