"""The EFS client's own configuration, as far as the doctor asks it."""

from prism.core.files import read_file

CONFIGURATION = b"/etc/amazon/efs/efs-utils.conf"
MOUNT = b"mount"


def setting(name: bytes, section: bytes = MOUNT) -> bytes:
    """What the client's configuration says in that section; empty where it says nothing."""
    return value_in(sections(read_file(CONFIGURATION, 1 << 18) or b""), section, name)


def authorities(region: bytes) -> bytes:
    """
    The list of authorities that the client checks a server of that region against: some regions have a section of their own, which
    then counts alone.
    """
    found = sections(read_file(CONFIGURATION, 1 << 18) or b"")
    own = b"mount." + region
    return value_in(found, own if own in found else MOUNT, b"stunnel_cafile") or b"/etc/amazon/efs/efs-utils.crt"


def value_in(found: "dict[bytes, dict[bytes, bytes]]", section: bytes, name: bytes) -> bytes:
    """What the section says, or the one for all of them."""
    return found.get(section, {}).get(name) or found.get(b"DEFAULT", {}).get(name, b"")


def sections(text: bytes) -> "dict[bytes, dict[bytes, bytes]]":
    """As Python's own reader has them, without its escapes."""
    found: "dict[bytes, dict[bytes, bytes]]" = {}
    here = found.setdefault(b"", {})
    for line in text.split(b"\n"):
        line = line.strip()
        if line.startswith(b"[") and line.endswith(b"]"):
            here = found.setdefault(line[1:-1], {})
            continue
        key, equals, value = line.partition(b"=")
        if equals and not line.startswith((b"#", b";")):
            here[key.strip().lower()] = value.strip()
    return found
