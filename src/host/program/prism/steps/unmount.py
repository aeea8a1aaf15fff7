"""
Unmount: really, or not at all. The mount is found by its place and the client's state; the fstab line goes only when the mount is gone;
what lies on the volume is left alone.
"""

from prism.core.programs import LATE, Ran, run
from prism.core.steps import Did, Wrong, changed, unchanged
from prism.core.text import last_words
from prism.looks.host import Host
from prism.mounts import fstab
from prism.mounts.carriers import LOCAL
from prism.mounts.holders import holders
from prism.mounts.holding import still_held
from prism.mounts.identify import read_mounts
from prism.mounts.standing import steady
from prism.mounts.table import Mount, top_at

SECONDS = 30
TRIES = 4
"""So many mounts of the volume may lie on one another."""


def unmount(host: Host) -> Did:
    given = host.given
    place = host.place
    mounts = read_mounts(given)
    top = top_at(mounts, place)
    if top is None:
        return unchanged(b"nothing is mounted at " + place)
    if not is_ours(host, top):
        raise Wrong("mount-wrong", b"%s is mounted at %s" % (top.fs or b"%s (%s)" % (top.source, top.kind), place))
    host.devices.update(mount.device for mount in mounts if mount.place == place and is_ours(host, mount))
    lazily = given.flag(b"LAZY")
    if not lazily:
        held, unknown = still_held(given, place, mounts, host.devices)
        if held:
            raise Wrong("still-held", b"also mounted at " + held)
        if unknown:
            raise Wrong("held-unknown", unknown)
    for _ in range(TRIES):
        ran = run(SECONDS, [b"umount", b"-c"] + ([b"-l"] if lazily else []) + [steady(top)])
        mounts = read_mounts(given)
        top = top_at(mounts, place)
        # the client mounts over whatever is there, which is then somebody else's
        if top is None or (ran.ok and not is_ours(host, top)):
            did = b"unmounted %s%s" % (given.file_system, b", lazily" if lazily else b"")
            if top is not None:
                did += b"; %s (%s) was mounted below it at %s" % (top.fs or top.source, top.kind, place)
            left, unknown = still_held(given, place, mounts, host.devices)
            return changed(did + (b"; still mounted at " + left if left else b"") + (b"; " + unknown if unknown else b""))
        if not ran.ok:
            raise still_there(host, ran, mounts)
    raise Wrong("unmount-failed", b"something is still mounted at " + place)


def is_ours(host: Host, mount: Mount) -> bool:
    """Without the client's state (a dead tunnel) our own fstab line still says whose mount that is."""
    given = host.given
    if mount.fs:
        return mount.fs == given.file_system
    if not mount.source.startswith(LOCAL):
        return False
    return fstab.survey(given, fstab.read()).ours_line.partition(b":")[0] == given.file_system


def still_there(host: Host, ran: Ran, mounts: "list[Mount]") -> Wrong:
    place = host.place
    if ran.status == LATE:
        return Wrong("mount-hung", b"umount gave no answer within %d s" % SECONDS)
    words = last_words(ran.said, 2)
    if b"busy" not in words:
        return Wrong("unmount-failed", b"exit %d: %s" % (ran.status, words))
    users = [holders(place)]
    inside = [mount.place for mount in mounts if mount.place.startswith(place + b"/")]
    if inside:
        users.append(b"mounted inside it: " + b", ".join(inside[:5]))
    return Wrong("unmount-busy", b"; ".join(one for one in users if one) or b"no process of this host was found using it")


def remove_line(host: Host) -> Did:
    """Our line for the place goes; whatever else names it is left alone."""
    text = fstab.read()
    survey = fstab.survey(host.given, text)
    if survey.ours == 0:
        return unchanged(b"no line of ours" + (b"; left alone: " + survey.foreign if survey.foreign else b""))
    fstab.write(host.given, b"")
    return changed(b"removed our line for " + host.given.mount_point)
