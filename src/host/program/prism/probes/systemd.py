"""The clock, and what systemd says of this boot."""

from time import time

from prism.core.programs import have, run
from prism.looks.host import Host

CYCLE = b"deleted to break ordering cycle"
MOST = 5


def probe_clock(host: Host) -> None:
    host.records.add("clock", ms=int(time() * 1000))


def probe_systemd(host: Host) -> None:
    if not host.system.systemd or not have(b"systemctl"):
        return
    state = run(5, [b"systemctl", b"is-active", b"network.target"]).said
    if state in (b"active", b"inactive"):
        host.records.add("network-target", state=state)
    # What systemd says before journald runs goes through the kernel; both fields are journald's own, so that nobody else can say it.
    cycles = Lines(CYCLE)
    run(10, [b"journalctl", b"-b", b"-q", b"--no-pager", b"-o", b"cat", b"_PID=1", b"+", b"_TRANSPORT=kernel"], log=cycles)
    for line in cycles.found:
        host.records.add("job-deleted", line=line)


class Lines:
    """The first lines that hold a text, picked while they come: a long boot says more than is kept of a program."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        self.found: "list[bytes]" = []
        self.rest = b""

    def write(self, said: bytes) -> None:
        lines = (self.rest + said).split(b"\n")
        self.rest = lines.pop()[-65536:]
        for line in lines:
            if self.text in line and len(self.found) < MOST:
                self.found.append(line)
