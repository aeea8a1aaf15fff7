"""What each account can do, tried."""

from prism.looks.host import Host


def look_behaviours(host: Host) -> None:
    return
