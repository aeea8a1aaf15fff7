"""Accounts and groups, as this host's name service tells them."""

from prism.looks.host import Host
from prism.people.days import Days, days_of


def look_accounts(host: Host) -> None:
    """Of the accounts that were given, or the login user."""
    if not host.names and host.login:
        host.names = [host.login]
    host.accounts.learn(host.names)
    days = days_of([name for name in host.names if host.accounts.of(name) is not None])
    for name in host.names:
        account = host.accounts.of(name)
        if account is None:
            host.records.add("account", name=name, exists=0, groups=b"", member=0)
            continue
        its = days.get(name, Days(False, False))
        host.records.add(
            "account",
            name=name,
            exists=1,
            uid=account.uid,
            gid=account.gid,
            groups=b",".join(b"%d" % gid for gid in account.groups),
            member=host.given.gid in account.groups,
            expired=its.expired,
            due=its.due,
        )


def look_groups(host: Host) -> None:
    """The shared group and the others: who holds the wanted number, and which number the wanted name has."""
    (holder, named), *others = host.accounts.groups(host.given.wanted_groups)
    host.records.add(
        "group",
        holder=holder[0] if holder else b"",
        namegid=named[1] if named else b"",
        members=b",".join(named[2]) if named else b"",
    )
    for one, (holder, named) in zip(host.given.groups, others):
        host.records.add("extra-group", name=one.name, gid=one.gid, holder=holder[0] if holder else b"", namegid=named[1] if named else b"")
