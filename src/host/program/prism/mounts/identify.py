"""
Which file system a mount is. Of a TLS mount only the EFS client's state file knows: the kernel shows 127.0.0.1:/.
"""

from prism.core.files import listed, read_file
from prism.core.parameters import Parameters
from prism.core.text import number
from prism.mounts.carriers import LOCAL, as_point, told_by_device, told_by_port
from prism.mounts.table import Mount, read_table

STATE = b"/var/run/efs"
HEX = frozenset(b"0123456789abcdef")


class State:
    """A state file of the EFS client: `point` is the mount point as its name has it (dots for slashes)."""

    __slots__ = ("fs", "point", "port", "text")

    def __init__(self, fs: bytes, point: bytes, port: bytes, text: bytes) -> None:
        self.fs = fs
        self.point = point
        self.port = port
        self.text = text

    @property
    def access_point(self) -> bytes:
        found = json_text(self.text, b"accessPoint")
        return found if found.startswith(b"fsap-") and HEX.issuperset(found[5:]) else b""

    @property
    def since(self) -> bytes:
        """When the client mounted, in seconds of ten digits and a fraction: to be compared as text."""
        after = self.text.partition(b'"mount_time":')[2].lstrip()
        return after.partition(b",")[0].partition(b"}")[0].strip()

    @property
    def iam(self) -> bool:
        """Its certificate shows an IAM identity: only then the client says where it had the credentials from."""
        return json_text(self.text, b"awsCredentialsMethod") != b""

    @property
    def encrypted(self) -> bytes:
        """The tunnel's command tells: efs-proxy encrypts only with --tls (and its file is called stunnel-config too); stunnel always does."""
        if b"efs-proxy" in self.text:
            return b"yes" if b"--tls" in self.text.partition(b"efs-proxy")[2] else b"no"
        return b"yes" if b"stunnel" in self.text else b"unknown"


def json_text(text: bytes, name: bytes) -> bytes:
    """A member's text in JSON as the EFS client writes it; what holds an escape is not taken."""
    after = text.partition(b'"' + name + b'":')[2].lstrip()
    if not after.startswith(b'"'):
        return b""
    value = after[1:].partition(b'"')[0]
    return b"" if b"\\" in value else value


def json_number(text: bytes, name: bytes) -> "int | None":
    after = text.partition(b'"' + name + b'":')[2].lstrip()
    end = 0
    while end < len(after) and after[end : end + 1].isdigit():
        end += 1
    return number(after[:end])


def read_states() -> "list[State]":
    """`fs-....mount.point.PORT`; what is being made or taken away (`~`, `+`) is not among them."""
    found: "list[State]" = []
    for name in listed(STATE):
        fs, _, rest = name.partition(b".")
        point, _, port = rest.rpartition(b".")
        if not fs.startswith(b"fs-") or not HEX.issuperset(fs[3:]) or not point or number(port) is None:
            continue
        text = read_file(STATE + b"/" + name, 65536)
        if text is not None:
            found.append(State(fs, point, port, text))
    return found


def read_mounts(given: Parameters, path: bytes = b"/proc/1/mountinfo") -> "list[Mount]":
    """The mount table, each NFS mount identified as far as that can be."""
    mounts = read_table(path)
    states: "list[State] | None" = None
    for mount in mounts:
        if b":/" not in mount.source:
            continue
        if states is None and mount.source.startswith(LOCAL):
            states = read_states()
        identify(mount, given, states or [])
    told_by_device(mounts)
    told_by_port(mounts, given, [state.point for state in states or []])
    return mounts


def is_target(given: Parameters, address: bytes) -> bool:
    """Is this an address of one of the file system's mount targets?"""
    return address != b"" and address in given.list(b"ADDRESSES")


def identify(mount: Mount, given: Parameters, states: "list[State]") -> None:
    source = mount.source
    host = source.partition(b":/")[0]
    if not source.startswith(LOCAL):
        by_name = _named(host)
        # by address, or by a name of the team's own: the kernel shows which address it became
        if by_name:
            mount.fs, mount.encrypted = by_name, b"no"
        elif is_target(given, host) or is_target(given, mount.option(b"addr")):
            mount.fs, mount.encrypted = given.file_system, b"no"
        return
    point = as_point(mount.place)
    port = mount.option(b"port")
    asked = [state for state in states if state.point == point]
    carried = [state for state in states if port in (b"", state.port)]
    both = [state for state in asked if state in carried]
    if both:
        # two state files that both fit: which one is live cannot be told, but where they say the same of what is mounted, the newer one is
        if len({(state.fs, state.access_point) for state in both}) == 1:
            newest = max(both, key=lambda state: state.since)
            _settle(mount, newest, newest)
    elif port and len(asked) == 1 and len(carried) == 1 and asked[0].fs == carried[0].fs:
        # The kernel may carry several mounts of one file system over one tunnel, and then shows its port at all of them. That tunnel says
        # what is mounted, the state file of the place what was asked for: where both are the same file system, it is that.
        _settle(mount, asked[0], carried[0])


def _settle(mount: Mount, asked: State, carried: State) -> None:
    mount.fs, mount.access_point, mount.encrypted, mount.iam = asked.fs, asked.access_point, carried.encrypted, carried.iam


def _named(host: bytes) -> bytes:
    """The id in fs-....efs.REGION.... or ZONE.fs-....efs.REGION....; empty for any other name."""
    labels = host.split(b".")
    for at in (0, 1):
        if len(labels) > at + 1 and labels[at].startswith(b"fs-") and HEX.issuperset(labels[at][3:]) and labels[at + 1] == b"efs":
            return labels[at]
    return b""
