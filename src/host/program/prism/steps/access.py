"""From read-write to read-only and back, for a volume that is mounted already."""

from prism.core.programs import run
from prism.core.steps import Wrong
from prism.core.text import last_words
from prism.mounts import fstab
from prism.mounts.fstab_line import parse
from prism.mounts.holders import holders
from prism.mounts.table import Mount
from prism.steps.mounting import Mounting, in_words


def may_change_access(mounting: Mounting, top: Mount) -> bool:
    """
    Is what is mounted there otherwise than wanted, and ours to change? Read-only is always granted. Read-write only where our own fstab
    line says ro: a mount that came up read-only by itself has another cause.
    """
    if not top.read_only:
        return mounting.read_only
    if mounting.read_only:
        return False
    found = fstab.survey(mounting.given, fstab.read())
    line = parse(found.ours_line)
    return found.ours == 1 and line is not None and line.has(b"ro")


def take_away(mounting: Mounting, top: Mount) -> None:
    """
    Remounting would leave open files their right to write, and the EFS client answers "already mounted" to a remount: so the mount goes
    away first, or, while somebody uses it, everything stays as it is.
    """
    was = b"ro" if top.read_only else b"rw"
    ran = run(30, [b"umount", b"-c", mounting.place], mounting.job.log)
    if ran.ok:
        mounting.left = was
        below = mounting.top()
        if below is not None:
            raise Wrong("mount-point-taken", b"below it, %s is mounted at %s" % (in_words(below), mounting.given.mount_point))
        return
    if b"busy" in ran.said:
        who = holders(mounting.place) or b"no process of this host that was found"
        raise Wrong("unmount-busy", b"mounted %s, wanted %s; used by %s" % (was, mounting.given.text(b"ACCESS"), who))
    if ran.late:
        raise Wrong("mount-hung", "umount gave no answer within 30 s")
    raise Wrong("unmount-failed", b"exit %d: %s" % (ran.status, last_words(ran.said, 2)))
