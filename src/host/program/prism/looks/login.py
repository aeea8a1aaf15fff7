"""The login user."""

from prism.looks.host import Host


def look_login(host: Host) -> None:
    return
