"""What each mount of the volume was asked for."""
from prism.looks.host import Host


def look_asked(host: Host) -> None:
    return
