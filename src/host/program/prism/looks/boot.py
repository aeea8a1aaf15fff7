"""What a boot makes of fstab's line."""

from prism.looks.host import Host


def look_boot(host: Host) -> None:
    return
