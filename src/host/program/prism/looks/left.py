"""Whether Prism took the volume away itself."""

from prism.looks.host import Host
from prism.mounts.left import was_left


def look_left(host: Host) -> None:
    if was_left(host.given):
        host.records.add("left", fs=host.given.file_system)
