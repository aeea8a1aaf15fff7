"""Whether Prism took the volume away itself."""
from prism.looks.host import Host


def look_left(host: Host) -> None:
    return
