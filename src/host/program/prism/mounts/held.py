"""What holds the volume in other mount namespaces, and what sees below it there: judged from the tables, pure."""

from prism.mounts.propagation import below, followers, follows, joined, links_of, parent_of, seen_at, spot_of
from prism.mounts.table import Mount, top_at
from prism.mounts.traces import NO, YES, Traces

TYPE_CHECKING = False
if TYPE_CHECKING:
    from prism.mounts.propagation import Spot


class Held:
    """
    A mount of the volume in another namespace (`below` False), or a directory there that is the one below the mount point. `pid`: a process
    of that namespace, its command and control group. `inert`: with nosuid and nodev. `sure` is False where nothing tells any more whose mount it is.
    """

    def __init__(self, place: bytes, pid: int, command: bytes, group: bytes, inert: bool, under: bool, sure: bool) -> None:
        self.place = place
        self.pid = pid
        self.command = command
        self.group = group
        self.inert = inert
        self.below = under
        self.sure = sure


class Super:
    """A file system of a server's that the kernel still has, and no mount table shows."""

    def __init__(self, server: bytes, port: bytes, device: bytes, fsid: bytes, sure: bool) -> None:
        self.server = server
        self.port = port
        self.device = device
        self.fsid = fsid
        self.sure = sure


class Searched:
    """What a search found; `more`: so many beside those that are told; `unfinished`: why not everything was looked at, or empty."""

    def __init__(self, held: "list[Held]", supers: "list[Super]", more: int, unfinished: bytes) -> None:
        self.held = held
        self.supers = supers
        self.more = more
        self.unfinished = unfinished


class View:
    """The mount table that a process of another namespace has."""

    def __init__(self, pid: int, namespace: bytes, text: bytes) -> None:
        self.pid = pid
        self.namespace = namespace
        self.lines = [line for line in text.split(b"\n") if b" - " in line]
        self.parsed: "list[Mount]" = []

    def devices(self) -> "set[bytes]":
        return {line.split(b" ", 3)[2] for line in self.lines}

    @property
    def table(self) -> "list[Mount]":
        if not self.parsed:
            self.parsed = [Mount(line) for line in self.lines]
        return self.parsed


class Found:
    """One finding before its process is named."""

    def __init__(self, view: View, place: bytes, inert: bool, under: bool, sure: bool) -> None:
        self.view = view
        self.pid = view.pid
        self.place = place
        self.inert = inert
        self.below = under
        self.sure = sure

    def told(self, command: bytes, group: bytes) -> "tuple[bytes, int, bytes, bytes, bool, bool, bool]":
        return (self.place, self.pid, command, group, self.inert, self.below, self.sure)


class Company:
    """Where the volume's mounts of this namespace lie, and which mounts elsewhere get and lose them with ours."""

    def __init__(self, ours: "list[Mount]", mounts: "list[Mount]", links: "list[tuple[bytes, bytes]]") -> None:
        self.known: "list[tuple[Spot, set[bytes]]]" = []
        for mount in ours:
            parent = parent_of(mount, mounts)
            if parent is not None:
                self.known.append((spot_of(mount, mounts), followers(parent.tag(b"shared"), links)))

    def keeps(self, mount: Mount, table: "list[Mount]") -> bool:
        """Whether it goes when ours goes."""
        parent = parent_of(mount, table)
        if parent is None:
            return False
        spot = spot_of(mount, table)
        return any(spot is not None and spot == its and follows(parent, groups) for its, groups in self.known)


def judge(traces: Traces, place: bytes, mounts: "list[Mount]", views: "list[View]") -> "list[Found]":
    """Those that surely are the volume's first."""
    fs = traces.given.file_system
    ours = [mount for mount in mounts if mount.fs == fs]
    top = top_at(mounts, place)
    under = parent_of(top, mounts) if top is not None and top.fs == fs else None
    links = links_of(mounts)
    for view in views:
        links += links_of([Mount(line) for line in view.lines if b" shared:" in line and b" master:" in line])
    company = Company(ours, mounts, links)
    found: "list[Found]" = []
    told: "set[int]" = set()
    for view in views:
        held = [mount for mount in _mine(view, traces) if mount.id not in told]
        told.update(mount.id for mount in held)
        for mount in held:
            if not company.keeps(mount, view.table):
                found.append(Found(view, mount.place, mount.has(b"nosuid") and mount.has(b"nodev"), False, traces.tells(mount) == YES))
        if top is not None and under is not None and any(b" %s " % under.device in line for line in view.lines):
            seen = sees_below(view.table, spot_of(top, mounts), followers(under.tag(b"shared"), links))
            if seen:
                found.append(Found(view, seen, True, True, True))
    return sorted(found, key=lambda one: (not one.sure, not one.below, one.pid))


def _mine(view: View, traces: Traces) -> "list[Mount]":
    """Most tables have nothing of the volume: those are not taken apart."""
    if not any(b":/" in line or line.split(b" ", 3)[2] in traces.devices for line in view.lines):
        return []
    return [mount for mount in view.table if traces.tells(mount) != NO]


def sees_below(table: "list[Mount]", spot: "Spot", groups: "set[bytes]") -> bytes:
    """
    The place at which this namespace has the directory that the volume is mounted on, uncovered and not to be covered: on a mount that gets
    nothing of ours. One that can only be read, and shows far more than that directory, is a monitoring agent's view of the host: nothing.
    """
    for mount in table:
        rest = None if spot is None or mount.device != spot[0] else below(mount.root, spot[1])
        if rest is None or follows(mount, groups) or (rest and mount.read_only):
            continue
        place = joined(mount.place, rest)
        if seen_at(place, table) is mount:
            return place
    return b""
