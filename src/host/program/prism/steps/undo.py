"""What this run mounted, made and wrote goes again when a later step fails; packages, group and data stay."""

import posix

from prism.core.steps import Did, changed, unchanged
from prism.mounts import fstab
from prism.steps.mount import mount_volume, umount_now
from prism.steps.mounting import Mounting

STAYS = b"packages, group and data stay as they are"


def undo(mounting: Mounting) -> Did:
    done = _fstab(mounting)
    if mounting.mounted:
        done += _mount(mounting)
    for folder in mounting.made:
        try:
            posix.rmdir(folder)
        except OSError:
            break
    if not done:
        return unchanged(STAYS)
    return changed(b"undone: %s; %s" % (b", ".join(done), STAYS))


def _fstab(mounting: Mounting) -> "list[bytes]":
    try:
        if mounting.fstab_text is not None:
            if mounting.fstab_after is not None and fstab.read() != mounting.fstab_after:
                return [b"(fstab was changed meanwhile; left as it is)"]
            fstab.put(mounting.fstab_text)
            return [b"the taken-over fstab lines"]
        if mounting.fstab_before is not None:
            fstab.write(mounting.given, mounting.fstab_before)
            return [b"the fstab line"]
    except OSError:
        return [b"(fstab could not be put back)"]
    return []


def _mount(mounting: Mounting) -> "list[bytes]":
    done = [mounting.tidied] if mounting.tidied else []
    if mounting.top() is not None:
        umount_now(mounting)
        done.append(b"the mount" if mounting.top() is None else b"(the mount could not be undone)")
    if mounting.left and mounting.top() is None:
        mount_volume(mounting, mounting.left_options)
        if mounting.top() is None:
            done.append(b"(the mount that was there, %s, could not be brought back)" % mounting.left)
        else:
            done.append(b"mounted again as before (%s)" % mounting.left)
    return done
