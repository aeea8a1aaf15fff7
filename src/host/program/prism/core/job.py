"""
A job on a host, at most once. SSM may deliver a command twice, or an hour late: under the host's lock a job that was done answers with
its stored transcript, one that was cut off is never begun again, one past its time is refused.
"""

import posix
from fcntl import LOCK_EX, LOCK_NB, flock
from select import select

from prism.core import limits
from prism.core.clock import monotonic, now
from prism.core.files import exists, make_folders, read_file, sync_folder, write_all
from prism.core.leave import leave
from prism.core.output import settle, streams
from prism.core.parameters import Parameters, read_parameters
from prism.core.records import Records, transcript
from prism.core.store import JOBS, Log, keep, prune, remove
from prism.core.text import number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable, NoReturn

RUN = b"/run/prism"


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
    _do(job, do)
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
        leave(3)
    limits.held.append(lock)
    if not _locked(lock, job.given.number(b"LOCK_SECONDS")):
        end(job, b"busy", 75)
    job.folder = JOBS + b"/" + job.key
    status = read_file(job.folder + b"/status")
    if status is not None:
        _replay(job, status)
    if exists(job.folder):
        end(job, b"interrupted", 1)
    if job.expired:
        end(job, b"expired", 1)
    try:
        posix.mkdir(job.folder, 0o700)
        try:
            # a disk that is full takes an empty file still: what could not be kept is not begun
            keep(job.folder + b"/begun", b"%d\n" % now())
            sync_folder(job.folder)
            sync_folder(JOBS)
            job.log = Log(job.folder + b"/log")
        except OSError:
            remove(job.folder)
            raise
    except OSError:
        leave(3)
    _do(job, do)
    _finish(job)


def _do(job: Job, do: "Callable[[Job], None]") -> None:
    """A fault of the program itself yields no transcript, and says for people where it is."""
    try:
        do(job)
    except Exception as error:
        words = b"prism: %s: %s" % (type(error).__name__.encode(), str(error).encode("ascii", "replace"))
        at = error.__traceback__
        while at is not None:
            words += b" < line %d" % at.tb_lineno
            at = at.tb_next
        write_all(streams[1], words + b"\n")
        leave(1)


def end(job: Job, state: bytes, status: int) -> "NoReturn":
    """Prints the transcript."""
    given = job.given
    write_all(streams[0], transcript(job.records.lines, job.key, given.text(b"SCRIPT"), given.text(b"SHA"), state))
    leave(status)


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


def _replay(job: Job, status: bytes) -> "NoReturn":
    words = status.split()
    lines = (read_file(job.folder + b"/records") or b"").split(b"\n")[:-1]
    code = number(words[0]) if len(words) == 2 else None
    if code is None or number(words[1]) != len(lines):
        end(job, b"interrupted", 1)
    job.records.lines = lines
    end(job, b"replayed", code)


def _finish(job: Job) -> "NoReturn":
    status = 1 if job.records.failed else 0
    try:
        keep(job.folder + b"/records", b"".join(line + b"\n" for line in job.records.lines))
        keep(job.folder + b"/status.new", b"%d %d\n" % (status, len(job.records.lines)))
        posix.rename(job.folder + b"/status.new", job.folder + b"/status")
        sync_folder(job.folder)
    except OSError:
        # what could not be stored is told all the same; a repeat will find it cut off
        pass
    if job.log is not None:
        write_all(streams[1], job.log.end())
    prune()
    end(job, b"done", status)
