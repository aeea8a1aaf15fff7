"""What else mounts: units, automounter maps and boot scripts of the host that name the file system, one of its addresses or the place."""

from prism.core.files import listed, read_file
from prism.core.parameters import Parameters
from prism.looks.host import Host

SHOWN = 10
TEXT = 200
UNITS = b"/etc/systemd/system"
LOCAL_UNITS = b"/usr/local/lib/systemd/system"


def look_managers(host: Host) -> None:
    """Each file with its first such line; at most 10 of a kind."""
    units = _in(UNITS, b"", b".mount") + _in(UNITS, b"", b".automount") + _in(LOCAL_UNITS, b"", b".mount")
    maps = _in(b"/etc", b"auto.", b"") + _in(b"/etc/auto.master.d", b"", b"") + _in(b"/etc/autofs", b"", b"")
    scripts = [b"/etc/rc.local", b"/etc/rc.d/rc.local"] + _in(b"/etc/cron.d", b"", b"")
    for kind, files in (("systemd", units), ("autofs", maps), ("script", scripts)):
        shown = 0
        for path in files:
            text = first_line_about(host.given, host.place, read_file(path) or b"")
            if text and shown < SHOWN:
                host.records.add("manager", kind_=kind, file=path, text=text[:TEXT])
                shown += 1


def _in(folder: bytes, begins: bytes, ends: bytes) -> "list[bytes]":
    return [
        folder + b"/" + name for name in listed(folder) if name.startswith(begins) and name.endswith(ends) and not name.startswith(b".")
    ]


def first_line_about(given: Parameters, place: bytes, text: bytes) -> bytes:
    """The first line that is no comment and names the volume or the place; empty where none does."""
    places = (b"Where=" + given.mount_point, b"Where=" + place)
    targets = given.list(b"ADDRESSES")
    for line in text.split(b"\n"):
        if line.lstrip(b" \t").startswith((b"#", b";")):
            continue
        if given.file_system in line or line in places or any(word in targets for word in _words(line)):
            return line
    return b""


def _words(line: bytes) -> "list[bytes]":
    for stop in (b"\t", b"=", b",", b":", b'"'):
        line = line.replace(stop, b" ")
    return line.split(b" ")
