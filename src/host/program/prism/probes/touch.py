"""What a mount says that neither answers nor hangs, and what the client last said."""

import posix

from prism.core.clock import now
from prism.core.limits import TimedOut, ask
from prism.core.stat import is_regular
from prism.core.text import as_bytes
from prism.looks.host import Host
from prism.probes.tunnels import top_of

LOG = b"/var/log/amazon/efs/mount.log"


def probe_touch(host: Host) -> None:
    top = top_of(host)
    if host.live or top is None:
        return
    place = top.place
    try:
        # a child answers with what marshal knows, so with the number alone
        ask(5, lambda: posix.statvfs(place).f_bsize)
    except TimedOut:
        pass
    except OSError as error:
        host.records.add("touch", place=place, said=b"%s: %s" % (place, as_bytes(error.strerror)))


def probe_log(host: Host) -> None:
    try:
        descriptor = posix.open(LOG, posix.O_RDONLY | posix.O_NONBLOCK | posix.O_NOCTTY | posix.O_CLOEXEC)
    except OSError:
        return
    try:
        found = posix.fstat(descriptor)
        if not is_regular(found.st_mode):
            return
        end = posix.pread(descriptor, 65536, max(0, found.st_size - 65536))
    except OSError:
        return
    finally:
        posix.close(descriptor)
    host.records.add("log-age", seconds=max(0, now() - int(found.st_mtime)))
    for line in last_lines(end):
        host.records.add("log", line=line)


def last_lines(text: bytes) -> "list[bytes]":
    """The last six lines that say something, among the last forty."""
    lines = text.replace(b"\0", b"").rstrip(b"\n").split(b"\n")[-40:]
    return [line for line in lines if line.strip()][-6:]
