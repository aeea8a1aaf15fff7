"""Processes and units that outlive a change."""

from prism.looks.host import Host


def look_stale(host: Host) -> None:
    return


def look_units(host: Host) -> None:
    return
