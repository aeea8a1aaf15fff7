"""
A volume by descriptor. Members may rename what lies in it, mount over it, put links and pipes in it: nothing is opened by path below the
mount point, and nothing is followed. All of this can hang: it is done inside a question of core.limits.
"""

import posix

from prism.core.limits import Refusal
from prism.core.stat import device_words, is_link
from prism.mounts.table import mount_with
from prism.volume.folder import HOLD, Folder, mount_of


def open_volume(place: bytes, device: bytes) -> Folder:
    """
    The root of what is mounted there, of the device that the mount table says (`major:minor`). Raises Refusal where the place leads
    to something else, OSError as the mount itself does.
    """
    held = posix.open(place, HOLD | posix.O_DIRECTORY)
    try:
        mount = mount_of(held)
        there = mount_with(mount)
        if there is None or there.place != place or there.device != device:
            raise Refusal(b"%s leads to something else than what is mounted there" % place)
        found = posix.fstat(held)
        if device_words(found.st_dev) != device or is_link(found.st_mode):
            raise Refusal(b"%s leads to something else than what is mounted there" % place)
        return Folder(held, found.st_dev, mount, b".")
    except BaseException:
        posix.close(held)
        raise
