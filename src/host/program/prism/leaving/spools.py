"""What would begin again by itself for somebody who left: their crontab, their jobs of at, lingering. Put away, never thrown away."""

import posix

from prism.core.files import exists, listed, make_folders, read_all
from prism.core.replace import remove_file, replace_file
from prism.core.stat import is_regular

CRONTABS = (b"/var/spool/cron/crontabs", b"/var/spool/cron/tabs", b"/var/spool/cron", b"/var/spool/incron")
AT = (b"/var/spool/cron/atjobs", b"/var/spool/atjobs", b"/var/spool/at")
LINGER = b"/var/lib/systemd/linger"
AWAY = b"/var/lib/prism/put-away"
"""Root's alone: what was in the spools, by number."""
MOST = 1 << 20


def lingers(name: bytes) -> bool:
    return exists(LINGER + b"/" + name)


def tables_of(name: bytes) -> "list[bytes]":
    """In each spool: which of them a daemon reads is not asked. The spool's folder is root's, and so is the name in it."""
    found: "list[bytes]" = []
    for folder in CRONTABS:
        path = folder + b"/" + name
        try:
            if is_regular(posix.lstat(path).st_mode):
                found.append(path)
        except OSError:
            pass
    return found


def at_jobs_of(uid: int) -> "list[bytes]":
    found: "list[bytes]" = []
    for folder in AT:
        for name in listed(folder):
            path = folder + b"/" + name
            try:
                seen = posix.lstat(path)
            except OSError:
                continue
            if seen.st_uid == uid and is_regular(seen.st_mode):
                found.append(path)
    return found


def put_away(path: bytes, uid: int, kind: bytes) -> None:
    """A copy in root's own folder, then the file goes. A file that is too large for a copy stays, and the look names it. Raises OSError."""
    descriptor = posix.open(path, posix.O_RDONLY | posix.O_NONBLOCK | posix.O_NOFOLLOW | posix.O_CLOEXEC)
    try:
        seen = posix.fstat(descriptor)
        if not is_regular(seen.st_mode) or seen.st_size > MOST:
            return
        text = read_all(descriptor, MOST)
    finally:
        posix.close(descriptor)
    make_folders(AWAY, 0o700)
    replace_file(b"%s/%d.%s.%d" % (AWAY, uid, kind, seen.st_ino), 0o600, text)
    remove_file(path)


def stop_lingering(name: bytes) -> None:
    """Raises OSError."""
    remove_file(LINGER + b"/" + name)
