"""What this host knows of those people and groups, by its own files and by its name service. Read anew after a change."""

from prism.people.accounts import Accounts
from prism.people.names import Names
from prism.registry.local import Local
from prism.registry.numbers import is_name, is_number
from prism.registry.record import Record
from prism.registry.wanted import Wanted

STRAYS = 50


class State:
    def __init__(self, wanted: Wanted, record: Record) -> None:
        self.wanted = wanted
        self.record = record
        self.local = Local()
        self.accounts = Accounts()
        self.numbers = Names()
        self.tell_apart()
        everybody = self.people + self.left + self.strays
        self.accounts.learn([name for name, _ in everybody], self.people + list(wanted.groups.items()))
        self.numbers.learn([uid for _, uid in everybody], [])

    def tell_apart(self) -> None:
        """
        `left`: who is in the record, or was told of, and is not to have an account. `strays`: accounts of this host's own files with a number of the
        registry's that is nobody's of those: whose it is, the registry knows.
        """
        wanted, record = self.wanted, self.record
        self.people = [(one.name, one.uid) for one in wanted.people]
        left = {(name, uid) for name, uid in record.people.items() if name not in wanted.names}
        left.update(one for one in [wanted.only, *wanted.left] if one is not None and one[0] not in wanted.names)
        self.left = sorted(left)
        names = {name for name, _ in self.people + self.left}
        uids = {uid for _, uid in self.people + self.left}
        those = [(name, uid) for name in self.local.accounts for uid in [self.local.uid(name)] if uid is not None and is_number(uid)]
        self.strays = sorted(one for one in those if is_name(one[0]) and one[0] not in names and one[1] not in uids)[:STRAYS]

    def uid_of(self, name: bytes) -> "int | None":
        """Of the account with that name, wherever it comes from; None: there is none."""
        account = self.accounts.of(name)
        return self.local.uid(name) if account is None else account.uid

    def found(self, name: bytes) -> bytes:
        if name in self.local.accounts:
            return b"local"
        return b"none" if self.accounts.of(name) is None else b"directory"

    def holder(self, name: bytes, uid: int) -> bytes:
        """Who else has the number; empty: nobody."""
        told = self.numbers.user(uid)
        return told if told is not None and told != name else self.local.other_with_uid(uid, name)

    def group(self, name: bytes, gid: int) -> "tuple[bytes, int | None]":
        """Which other group has the number, and which number the name has."""
        holder, named = self.accounts.groups([(name, gid)])[0]
        other = holder[0] if holder is not None and holder[0] != name else self.local.other_with_gid(gid, name)
        return other, None if named is None else named[1]
