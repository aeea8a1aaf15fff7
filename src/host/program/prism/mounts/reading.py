"""
The mount table of every namespace, and each network namespace's NFS file systems: of each thread of each process, from /proc alone and bounded. What was
not looked at is said.
"""

import posix

from prism.core.clock import monotonic
from prism.core.files import read_proc
from prism.core.processes import link_of, newest, process_ids, thread_ids
from prism.mounts.held import View
from prism.mounts.superblocks import read_volumes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Iterable

PROCESSES = 20000
NAMESPACES = 1000
BYTES = 16 << 20
ROUNDS = 50
ENDED = (b"time", b"bytes", b"namespaces")


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
        self.unread: "set[bytes]" = set()

    def read(self) -> None:
        pids, all_of_them = process_ids(PROCESSES)
        home = link_of(b"1", b"ns/mnt")
        if home in (b"", b"?"):
            home = link_of(b"self", b"ns/mnt")
        # each thread can have namespaces of its own, and has them still where the first thread has ended
        self._look((b"%d/task/%d" % (pid, tid) for pid in pids for tid in thread_ids(pid)), home)
        for _ in range(2):
            missed, self.unread = self.unread, set()
            # what goes on in another process all the time is in no list, but among the newest
            self._look((b"%d" % pid for pid in newest(ROUNDS)), home)
            # what nobody had long enough to be read is not without a mount
            if missed & self.unread - {namespace for namespace, _ in self.tables}:
                self.unfinished = b"moving"
        if not all_of_them:
            self.unfinished = b"processes"

    def _look(self, tasks: "Iterable[bytes]", home: bytes) -> None:
        for task in tasks:
            if monotonic() > self.until:
                self.unfinished = b"time"
            if self.unfinished in ENDED:
                return
            namespace = link_of(task, b"ns/mnt")
            if namespace == b"?":
                self.unfinished = b"refused"
            elif namespace not in (b"", home):
                self._table(task, namespace)
            self._network(task)

    def _table(self, task: bytes, namespace: bytes) -> None:
        """Each namespace once for each root that its processes have; one of this job's own ends with it."""
        key, pid = (namespace, link_of(task, b"root")), int(task.partition(b"/")[0])
        if key in self.tables or pid == posix.getpid() or _group_of(pid) == self.group:
            return
        if len(self.tables) >= NAMESPACES:
            self.unfinished = b"namespaces"
            return
        text = read_proc(b"/proc/%s/mountinfo" % task, BYTES - self.bytes)
        self.bytes += len(text)
        if self.bytes >= BYTES:
            self.unfinished = b"bytes"
        elif text:
            # a process that ended meanwhile tells nothing: the next one of the namespace is asked
            self.tables.add(key)
            self.views.append(View(pid, namespace, text))
        else:
            self.unread.add(namespace)

    def _network(self, task: bytes) -> None:
        network = link_of(task, b"ns/net")
        if network in (b"", b"?") or network in self.networks or len(self.networks) >= NAMESPACES:
            return
        self.networks.add(network)
        self.volumes.update(read_volumes(read_proc(b"/proc/%s/net/nfsfs/volumes" % task, 1 << 20)))


def _group_of(pid: int) -> int:
    try:
        return posix.getpgid(pid)
    except OSError:
        return -1
