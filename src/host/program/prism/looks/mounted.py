"""Mounts of the volume."""

from prism.looks.host import Host


def look_mounts(host: Host) -> None:
    return


def look_place(host: Host) -> None:
    return
