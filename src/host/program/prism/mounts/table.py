"""
What is mounted, from mountinfo alone: asking the mount itself could hang. It is process 1 that is asked: what an agent with a mount
namespace of its own has mounted there, nobody else would see.
"""

from prism.core.files import read_proc
from prism.core.text import OCTAL

TABLE = b"/proc/1/mountinfo"
OWN = b"/proc/self/mountinfo"


class Mount:
    """
    A line of the mount table. `source` is a folder's where only a part of a volume is mounted; `options` are the mount's own (which
    are in `own` too), then the file system's; `parent` is the id of the mount that it lies on, `tags` say with which others it comes and goes. What identify() finds out:
    `fs` (a file system's id, or empty), `encrypted` (yes, no, unknown), `access_point`, `iam` (it shows an identity), and `carrier`: the place of the mount that told it,
    where this one has nothing of its own that does.
    """

    __slots__ = (
        "id",
        "parent",
        "device",
        "root",
        "place",
        "own",
        "options",
        "tags",
        "kind",
        "source",
        "fs",
        "encrypted",
        "access_point",
        "iam",
        "carrier",
    )

    def __init__(self, line: bytes) -> None:
        first, _, rest = line.partition(b" - ")
        fields = first.split(b" ")
        kind, _, rest = rest.partition(b" ")
        source, _, of_super = rest.partition(b" ")
        self.id = int(fields[0])
        self.parent = int(fields[1])
        self.device = fields[2]
        self.root = unescaped(fields[3])
        self.place = unescaped(fields[4])
        self.own = fields[5].split(b",")
        self.options = fields[5] + b"," + of_super
        self.tags = fields[6:]
        self.kind = kind
        self.source = unescaped(source)
        # a part of a volume: NFS has it in its source already, a bind of a part in the root alone
        if b":/" in self.source and self.root != b"/":
            self.source = self.source.rstrip(b"/") + self.root
        self.fs = b""
        self.encrypted = b"unknown"
        self.access_point = b""
        self.iam = False
        self.carrier = b""

    def tag(self, name: bytes) -> bytes:
        """The number of `name:...` among the tags (`shared`: its peer group, `master`: the one that it follows); empty where there is none."""
        for one in self.tags:
            if one.startswith(name + b":"):
                return one[len(name) + 1 :]
        return b""

    def option(self, name: bytes) -> bytes:
        """The value of `name=...` among the options; empty where there is none."""
        for one in self.options.split(b","):
            if one.startswith(name + b"="):
                return one[len(name) + 1 :]
        return b""

    def has(self, option: bytes) -> bool:
        return option in self.options.split(b",")

    @property
    def read_only(self) -> bool:
        return self.has(b"ro")

    @property
    def whole(self) -> bool:
        """A whole volume, not a folder of one."""
        return not self.source.partition(b":/")[2]


def unescaped(text: bytes) -> bytes:
    """mountinfo and fstab write blanks, line feeds and backslashes as three octal digits behind a backslash."""
    if b"\\" not in text:
        return text
    parts = text.split(b"\\")
    found = [parts[0]]
    for part in parts[1:]:
        digits = part[:3]
        if len(digits) == 3 and OCTAL.issuperset(digits) and int(digits, 8) < 256:
            found.append(bytes((int(digits, 8),)) + part[3:])
        else:
            found.append(b"\\" + part)
    return b"".join(found)


def read_table(path: bytes = TABLE) -> "list[Mount]":
    """The mounts in mount order; where process 1 may not be asked, one's own."""
    text = read_proc(path)
    if not text and path == TABLE:
        text = read_proc(OWN)
    return [Mount(line) for line in text.split(b"\n") if b" - " in line]


def mount_with(identifier: int) -> "Mount | None":
    """The mount of that id, among one's own; no other line is taken apart."""
    head = b"\n%d " % identifier
    line = (b"\n" + read_proc(OWN)).partition(head)[2].partition(b"\n")[0]
    return Mount(head[1:] + line) if line else None


def top_at(mounts: "list[Mount]", place: bytes) -> "Mount | None":
    """The topmost mount there."""
    found = None
    for mount in mounts:
        if mount.place == place:
            found = mount
    return found
