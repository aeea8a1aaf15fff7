"""
A mount that stands below a folder that others than root can change: its path may lead elsewhere the next moment. An older Prism mounted there, or somebody by hand. It is
unmounted by the folder that it lies in, which is held; nothing else is done to it by its path.
"""

import posix

from prism.core.limits import TimedOut, ask
from prism.core.steps import Wrong
from prism.mounts.place import NO_ANSWER, is_roots
from prism.mounts.table import Mount
from prism.volume.folder import HOLD, mount_of

SECONDS = 5


def is_open(place: bytes) -> bool:
    """Also where that cannot be told."""
    try:
        return not ask(SECONDS, lambda: is_roots(place))
    except (TimedOut, OSError):
        return True


def refuse_open(place: bytes) -> None:
    """Raises Wrong."""
    if is_open(place):
        raise Wrong("mount-point-open", b"%s is in a folder that others than root can change" % place)


def steady(mount: Mount) -> bytes:
    """A path to the mount that nobody can make lead elsewhere; its place, where only root could. Raises Wrong where the place leads to something else."""
    if not is_open(mount.place):
        return mount.place
    above, _, name = mount.place.rpartition(b"/")

    def reached(folder: int) -> int:
        # what is held here would keep it busy: this child ends
        return mount_of(posix.open(name, HOLD, dir_fd=folder))

    try:
        folder = posix.open(above or b"/", posix.O_PATH | posix.O_DIRECTORY | posix.O_CLOEXEC)
        if ask(SECONDS, lambda: reached(folder)) == mount.id:
            return b"/proc/%d/fd/%d/%s" % (posix.getpid(), folder, name)
    except TimedOut:
        raise Wrong("mount-point-open", b"%s is in a folder that others than root can change, and %s" % (mount.place, NO_ANSWER))
    except OSError:
        pass
    raise Wrong("mount-hidden", b"%s leads to something else than what is mounted there" % mount.place)
