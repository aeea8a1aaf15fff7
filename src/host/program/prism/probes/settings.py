"""The EFS client's own configuration, as far as the doctor asks it."""

from prism.core.files import read_file

CONFIGURATION = b"/etc/amazon/efs/efs-utils.conf"


def setting(name: bytes) -> bytes:
    """The first value of that name in any section; empty where there is none."""
    for line in (read_file(CONFIGURATION, 1 << 18) or b"").split(b"\n"):
        key, equals, value = line.partition(b"=")
        if equals and key.strip() == name:
            return value.strip()
    return b""
