"""Lines of /etc/fstab."""
from prism.looks.host import Host


def look_fstab(host: Host) -> None:
    return
