"""Accounts and groups."""

from prism.looks.host import Host


def look_accounts(host: Host) -> None:
    return


def look_groups(host: Host) -> None:
    return
