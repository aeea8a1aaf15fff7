"""Where the sharing test's files are, made and removed by root: by descriptor, so that whoever puts a link there gets nothing of it."""

import posix
from errno import EACCES, EPERM, EROFS

from prism.core.clock import now
from prism.core.limits import Refusal, TimedOut
from prism.core.stat import is_directory
from prism.core.steps import Wrong
from prism.core.text import as_bytes
from prism.mounts.table import Mount
from prism.sharing.trial import ANY, Trial
from prism.volume.folder import Folder, NotThere
from prism.volume.tree import OLD, on_volume, remove_old, remove_seen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable

MODE = 0o2770
MOST = 10000


def make_place(trial: Trial) -> None:
    """A directory that the group may write; several instances may make it at the same time. Raises Wrong."""
    gid = trial.host.given.gid
    try:
        on_volume(trial.mount, 20, lambda root: _make(root.walk(trial.folder), trial.base, gid))
    except TimedOut:
        raise Wrong("mount-hung", trial.place + b" does not answer")
    except Refusal as refusal:
        raise Wrong("step-failed", b"could not make %s: %s" % (trial.place, refusal.words))
    except OSError as error:
        raise Wrong(_code(error), b"could not make %s: %s" % (trial.place, as_bytes(error.strerror)))


def _code(error: OSError) -> str:
    """Root is refused nothing, unless the server takes root for nobody, or the volume for read-only."""
    return "root-squashed" if error.errno in (EACCES, EPERM) else "read-only" if error.errno == EROFS else "step-failed"


def _make(folder: Folder, base: bytes, gid: int) -> None:
    folder.make(base)
    place = folder.enter(base)
    descriptor = place.opened()
    seen = posix.fstat(descriptor)
    if seen.st_uid != 0:
        raise Refusal(b"%s is of uid %d, not root's" % (place.path, seen.st_uid))
    if (seen.st_gid, seen.st_mode & 0o7777) == (gid, MODE):
        return
    # as it is while it is made, here or on another instance: empty. A member may give its name to a folder that root keeps private
    if seen.st_mode & 0o777 not in (0o700, 0o770) or (place.names(1)[0] and not _made_meanwhile(place, gid)):
        raise Refusal(b"%s is something else than the test's" % place.path)
    posix.fchown(descriptor, 0, gid)
    posix.fchmod(descriptor, MODE)
    seen = posix.fstat(descriptor)
    if (seen.st_uid, seen.st_gid, seen.st_mode & 0o7777) != (0, gid, MODE):
        raise Refusal(b"%s did not take owner and mode" % place.path)


def _made_meanwhile(place: Folder, gid: int) -> bool:
    """By another instance, on which somebody has written already. Opened for it: so NFS asks the server."""
    opened = place.opened()
    try:
        seen = posix.fstat(opened)
    finally:
        posix.close(opened)
    return (seen.st_uid, seen.st_gid, seen.st_mode & 0o7777) == (0, gid, MODE)


def remove_cut_off(trial: Trial) -> None:
    """Of tests that were cut off; younger ones may be going on."""

    def remove(root: Folder) -> None:
        folder = root.walk(trial.folder)
        for name in folder.names(MOST)[0]:
            if name.startswith(ANY) and name != trial.base:
                try:
                    seen = folder.look(name)
                    if is_directory(seen.st_mode) and seen.st_mtime < now() - OLD:
                        _empty(_tests(folder.enter(name), trial.host.given.gid))
                        folder.remove_folder(name)
                except (OSError, Refusal):
                    continue
        remove_old(folder, ANY)

    _quietly(trial.mount, remove)


def clean_place(trial: Trial) -> bool:
    """Removes what the test wrote: files, and the directory that held them. False where nothing is left. Raises Wrong."""

    def remove(root: Folder) -> bool:
        folder = root.walk(trial.folder)
        if trial.open:
            _empty(folder, trial.base + b".")
            return True
        try:
            place = folder.enter(trial.base)
        except NotThere:
            return False
        _empty(_tests(place, trial.host.given.gid))
        folder.remove_folder(trial.base)
        return True

    try:
        return on_volume(trial.mount, 60, remove)
    except TimedOut:
        raise Wrong("mount-hung", trial.place + b" does not answer")
    except Refusal as refusal:
        raise Wrong("step-failed", b"%s: %s" % (trial.place, refusal.words))
    except OSError as error:
        raise Wrong("step-failed", b"%s: %s" % (trial.place, as_bytes(error.strerror)))


def _tests(place: Folder, gid: int) -> Folder:
    """
    The test's own directory: whoever is in the group may empty it anyway. A member may give its name to somebody's directory, in which
    the member may remove nothing. Raises Refusal.
    """
    seen = place.stat()
    if (seen.st_uid, seen.st_gid, seen.st_mode & 0o7777) != (0, gid, MODE):
        raise Refusal(b"%s is something else than the test's" % place.path)
    return place


def _empty(folder: Folder, prefix: bytes = b"") -> None:
    """Files and empty directories in it, one level."""
    for name in folder.names(MOST)[0]:
        if name.startswith(prefix):
            try:
                remove_seen(folder, name, folder.look(name))
            except NotThere:
                pass


def _quietly(mount: Mount, do: "Callable[[Folder], None]") -> None:
    try:
        on_volume(mount, 20, do)
    except (TimedOut, OSError, Refusal):
        pass
