"""Accounts and groups as this host's name service tells them. A directory may be slow or silent: all is asked in a child with a limit."""

import grp
import posix
import pwd

from prism.core.limits import TimedOut, ask, ask_each, or_else

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable, Optional, Tuple

    Told = Tuple[bytes, int, int, bytes, bytes, bytes, Tuple[int, ...]]
    Group = Tuple[bytes, int, Tuple[bytes, ...]]
    """Name, gid, members."""
    Named = Tuple[Optional[Group], Optional[Group]]

SECONDS = 10


class Account:
    """What the name service says of an account; `groups` holds the primary one too."""

    __slots__ = ("name", "uid", "gid", "gecos", "home", "shell", "groups")

    def __init__(self, told: "Told") -> None:
        self.name, self.uid, self.gid, self.gecos, self.home, self.shell, self.groups = told


class Accounts:
    """Accounts and groups of this host, each asked once; who changes one says so."""

    def __init__(self) -> None:
        self.known: "dict[bytes, Account | None]" = {}
        self.named: "dict[tuple[bytes, int], Named]" = {}

    def of(self, name: bytes) -> "Account | None":
        """None where there is none, or the name service did not say."""
        if name not in self.known:
            self.learn([name])
        return self.known[name]

    def learn(self, names: "list[bytes]", groups: "list[tuple[bytes, int]] | tuple[()]" = ()) -> None:
        """Asks for all of them, and for groups by name and number, at once."""
        asked = [name for name in names if name not in self.known]
        others = [group for group in groups if group not in self.named]
        if not asked and not others:
            return
        of_groups = [_of_group(*group) for group in others]
        accounts, *answers = ask_each([(SECONDS + len(asked), lambda: [_account(name) for name in asked]), *of_groups])
        told = or_else(accounts, None)
        if told is None:
            # one that hangs must not cost the others
            told = [_alone(name) for name in asked]
            answers = [answer for one in of_groups for answer in ask_each([one])]
        for name, one in zip(asked, told):
            self.known[name] = None if one is None else Account(one)
        for group, answer in zip(others, answers):
            self.named[group] = or_else(answer, (None, None))

    def groups(self, wanted: "list[tuple[bytes, int]]") -> "list[Named]":
        """Of each: who has the number, and what the name is."""
        self.learn([], wanted)
        return [self.named[group] for group in wanted]

    def forget(self, name: bytes) -> None:
        self.known.pop(name, None)

    def forget_groups(self) -> None:
        self.named.clear()


def _alone(name: bytes) -> "Told | None":
    try:
        return ask(SECONDS, lambda: _account(name))
    except (TimedOut, OSError):
        return None


def _account(name: bytes) -> "Told | None":
    return _told(lambda: pwd.getpwnam(name.decode("utf-8", "surrogateescape")))


def _told(find: "Callable[[], pwd.struct_passwd]") -> "Told | None":
    try:
        found = find()
    except KeyError:
        return None
    groups = posix.getgrouplist(found.pw_name, found.pw_gid)
    return (
        _bytes(found.pw_name),
        found.pw_uid,
        found.pw_gid,
        _bytes(found.pw_gecos),
        _bytes(found.pw_dir),
        _bytes(found.pw_shell),
        tuple(groups),
    )


def account_with(uid: int) -> "Account | None":
    """The account that the name service names first for a uid; None where there is none, or it did not say."""
    try:
        told = ask(SECONDS, lambda: _told(lambda: pwd.getpwuid(uid)))
    except (TimedOut, OSError):
        return None
    return None if told is None else Account(told)


def unused_uid(highest: int, but: int) -> int:
    """The highest uid up to this one that no account has, and that is not `but`. To be asked."""
    uid = highest
    while True:
        try:
            pwd.getpwuid(uid)
        except KeyError:
            if uid != but:
                return uid
        uid -= 1


def _of_group(name: bytes, gid: int) -> "tuple[float, Callable[[], Named]]":
    text = name.decode("utf-8", "surrogateescape")
    return SECONDS, lambda: (_group(lambda: grp.getgrgid(gid)), _group(lambda: grp.getgrnam(text)))


def _group(find: "Callable[[], grp.struct_group]") -> "Group | None":
    try:
        found = find()
    except KeyError:
        return None
    return _bytes(found.gr_name), found.gr_gid, tuple(_bytes(member) for member in found.gr_mem)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
