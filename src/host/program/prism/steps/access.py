"""From read-write to read-only and back, with an IAM identity or without, for a volume that is mounted already."""

from prism.core.programs import run
from prism.core.steps import Wrong
from prism.core.text import last_words
from prism.mounts import fstab
from prism.mounts.fstab_line import parse
from prism.mounts.holders import holders
from prism.mounts.standing import refuse_open
from prism.mounts.table import Mount
from prism.steps.mounting import Mounting, in_words


def may_change_access(mounting: Mounting, top: Mount) -> bool:
    """
    Is what is mounted there otherwise than wanted, and ours to change? Read-only is always granted, and so is an identity. Read-write, or
    no identity, only where our own fstab line says ro, or iam: a mount that came up read-only by itself has another cause.
    """
    may_write = not top.read_only or mounting.read_only or _we_said(mounting, b"ro")
    if not may_write:
        return False
    if top.read_only != mounting.read_only:
        return True
    if top.iam == mounting.iam or top.encrypted != b"yes":
        return False
    return mounting.iam or _we_said(mounting, b"iam")


def _we_said(mounting: Mounting, option: bytes) -> bool:
    """Our own fstab line says so, and it is the only one of ours."""
    found = fstab.survey(mounting.given, fstab.read())
    line = parse(found.ours_line)
    return found.ours == 1 and line is not None and line.has(option)


def take_away(mounting: Mounting, top: Mount) -> None:
    """
    Remounting would leave open files their right to write, and the EFS client answers "already mounted" to a remount: so the mount goes
    away first, or, while somebody uses it, everything stays as it is.
    """
    refuse_open(mounting.place)
    was = b"ro" if top.read_only else b"rw"
    ran = run(30, [b"umount", b"-c", mounting.place], mounting.job.log)
    if ran.ok:
        mounting.left = was
        # of two that exclude each other mount(8) takes the last
        kept = [one for one in mounting.options.split(b",") if one != b"iam"]
        mounting.left_options = b",".join(kept + ([b"iam"] if top.iam else []) + [was])
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
