"""What can mount."""
from prism.looks.host import Host


def look_client(host: Host) -> None:
    return
