"""Who is to have an account here, as the registry has them: exact values, and the whole list each time."""

from prism.core.parameters import Parameters


class Person:
    """
    `name:uid:shell:ends:group+group:keys`, and `:s` for who may become root by sudo, `:day` for who is back since then; `ends` is the day from which shadow lets nobody in, empty for none; `keys` the digest of what their file
    of keys is to hold, empty where there is to be none.
    """

    __slots__ = ("name", "uid", "shell", "ends", "groups", "keys", "sudo", "since")

    def __init__(self, text: bytes) -> None:
        self.name, uid, self.shell, self.ends, groups, self.keys, *more = text.split(b":")
        self.uid = int(uid)
        self.sudo = b"s" in more
        self.since = max([int(one) for one in more if one != b"s"] or [0])
        self.groups = [one for one in groups.split(b"+") if one]


class Wanted:
    """
    `groups`: the registry's, by name; `kept`: groups that are others' to give; `join`: those of them that everybody is to be in; `adopt`: accounts made
    by hand that become ours; `keys`: the lines of the files of keys that are to be written now; `ssh_group`: whom sshd lets in by those files alone;
    `only`: who left and is alone to be ended, whatever the record says; `hold`: the day from which they may be back, where that was before the registry said so; `left`: who left and is in the record no more.
    """

    def __init__(self, given: Parameters) -> None:
        self.people = [Person(text) for text in given.list(b"PEOPLE")]
        pairs = [text.split(b":") for text in given.list(b"GROUPS")]
        self.groups = {name: int(gid) for name, gid in pairs}
        self.kept = given.list(b"KEPT")
        self.join = given.list(b"JOIN")
        self.adopt = given.list(b"ADOPT")
        self.nologin = given.text(b"NOLOGIN")
        self.ssh_group = given.text(b"SSH_GROUP")
        self.keys = dict(_keys(text) for text in given.list(b"KEYS"))
        name, _, uid = given.text(b"ONLY").partition(b":")
        self.only = (name, int(uid)) if name else None
        self.hold = given.number(b"HOLD") if given.text(b"HOLD") else 0
        pairs = [text.split(b":") for text in given.list(b"LEFT")]
        self.left = [(name, int(uid)) for name, uid in pairs]

    def without(self, held: "dict[int, int]") -> None:
        """Of whom it is not said that they are back is somebody who left."""
        out = [one for one in self.people if held.get(one.uid, 0) > one.since]
        self.people = [one for one in self.people if one not in out]
        self.left += [(one.name, one.uid) for one in out]

    @property
    def names(self) -> "list[bytes]":
        return [person.name for person in self.people]


def _keys(text: bytes) -> "tuple[bytes, list[bytes]]":
    """`name:type:body:type:body`: whose, and the lines."""
    name, *words = text.split(b":")
    return name, [b"%s %s" % pair for pair in zip(words[::2], words[1::2])]
