"""Locks that somebody holds: the package manager's, and Prism's own."""

import posix
from _struct import pack, unpack
from fcntl import F_GETLK, F_UNLCK, F_WRLCK, LOCK_NB, LOCK_SH, fcntl, flock

from prism.core.files import exists, listed, read_file, read_proc
from prism.core.text import number
from prism.looks.host import Host

RECORD_LOCKS = (b"/var/lib/dpkg/lock-frontend", b"/var/lib/dpkg/lock", b"/var/lib/rpm/.rpm.lock", b"/usr/lib/sysimage/rpm/.rpm.lock")
PROCESS_IDS = (
    b"/var/lib/dnf/rpmdb_lock.pid",
    b"/var/cache/dnf/download_lock.pid",
    b"/var/cache/dnf/metadata_lock.pid",
    b"/run/zypp.pid",
)
PRISM = b"/run/prism/lock"
READ = posix.O_RDONLY | posix.O_NONBLOCK | posix.O_NOCTTY | posix.O_CLOEXEC
# short type, short whence, start, length, process
FLOCK = "hhqqi4x"


def probe_locks(host: Host) -> None:
    packages = b""
    for file in RECORD_LOCKS:
        packages = packages or record_locked(file)
    for file in PROCESS_IDS:
        packages = packages or _named(number((read_file(file, 64) or b"").strip()))
    host.records.add("locks", packages=packages, prism=flocked(PRISM))


def record_locked(file: bytes) -> bytes:
    """Who holds a record lock on it (dpkg, rpm); empty where nobody does."""
    try:
        descriptor = posix.open(file, READ)
    except OSError:
        return b""
    try:
        kind, _, _, _, pid = unpack(FLOCK, fcntl(descriptor, F_GETLK, pack(FLOCK, F_WRLCK, 0, 0, 0, 0)))
    except OSError:
        return b""
    finally:
        posix.close(descriptor)
    if kind == F_UNLCK:
        return b""
    return _named(pid) or b"a process that cannot be seen"


def flocked(file: bytes) -> bytes:
    """Who keeps a file locked as a whole; empty where nobody does. Opened for reading, so that an immutable file system is no lock."""
    try:
        descriptor = posix.open(file, READ | posix.O_NOFOLLOW)
    except OSError:
        return b""
    try:
        flock(descriptor, LOCK_SH | LOCK_NB)
        return b""
    except BlockingIOError:
        return _holder(file) or b"a process that cannot be seen"
    except OSError:
        return b""
    finally:
        posix.close(descriptor)


def _holder(file: bytes) -> bytes:
    """A process that has it open: a lock lives on in whoever inherited the descriptor, so that the kernel's word for its owner can be stale."""
    for pid in listed(b"/proc", 1 << 20):
        if not pid.isdigit() or int(pid) == posix.getpid():
            continue
        folder = b"/proc/%s/fd" % pid
        for descriptor in listed(folder, 4096):
            try:
                if posix.readlink(folder + b"/" + descriptor) == file:
                    return _named(int(pid))
            except OSError:
                pass
    return b""


def _named(pid: "int | None") -> bytes:
    """`apt-get (pid 812)`; empty where there is no such process."""
    if not pid or pid < 0 or not exists(b"/proc/%d" % pid):
        return b""
    return b"%s (pid %d)" % (read_proc(b"/proc/%d/comm" % pid, 64).rstrip(b"\n"), pid)
