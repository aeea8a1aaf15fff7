"""What people leave behind who mount by hand."""

from prism.looks.host import Host


def look_by_hand(host: Host) -> None:
    return
