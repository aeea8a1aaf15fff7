"""Accounts and groups of this host's own files, field by field: what the name service adds from a directory is not in them."""

from prism.core.files import read_file
from prism.core.text import number

MOST = 1 << 24


class Local:
    """By name; of a name that stands twice the first counts, as the C library reads it."""

    def __init__(self) -> None:
        self.accounts = table(b"/etc/passwd", 7)
        self.groups = table(b"/etc/group", 4)
        self.shadow = table(b"/etc/shadow", 9)
        # once for all who ask: each of a few hundred people asks of all accounts and groups
        self.with_uid = _by_number(self.accounts)
        self.with_gid = _by_number(self.groups)
        self.groups_of = by_member({group: fields[3] for group, fields in self.groups.items()})

    def uid(self, name: bytes) -> "int | None":
        return number(self.accounts[name][2]) if name in self.accounts else None

    def other_with_uid(self, uid: int, name: bytes) -> bytes:
        """Somebody else who has the number; empty: nobody."""
        return next((one for one in self.with_uid.get(uid, []) if one != name), b"")

    def other_with_gid(self, gid: int, name: bytes) -> bytes:
        return next((one for one in self.with_gid.get(gid, []) if one != name), b"")

    def member_of(self, name: bytes) -> "list[bytes]":
        """The groups that list the account, in their order; the one of its own line is not among them."""
        return self.groups_of.get(name, [])

    def is_apart(self, name: bytes) -> bool:
        """Whether /etc/passwd has something of its own in the place of a password: then nobody asks shadow, which has the account's end too."""
        return self.shadow != {} and name in self.accounts and self.accounts[name][1] != b"x"

    def password(self, name: bytes) -> bytes:
        """none: no password fits, and the account is open to keys; locked; empty; set; absent: shadow has no such line, or is not asked."""
        inline = self.accounts[name][1] if name in self.accounts else b"x"
        if inline == b"x" and name not in self.shadow:
            return b"absent"
        found = self.shadow[name][1] if inline == b"x" else inline
        if found == b"*" or found.startswith(b"!"):
            return b"absent" if self.is_apart(name) else b"none" if found == b"*" else b"locked"
        return b"set" if found else b"empty"

    def ends(self, name: bytes) -> bytes:
        """The day from which it is expired, as shadow has it; empty: none."""
        return self.shadow[name][7] if name in self.shadow else b""


def table(path: bytes, width: int) -> "dict[bytes, list[bytes]]":
    found: "dict[bytes, list[bytes]]" = {}
    for line in (read_file(path, MOST) or b"").split(b"\n"):
        fields = line.split(b":")
        if len(fields) >= width:
            found.setdefault(fields[0], fields)
    return found


def by_member(lists: "dict[bytes, bytes]") -> "dict[bytes, list[bytes]]":
    """Whom each list names, with where, in their order."""
    found: "dict[bytes, list[bytes]]" = {}
    for group, names in lists.items():
        for name in names.split(b","):
            groups = found.setdefault(name, [])
            if group not in groups[-1:]:
                groups.append(group)
    return found


def _by_number(lines: "dict[bytes, list[bytes]]") -> "dict[int, list[bytes]]":
    found: "dict[int, list[bytes]]" = {}
    for name, fields in lines.items():
        has = number(fields[2])
        if has is not None:
            found.setdefault(has, []).append(name)
    return found
