"""Files of the host itself, written whole, then renamed into place, and on the disk."""

import posix

from prism.core.files import listed, sync_folder, write_all


def replace_file(path: bytes, mode: int, content: bytes) -> None:
    """
    The content becomes the file in one go, and is on the disk before and after: XFS has an empty file after a power cut otherwise, and a
    folder that was not synced has the old one. Owner, mode and label stay; the mode given is for a new file. A link is followed.
    Raises OSError, and then the file is as it was.
    """
    path = _followed(path)
    folder, _, name = path.rpartition(b"/")
    remains = b".%s.prism." % name
    for other in listed(folder or b"/"):
        if other.startswith(remains):
            posix.unlink(folder + b"/" + other)
    new = b"%s/%s%s" % (folder, remains, b"%x" % int.from_bytes(posix.urandom(6), "big"))
    descriptor = posix.open(new, posix.O_WRONLY | posix.O_CREAT | posix.O_EXCL | posix.O_NOFOLLOW | posix.O_CLOEXEC, 0o600)
    try:
        try:
            write_all(descriptor, content)
            try:
                before = posix.stat(path)
                posix.fchown(descriptor, before.st_uid, before.st_gid)
                posix.fchmod(descriptor, before.st_mode & 0o7777)
                _keep_label(path, descriptor)
            except FileNotFoundError:
                posix.fchmod(descriptor, mode)
            posix.fsync(descriptor)
        finally:
            posix.close(descriptor)
        posix.rename(new, path)
    except OSError:
        try:
            posix.unlink(new)
        except OSError:
            pass
        raise
    sync_folder(folder or b"/")


def remove_file(path: bytes) -> None:
    """Gone, and gone after a power cut too. Raises OSError unless it was not there."""
    try:
        posix.unlink(path)
    except FileNotFoundError:
        return
    sync_folder(path.rpartition(b"/")[0] or b"/")


def _followed(path: bytes) -> bytes:
    """Where a link of the host leads; at most eight of them."""
    for _ in range(8):
        try:
            target = posix.readlink(path)
        except OSError:
            return path
        path = target if target.startswith(b"/") else path.rpartition(b"/")[0] + b"/" + target
    return path


def _keep_label(path: bytes, descriptor: int) -> None:
    """SELinux's label, where there is one."""
    try:
        posix.setxattr(descriptor, b"security.selinux", posix.getxattr(path, b"security.selinux"))
    except OSError:
        pass
