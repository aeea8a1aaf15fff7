"""Sessions of accounts, opened to measure their umask."""

from prism.looks.host import Host


def measure_umasks(host: Host) -> None:
    return
