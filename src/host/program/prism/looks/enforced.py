"""Behaviour behind an access point that enforces a user."""

from prism.looks.host import Host


def look_enforced(host: Host) -> None:
    return
