"""Instance metadata."""

from prism.looks.host import Host


def look_zone(host: Host) -> None:
    return
