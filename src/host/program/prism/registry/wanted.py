"""Who is to have an account here, as the registry has them: exact values, and the whole list each time."""

from prism.core.parameters import Parameters


class Person:
    """`name:uid:shell:ends:group+group`; `ends` is the day from which shadow lets nobody in, empty for none."""

    __slots__ = ("name", "uid", "shell", "ends", "groups")

    def __init__(self, text: bytes) -> None:
        self.name, uid, self.shell, self.ends, groups = text.split(b":")
        self.uid = int(uid)
        self.groups = [one for one in groups.split(b"+") if one]


class Wanted:
    """`groups`: the registry's, by name; `kept`: groups that are others' to give; `adopt`: accounts made by hand that become ours."""

    def __init__(self, given: Parameters) -> None:
        self.people = [Person(text) for text in given.list(b"PEOPLE")]
        pairs = [text.split(b":") for text in given.list(b"GROUPS")]
        self.groups = {name: int(gid) for name, gid in pairs}
        self.kept = given.list(b"KEPT")
        self.adopt = given.list(b"ADOPT")
        self.nologin = given.text(b"NOLOGIN")

    @property
    def names(self) -> "list[bytes]":
        return [person.name for person in self.people]
