"""What a job was given: exact values, each checked against its contract by the sender."""

from binascii import a2b_base64
from posix import environ, write

from prism.core.leave import leave
from prism.core.text import number, octal


class Rule:
    """A line of the permission table."""

    __slots__ = ("path", "owner", "mode", "gid")

    def __init__(self, path: bytes, owner: bytes, mode: int, gid: int) -> None:
        self.path = path
        self.owner = owner
        self.mode = mode
        self.gid = gid


class Group:
    """A group beside the shared one, and which of the accounts belong to it."""

    __slots__ = ("name", "gid", "members")

    def __init__(self, name: bytes, gid: int, members: "list[bytes]") -> None:
        self.name = name
        self.gid = gid
        self.members = members


class Parameters:
    """Values by the names that the contract gives them in the environment, without PRISM_."""

    def __init__(self, values: "dict[bytes, bytes]") -> None:
        self.values = values

    def text(self, name: bytes) -> bytes:
        return self.values.get(name, b"")

    def flag(self, name: bytes) -> bool:
        return self.text(name) == b"1"

    def number(self, name: bytes) -> int:
        found = number(self.text(name))
        if found is None:
            raise ValueError("parameter " + name.decode())
        return found

    def list(self, name: bytes) -> "list[bytes]":
        return [one for one in self.text(name).split(b",") if one]

    @property
    def mount_point(self) -> bytes:
        return self.text(b"MOUNT_POINT")

    @property
    def file_system(self) -> bytes:
        return self.text(b"FILE_SYSTEM")

    @property
    def group(self) -> bytes:
        return self.text(b"GROUP")

    @property
    def gid(self) -> int:
        return self.number(b"GID")

    @property
    def rules(self) -> "list[Rule]":
        """The permission table, in its order."""
        found: "list[Rule]" = []
        for one in self.list(b"PATHS"):
            parts = one.split(b":")
            bits = octal(parts[2]) or 0
            gid = number(parts[3]) if len(parts) > 3 else None
            found.append(Rule(parts[0], parts[1], bits, self.gid if gid is None else gid))
        return found

    @property
    def wanted_groups(self) -> "list[tuple[bytes, int]]":
        """The shared group and those beside it, by name and number."""
        return [(self.group, self.gid)] + [(one.name, one.gid) for one in self.groups]

    @property
    def groups(self) -> "list[Group]":
        """The groups beside the shared one."""
        found: "list[Group]" = []
        for one in self.list(b"GROUPS"):
            name, gid, members = one.split(b":")
            found.append(Group(name, int(gid), [m for m in members.split(b"+") if m]))
        return found


def read_parameters() -> Parameters:
    """
    From one line of base64, or from the variables that SSM's agent set. The agent's come from whoever may send the document: none may hold a
    control character, which SSM's patterns let through at the end.
    """
    values: "dict[bytes, bytes]" = {}
    for name, value in environ.items():
        if name.startswith(b"PRISM_"):
            values[name[6:]] = value
    for pair in values.pop(b"NAMES", b"").split(b","):
        given, equals, name = pair.partition(b"=")
        if equals:
            values[name] = environ.get(b"SSM_" + given, b"")
            if any(byte < 32 or byte == 127 for byte in values[name]):
                write(2, b"prism: a parameter holds a control character\n")
                leave(3)
    for line in a2b_base64(values.pop(b"PARAMETERS", b"")).split(b"\n"):
        name, equals, value = line.partition(b"=")
        if equals and name.startswith(b"PRISM_"):
            values[name[6:]] = value
    return Parameters(values)
