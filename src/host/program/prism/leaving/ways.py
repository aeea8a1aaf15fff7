"""By what an account could become root here, as this host's own files say it: to be noted before any of it is taken away."""

from prism.core.files import listed, read_file
from prism.core.programs import find_program
from prism.core.text import number
from prism.leaving.kerberos import principals
from prism.leaving.polkit import Polkit, polkit_files
from prism.leaving.root_there import GROUPS
from prism.registry.local import Local, by_member, table
from prism.sudo.asking import ask_sudo
from prism.sudo.certain import is_certain
from prism.sudo.sudoers import is_in_sudoers, sudoers, without_comment, words

DOAS = (b"/etc/doas.conf", b"/usr/local/etc/doas.conf")
MORE_DOAS = b"/etc/doas.d"
MANAGED = b"/etc/gshadow"


class Ways:
    """The files are read once for all people."""

    def __init__(self, local: Local) -> None:
        self.local = local
        self.managers = table(MANAGED, 4)
        self.managing = by_member({group: fields[2] for group, fields in self.managers.items()})
        self.member = by_member({group: fields[3] for group, fields in local.groups.items()})
        self.own: "dict[bytes, list[bytes]]" = {}
        for group, fields in local.groups.items():
            self.own.setdefault(fields[2], []).append(group)
        self.sudoers = sudoers()
        self.doas = [read_file(path) or b"" for path in doas_paths()]
        self.polkit = Polkit(polkit_files())
        roots = {name: fields for name, fields in local.accounts.items() if number(fields[2]) == 0}
        self.principals = principals(roots)[0]

    def managed(self, name: bytes) -> "list[bytes]":
        """Groups of which they are an administrator (`gpasswd -A`), members or not."""
        return self.managing.get(name, [])

    def groups_of(self, name: bytes) -> "list[bytes]":
        """Also those with the number of its own line, where it has one yet."""
        own = self.own.get(self.local.accounts[name][3], []) if name in self.local.accounts else []
        return own + self.member.get(name, [])

    def to_root(self, name: bytes, uid: int) -> "list[bytes]":
        """All of them, sudo by its own word too."""
        return self.groups(name) + ([b"sudo"] if self._by_sudo(name, uid) else []) + self.lasting(name, uid)

    def groups(self, name: bytes) -> "list[bytes]":
        return [b"group " + group for group in self.groups_of(name) if _is_roots(self.local, group)]

    def lasting(self, name: bytes, uid: int) -> "list[bytes]":
        """Beside sudo and the groups that list them. Whoever administers a group is a member whenever they want."""
        found = [b"administrator of the group " + group for group in self.managed(name) if self._gives(group)]
        names = (name, b"%d" % uid, *self.groups_of(name))
        found += [b"doas"] if any(_is_in_doas(text, names) for text in self.doas) else []
        found += [b"Kerberos, as %s names them" % path for who, _, path in self.principals if who == name][:1]
        return found + self.polkit.ways(names)

    def _gives(self, group: bytes) -> bool:
        files = self.sudoers
        return (
            _is_roots(self.local, group)
            or not is_certain(files)
            or any(is_in_sudoers(text, _names_of(self.local, group)) for _, text in files)
        )

    def _by_sudo(self, name: bytes, uid: int) -> bool:
        """By its own word; where it says nothing, by what stands in sudoers, and by anything there that is not known for certain."""
        program = find_program(b"sudo")
        says = None if program is None else ask_sudo(program, name)
        if says is not None and says.said:
            return says.gives_root
        names = (name, b"#%d" % uid, *(b"%" + group for group in self.groups_of(name)))
        files = self.sudoers
        return files != [] and (not is_certain(files) or any(is_in_sudoers(text, names) or _is_for_all(text) for _, text in files))


def doas_paths() -> "list[bytes]":
    """Which of them a doas reads is for its maker to say: all of them."""
    return [*DOAS, *(MORE_DOAS + b"/" + name for name in listed(MORE_DOAS))]


def managed_by(name: bytes) -> "list[bytes]":
    return [group for group, fields in table(MANAGED, 4).items() if name in fields[2].split(b",")]


def _is_roots(local: Local, group: bytes) -> bool:
    """By its name, or by the number of one that has such a name."""
    gid = _gid(local, group)
    return group in GROUPS or gid == 0 or (gid is not None and gid in [_gid(local, one) for one in GROUPS])


def _gid(local: Local, group: bytes) -> "int | None":
    return number(local.groups[group][2]) if group in local.groups else None


def _names_of(local: Local, group: bytes) -> "tuple[bytes, ...]":
    """As sudoers may name it, by any name that its number has."""
    gid = _gid(local, group)
    others = [one for one in local.groups if gid is not None and _gid(local, one) == gid]
    return (b"%" + group, b"%%#%d" % (-1 if gid is None else gid), *(b"%" + one for one in others))


def _is_for_all(text: bytes) -> bool:
    """Rather once too often. The last word before the first sign is a host."""
    lines = [without_comment(line) for line in text.split(b"\n")]
    return any(b"ALL" in (words(line) if b"User_Alias" in line else words(line.partition(b"=")[0])[:-1]) for line in lines)


def _is_in_doas(text: bytes, names: "tuple[bytes, ...]") -> bool:
    """What is quoted or escaped may be any name."""
    first, *others = b"\n".join(line.partition(b"#")[0] for line in text.split(b"\n")).split(b"{")
    said = first + b" ".join(part.partition(b"}")[2] for part in others)
    return b"\\" in said or b'"' in said or any(word in names for word in words(said))
