"""
nosuid and nodev on a mount that stands without them, in place: root of one instance can put a setuid program on the volume for all the
others. A mount's own flags belong to each mount of a file system, so each bind mount of the volume gets them too.
"""

from prism.core.programs import run
from prism.core.steps import Wrong
from prism.core.text import last_words
from prism.mounts.standing import is_open
from prism.mounts.table import Mount, top_at
from prism.steps.mounting import Mounting

FLAGS = (b"nosuid", b"nodev")


def harden(mounting: Mounting) -> "tuple[list[bytes], bytes]":
    """
    Where flags that the options ask for were set, and what a detail says of all of it. Raises Wrong where the mount itself
    stays without; of its bind mounts the rows tell.
    """
    asked = mounting.options.split(b",")
    flags = [flag for flag in FLAGS if flag in asked]
    top = mounting.top()
    if not flags or top is None:
        return [], b""
    said: "dict[int, bytes]" = {}
    for mount in mounting.mounts:
        due = _due(mount, top, flags)
        if due:
            said[mount.id] = _remount(mounting, mount, due)
    if not said:
        return [], b""
    mounting.top()
    done = [mount.place for mount in mounting.mounts if mount.id in said and not _due(mount, top, flags)]
    still = [mount for mount in mounting.mounts if mount.id in said and _due(mount, top, flags)]
    words = b""
    if done:
        words += b"; %s set at %s" % (b" and ".join(flags), b", ".join(done))
    if top.id in [mount.id for mount in still]:
        raise Wrong("not-nosuid", b"%s (%s) could not be changed in place: %s" % (top.fs or top.source, top.kind, said[top.id]))
    for mount in still:
        words += b"; %s could not be set at %s: %s" % (b",".join(flags), mount.place, said[mount.id])
    return done, words


def _due(mount: Mount, top: Mount, flags: "list[bytes]") -> "list[bytes]":
    """What is to be set, or nothing where it stands so. What is not asked for is taken off our own mount; others keep what they have besides."""
    if mount.device != top.device:
        return []
    wanted = [flag for flag in FLAGS if flag in flags or (mount.id != top.id and flag in mount.own)]
    return wanted if any((flag in mount.own) != (flag in wanted) for flag in FLAGS) else []


def _remount(mounting: Mounting, mount: Mount, flags: "list[bytes]") -> bytes:
    """Why it is not done, where the table shows that it is not."""
    if top_at(mounting.mounts, mount.place) is not mount:
        return b"something is mounted over it"
    if is_open(mount.place):
        return b"it is in a folder that others than root can change"
    # what is not repeated would be taken off; with a source given, fstab is not asked for more
    options = [b"remount", b"bind"] + flags + [one for one in mount.own if one not in FLAGS]
    ran = run(15, [b"mount", b"-c", b"-i", b"-o", b",".join(options), b"none", mount.place], mounting.job.log)
    if ran.late:
        return b"no answer within 15 s"
    return b"it did not take them" if ran.ok else last_words(ran.said, 1)
