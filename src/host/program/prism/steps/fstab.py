"""Our line in fstab."""

from prism.core.steps import Did, changed, unchanged
from prism.mounts import fstab
from prism.steps.mounting import Mounting
from prism.steps.preflight import check_fstab


def step_fstab(mounting: Mounting) -> Did:
    found = check_fstab(mounting)
    point = mounting.given.mount_point
    line = line_of(mounting)
    if found.ours == 1 and found.ours_line == line:
        return unchanged(b"one line for " + point)
    if mounting.given.text(b"TAKE_OVER"):
        # put back whole, byte for byte, should a later step fail
        mounting.fstab_text = fstab.read()
        fstab.take_over(mounting.given, line)
        mounting.fstab_after = fstab.read()
        return changed(b"took over %d line(s) for %s, kept as comments" % (found.foreign_lines, point))
    mounting.fstab_before = found.ours_line
    fstab.write(mounting.given, line)
    if found.ours == 0:
        return changed(b"added " + point)
    return changed(b"replaced our line for " + point)


def line_of(mounting: Mounting) -> bytes:
    given = mounting.given
    options = mounting.options
    for one in (b"nofail", b"x-prism"):
        if one not in options.split(b","):
            options += b"," + one
    if mounting.client.efs:
        return b"%s:/ %s efs %s 0 0" % (given.file_system, given.mount_point, options)
    return b"%s:/ %s nfs4 %s 0 0" % (given.text(b"NFS_SERVER"), given.mount_point, options)
