"""Groups by name and by number, for what PAM asks of an account: all that may be asked is learned at once."""

import grp

from prism.core.limits import TimedOut, ask
from prism.people.accounts import Account

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Tuple

    Told = Tuple["list[int | None]", "list[bytes | None]"]

SECONDS = 10


class Membership:
    """`given` is the shared group, whose number is known though this host may not have it yet."""

    def __init__(self, given: bytes, gid: int, accounts: "list[Account]") -> None:
        self.given = given
        self.gid = gid
        self.accounts = accounts
        self.wanted: "set[bytes]" = set()
        self.numbers: "dict[bytes, int | None]" = {}
        self.names: "dict[int, bytes | None]" = {}
        self.silent = False

    def expect(self, names: "list[bytes]") -> None:
        """These may be asked for."""
        self.wanted.update(names)

    def belongs(self, account: Account, group: bytes) -> "bool | None":
        """None where the name service did not say."""
        if group == self.given:
            return self.gid in account.groups
        if group not in self.numbers:
            self.wanted.add(group)
            self._learn()
        if group not in self.numbers:
            return None
        return self.numbers[group] in account.groups

    def own_group(self, account: Account) -> "bool | None":
        """Is the account's first group of its own name? None where the name service did not say."""
        if account.uid == 0:
            return False
        if account.gid not in self.names:
            self._learn()
        if account.gid not in self.names:
            return None
        return self.names[account.gid] == account.name

    def _learn(self) -> None:
        names = sorted(name for name in self.wanted if name not in self.numbers and name != self.given)
        gids = sorted(set(account.gid for account in self.accounts if account.gid not in self.names))
        # a name service that is silent once is not waited for again
        if self.silent:
            return

        def look() -> "Told":
            return [_number(name) for name in names], [_name(gid) for gid in gids]

        try:
            told = ask(SECONDS, look)
        except (TimedOut, OSError):
            self.silent = True
            return
        self.numbers.update(zip(names, told[0]))
        self.names.update(zip(gids, told[1]))


def _number(name: bytes) -> "int | None":
    try:
        return grp.getgrnam(name.decode("utf-8", "surrogateescape")).gr_gid
    except (KeyError, ValueError):
        return None


def _name(gid: int) -> "bytes | None":
    try:
        return grp.getgrgid(gid).gr_name.encode("utf-8", "surrogateescape")
    except (KeyError, OverflowError):
        return None
