"""A sample of shared/."""

from prism.looks.host import Host


def look_contents(host: Host) -> None:
    return
