"""
migrate: what is one number's below a folder of the volume becomes another's. `look` counts it and asks who has it open, `open` only asks,
`move` changes, at most once and within bounds: where it stopped is told, and another job goes on from there.
"""

import posix

from prism.core.clock import monotonic
from prism.core.job import Job, run_job, run_look
from prism.core.limits import Refusal, TimedOut
from prism.core.parameters import Parameters, read_parameters
from prism.core.steps import Did, Wrong, changed, skipped, step
from prism.migrating.open_files import look_at_open_files, places_of
from prism.migrating.tally import tell
from prism.migrating.through import through
from prism.migrating.undo_list import Header, read_header
from prism.mounts.identify import read_mounts
from prism.mounts.place import real_place
from prism.mounts.table import Mount, top_at
from prism.volume.tree import on_volume

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List

MORE = 30
"""Seconds that a walk may take beyond its own, for a server that hangs."""


def do(job: Job) -> None:
    read: "List[Header]" = []
    if not step(job.records, "migrate", lambda: _read(job, read)):
        return
    header = read[0]
    mounts = [mount for mount in read_mounts(job.given) if mount.fs == job.given.file_system]
    top = top_at(mounts, real_place(job.given.mount_point))
    if step(job.records, "volume", lambda: _mounted(job.given, header, top)) and step(
        job.records, "open", lambda: _nobody_in(job, header, mounts)
    ):
        if job.given.text(b"DO") != b"open" and top is not None:
            step(job.records, "walk", lambda: _walk(job, header, top))


def _read(job: Job, headers: "List[Header]") -> Did:
    """What is to become whose: as given, or of an undo as its list says."""
    given, identifier = job.given, job.given.text(b"ID")
    read = Header(
        given.file_system,
        given.text(b"UNDER"),
        (given.number(b"FROM"), given.number(b"FROM_GID"), given.number(b"TO"), given.number(b"TO_GID")),
        given.flag(b"ITSELF"),
    )
    if given.flag(b"UNDO"):
        try:
            read = read_header(identifier)
        except FileNotFoundError:
            raise Wrong("undo-list-missing", identifier)
        except Refusal as refusal:
            raise Wrong("undo-list-missing", refusal.words)
        if read.fs != given.file_system:
            raise Wrong("undo-list-missing", b"%s is of %s" % (identifier, read.fs))
    headers.append(read)
    job.records.add("migrate-rule", under=read.under, uid=read.uid, gid=read.gid, to=read.to_uid, togid=read.to_gid, itself=read.itself)
    return skipped(b"")


def _mounted(given: Parameters, header: Header, top: "Mount | None") -> Did:
    if top is None or not top.whole:
        raise Wrong("migrate-not-mounted", b"%s is not mounted at %s" % (given.file_system, given.mount_point))
    if top.access_point:
        raise Wrong("migrate-not-mounted", b"mounted through %s, which shows a part of the volume" % top.access_point)
    if top.read_only and given.text(b"DO") == b"move":
        raise Wrong("read-only", b"%s is mounted read-only" % top.place)
    return skipped(header.under)


def _nobody_in(job: Job, header: Header, mounts: "List[Mount]") -> Did:
    """Of a walk that is gone on with, this was asked at its start."""
    if job.given.text(b"AFTER"):
        return skipped(b"")
    found = look_at_open_files(job.records, places_of(mounts, header.under))
    if job.given.text(b"DO") == b"move" and found != 0:
        raise Wrong("files-open", b"%d processes" % found if found > 0 else b"not all processes could be asked")
    return skipped(b"")


def _walk(job: Job, header: Header, top: Mount) -> Did:
    seconds = job.given.number(b"SECONDS")
    parent = posix.getpid()
    try:
        told = on_volume(top, seconds + MORE, lambda root: through(job.given, header, root, monotonic() + seconds, parent))
    except Refusal as refusal:
        raise Wrong("migrate-no-folder", refusal.words)
    except TimedOut:
        raise Wrong("mount-hung", b"no answer within %d s" % (seconds + MORE))
    tell(job.records, told)
    counts, _, _, _, (looked, _, _) = told
    words = b"%d entries looked at" % looked
    return changed(words) if b"moved" in counts else skipped(words)


if read_parameters().text(b"DO") == b"move":
    run_job(do)
else:
    run_look(do)
