"""The permission table."""

from prism.looks.host import Host


def look_paths(host: Host) -> None:
    return


def look_root(host: Host) -> None:
    return
