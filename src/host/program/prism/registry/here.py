"""Who is to have an account on this host, and who of them has it, so that what is on the volume can be theirs."""

from prism.core.parameters import Parameters
from prism.people.accounts import Account, Accounts
from prism.people.names import Names
from prism.registry.local import Local
from prism.registry.record import read_record


class Named:
    """`name:uid`: also the number of their own group."""

    __slots__ = ("name", "uid")

    def __init__(self, text: bytes) -> None:
        self.name, _, uid = text.partition(b":")
        self.uid = int(uid)


class Resident(Named):
    """Somebody with an account of Prism's and with their number, which is nobody else's, as the host's files and its name service say."""

    __slots__ = ("account", "home")

    def __init__(self, one: Named, account: Account, home: bytes) -> None:
        self.name, self.uid = one.name, one.uid
        self.account = account
        self.home = home


def everybody(given: Parameters) -> "list[Named]":
    return [Named(text) for text in given.list(b"PEOPLE")]


def residents(people: "list[Named]") -> "list[Resident]":
    record, local = read_record(), Local()
    accounts, numbers = Accounts(), Names()
    accounts.learn([one.name for one in people])
    numbers.learn([one.uid for one in people], [])
    found: "list[Resident]" = []
    for one in people:
        account = accounts.of(one.name)
        told = numbers.user(one.uid)
        alone = told in (None, one.name) and not local.other_with_uid(one.uid, one.name)
        if alone and record.has(one.name, one.uid) and local.uid(one.name) == one.uid and account is not None and account.uid == one.uid:
            found.append(Resident(one, account, local.accounts[one.name][5]))
    return found
