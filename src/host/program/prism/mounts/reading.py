"""
The mount table of every namespace, and each network namespace's NFS file systems: of each thread of each process, from /proc alone and bounded. What was
not looked at is said.
"""

import posix
from errno import EACCES, EPERM

from prism.core.clock import monotonic
from prism.core.files import read_proc
from prism.core.processes import newest, process_ids, thread_ids
from prism.mounts.held import View
from prism.mounts.superblocks import read_volumes

PROCESSES = 20000
THREADS = 20000
NAMESPACES = 1000
BYTES = 16 << 20
ROUNDS = 100
ENDED = (b"time", b"bytes", b"namespaces", b"processes")


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
        self.told: "set[bytes]" = set()
        self.unread: "set[bytes]" = set()

    def read(self) -> None:
        pids, all_of_them = process_ids(PROCESSES)
        home = _link(b"1", b"ns/mnt")
        if home in (b"", b"?"):
            home = _link(b"%d" % posix.getpid(), b"ns/mnt")
        for pid in pids:
            self._process(pid, home)
            if self.unfinished in ENDED:
                return
        # what goes on in another process all the time is in no list, but among the newest; a namespace that never was to be read is not one without a mount
        for _ in range(2):
            missed, self.unread = self.unread - self.told, set()
            for pid in newest(ROUNDS):
                self._process(pid, home)
                if self.unfinished in ENDED:
                    return
            if missed & self.unread - self.told:
                self.unfinished = b"moving"
        if not all_of_them:
            self.unfinished = b"processes"

    def _process(self, pid: int, home: bytes) -> None:
        """Each thread by itself: it can have namespaces of its own, and has them still where the first thread has ended."""
        tids, all_of_them = thread_ids(pid, THREADS)
        for tid in tids:
            if monotonic() > self.until:
                self.unfinished = b"time"
                return
            task = b"%d/task/%d" % (pid, tid)
            self._network(task)
            namespace = _link(task, b"ns/mnt")
            if namespace == b"?":
                self.unfinished = b"refused"
            elif namespace not in (b"", home):
                self._table(pid, task, namespace)
            if self.unfinished in ENDED:
                return
        if not all_of_them:
            self.unfinished = b"processes"

    def _table(self, pid: int, task: bytes, namespace: bytes) -> None:
        """Each namespace once for each root that its processes have; one of this job's own ends with it."""
        key = (namespace, _link(task, b"root"))
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
            self.told.add(namespace)
            self.views.append(View(pid, namespace, text))
        else:
            self.unread.add(namespace)

    def _network(self, task: bytes) -> None:
        network = _link(task, b"ns/net")
        if network in (b"", b"?") or network in self.networks or len(self.networks) >= NAMESPACES:
            return
        self.networks.add(network)
        self.volumes.update(read_volumes(read_proc(b"/proc/%s/net/nfsfs/volumes" % task, 1 << 20)))


def _link(task: bytes, name: bytes) -> bytes:
    """Where a link of a process or a thread leads; empty where that is gone, `?` where it is refused."""
    try:
        return posix.readlink(b"/proc/%s/%s" % (task, name))
    except OSError as error:
        return b"?" if error.errno in (EACCES, EPERM) else b""


def _group_of(pid: int) -> int:
    try:
        return posix.getpgid(pid)
    except OSError:
        return -1
