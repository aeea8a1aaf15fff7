"""
The volume in every mount namespace: a container keeps what it was started with, whatever is unmounted here, and one that was started before
the mount sees the directory below it. Read from /proc alone and bounded; what was not looked at is said.
"""

import posix
from errno import EACCES, EPERM

from prism.core.clock import monotonic
from prism.core.files import read_proc
from prism.core.limits import TimedOut, ask
from prism.core.parameters import Parameters
from prism.core.processes import command_of, control_group_of, process_ids
from prism.mounts.held import Held, Searched, Super, View, judge
from prism.mounts.identify import read_states
from prism.mounts.superblocks import read_volumes
from prism.mounts.table import Mount
from prism.mounts.traces import NO, YES, Traces

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List, Tuple

    HeldTold = Tuple[bytes, int, bytes, bytes, bool, bool, bool]
    SuperTold = Tuple[bytes, bytes, bytes, bytes, bool]
    Found = Tuple[List[HeldTold], List[SuperTold], int, bytes]

PROCESSES = 20000
NAMESPACES = 1000
BYTES = 16 << 20
SECONDS = 5.0
SHOWN = 20
"""As many of each are told; the rest is counted."""


def search(given: Parameters, place: bytes, mounts: "list[Mount]", devices: "set[bytes]") -> Searched:
    """`place`: where the mount point really is; `mounts`: process 1's, identified; `devices`: more of the volume's, from before it was unmounted."""
    try:
        traces = Traces(given, mounts, read_states(), devices)
        group = posix.getpgrp()
        held, supers, more, unfinished = ask(SECONDS + 2, lambda: _search(traces, place, mounts, group))
    except (TimedOut, OSError):
        return Searched([], [], 0, b"no-answer")
    return Searched([Held(*one) for one in held], [Super(*one) for one in supers], more, unfinished)


def _search(traces: Traces, place: bytes, mounts: "list[Mount]", group: int) -> "Found":
    """In a child: all that came of it, as marshal knows it."""
    reader = Reader(group, monotonic() + SECONDS)
    reader.read()
    found = judge(traces, place, mounts, reader.views)
    held = [one.told(command_of(one.pid) or b"", control_group_of(one.pid)) for one in found[:SHOWN]]
    seen = {mount.device for mount in mounts}
    for view in reader.views:
        seen.update(view.devices())
    supers: "list[SuperTold]" = []
    for server, port, device, fsid in sorted(reader.volumes):
        sure = traces.of_server(device, server, port)
        if device not in seen and sure != NO and len(supers) < SHOWN:
            supers.append((server, port, device, fsid, sure == YES))
    return held, supers, max(0, len(found) - SHOWN), reader.unfinished


class Reader:
    """Reads each mount namespace's table once, but for that of process 1, and each network namespace's NFS file systems."""

    def __init__(self, group: int, until: float) -> None:
        self.group = group
        self.until = until
        self.views: "list[View]" = []
        self.volumes: "set[tuple[bytes, bytes, bytes, bytes]]" = set()
        self.unfinished = b""
        self.bytes = 0
        self.networks: "set[bytes]" = set()
        self.tables: "set[tuple[bytes, bytes]]" = set()

    def read(self) -> None:
        pids, all_of_them = process_ids(PROCESSES)
        home = _link(1, b"ns/mnt")
        if home in (b"", b"?"):
            home = _link(posix.getpid(), b"ns/mnt")
        for pid in pids:
            if monotonic() > self.until:
                self.unfinished = b"time"
                return
            self._network(pid)
            namespace = _link(pid, b"ns/mnt")
            if namespace == b"?":
                self.unfinished = b"refused"
            elif namespace not in (b"", home):
                self._table(pid, namespace)
            if self.unfinished in (b"bytes", b"namespaces"):
                return
        if not all_of_them:
            self.unfinished = b"processes"

    def _table(self, pid: int, namespace: bytes) -> None:
        """Each namespace once for each root that its processes have; one of this job's own ends with it."""
        key = (namespace, _link(pid, b"root"))
        if key in self.tables or _group_of(pid) == self.group or pid == posix.getpid():
            return
        if len(self.tables) >= NAMESPACES:
            self.unfinished = b"namespaces"
            return
        text = read_proc(b"/proc/%d/mountinfo" % pid, BYTES - self.bytes)
        self.bytes += len(text)
        if self.bytes >= BYTES:
            self.unfinished = b"bytes"
        elif text:
            # a process that ended meanwhile tells nothing: the next one of the namespace is asked
            self.tables.add(key)
            self.views.append(View(pid, namespace, text))

    def _network(self, pid: int) -> None:
        network = _link(pid, b"ns/net")
        if network in (b"", b"?") or network in self.networks or len(self.networks) >= NAMESPACES:
            return
        self.networks.add(network)
        self.volumes.update(read_volumes(read_proc(b"/proc/%d/net/nfsfs/volumes" % pid, 1 << 20)))


def _link(pid: int, name: bytes) -> bytes:
    """Where a link of a process leads; empty where that is gone, `?` where it is refused."""
    try:
        return posix.readlink(b"/proc/%d/%s" % (pid, name))
    except OSError as error:
        return b"?" if error.errno in (EACCES, EPERM) else b""


def _group_of(pid: int) -> int:
    try:
        return posix.getpgid(pid)
    except OSError:
        return -1
