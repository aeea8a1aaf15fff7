"""Which distribution, and on what: os-release is read, never sourced."""

import posix

from prism.core.files import read_file
from prism.core.records import Records

FAMILIES = (
    (b"debian", (b"debian", b"ubuntu")),
    (b"redhat", (b"rhel", b"fedora", b"centos", b"amzn", b"rocky", b"almalinux")),
    (b"suse", (b"suse", b"sles", b"opensuse")),
)


class System:
    """What a host runs on."""

    __slots__ = ("distribution", "version", "family", "systemd")

    def __init__(self, distribution: bytes, version: bytes, family: bytes, systemd: bool) -> None:
        self.distribution = distribution
        self.version = version
        self.family = family
        self.systemd = systemd


def read_system() -> System:
    said: "dict[bytes, bytes]" = {}
    for line in (read_file(b"/etc/os-release", 65536) or b"").split(b"\n"):
        name, equals, value = line.strip().partition(b"=")
        if equals:
            said[name] = value.strip(b"\"'")
    identifier = said.get(b"ID", b"")
    words = [identifier] + said.get(b"ID_LIKE", b"").split()
    family = b"other"
    for name, members in FAMILIES:
        if family == b"other" and any(word in members or (name == b"suse" and word.startswith(b"opensuse")) for word in words):
            family = name
    return System(identifier or b"unknown", said.get(b"VERSION_ID", b""), family, posix.access(b"/run/systemd/system", posix.F_OK))


def look_system(records: Records, system: System) -> None:
    name = posix.uname()
    records.add(
        "host",
        distribution=system.distribution,
        version=system.version,
        family=system.family,
        hostname=name.nodename,
        kernel=name.release,
        architecture=name.machine,
        systemd=system.systemd,
    )
