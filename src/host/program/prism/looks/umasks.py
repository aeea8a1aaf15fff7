"""The umask by kind of session."""

from prism.looks.host import Host


def look_umasks(host: Host) -> None:
    return
