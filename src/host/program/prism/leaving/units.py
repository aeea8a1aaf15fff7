"""The host's own units: which of them would run something as somebody."""

from prism.core.files import listed, read_file
from prism.sudo.sudoers import MOST

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List, Tuple

    Names = Tuple[bytes, ...]

ADDED = [b"/etc/systemd/" + one for one in (b"system.control", b"system")] + [
    b"/run/systemd/" + one for one in (b"system.control", b"transient", b"generator.early", b"system", b"generator", b"generator.late")
]
FOLDERS = [*ADDED, b"/usr/local/lib/systemd/system", b"/usr/lib/systemd/system", b"/lib/systemd/system"]
BUS = (b"/usr/local/share/dbus-1/system-services", b"/usr/share/dbus-1/system-services")
KINDS = (b".service", b".socket", b".mount", b".swap")
"""Which can have a User and run something."""
MARKS = (b"=", b":", b",", b"'", b'"', b"@", b";", b"(", b")", b"<", b">", b"|", b"&")


def units() -> "List[Tuple[bytes, bytes]]":
    """With what others add to them: each by its file's name."""
    found = [pair for folder in BUS for pair in files(folder, (b".service",))]
    for folder in FOLDERS:
        found += files(folder, KINDS)
        for name in listed(folder):
            # service.d adds to each service
            if name.endswith(b".d") and (b"." + name[:-2]).endswith(KINDS):
                found += [(name[:-2], text) for _, text in files(folder + b"/" + name, (b".conf",))]
    return found


def instances() -> "List[Tuple[bytes, bytes]]":
    """Units of a template that are started for somebody: user@1000.service, and what it is started for."""
    names: "List[bytes]" = []
    for folder in ADDED:
        for name in listed(folder):
            names += [name, *(listed(folder + b"/" + name) if name.endswith((b".wants", b".requires", b".upholds")) else [])]
    return [(name, name.partition(b"@")[2].rpartition(b".")[0]) for name in names if b"@" in name]


def files(folder: bytes, ends: "Names") -> "List[Tuple[bytes, bytes]]":
    """By their names."""
    pairs = [(name, read_file(folder + b"/" + name, MOST)) for name in listed(folder) if name.endswith(ends)]
    return [(name, text) for name, text in pairs if text is not None]


def runs_as(text: bytes, names: "Names") -> bool:
    for line in _lines(text):
        key, _, value = (part.strip() for part in line.partition(b"="))
        if key in (b"User", b"Group", b"SocketUser", b"SocketGroup", b"SupplementaryGroups") and any(one in names for one in value.split()):
            return True
        # su, runuser, setpriv, start-stop-daemon, chroot, and a console that lets somebody in by itself
        if key.startswith(b"Exec") and any(one in names for one in said_words(value)):
            return True
    return False


def said_words(command: bytes) -> "List[bytes]":
    """Also what an option of one letter has glued to it: `-ueve`, and a number as sudo has it: `-u #1000`."""
    for mark in MARKS:
        command = command.replace(mark, b" ")
    words = command.split()
    words += [word[2:] for word in words if word.startswith(b"-")]
    return [word.lstrip(b"#") for word in words]


def _lines(text: bytes) -> "List[bytes]":
    """A backslash at its end joins a line to the next; comments in between are passed over."""
    found: "List[bytes]" = []
    begun = b""
    for line in text.split(b"\n"):
        line = line.strip()
        if line.startswith((b"#", b";")):
            continue
        begun += line
        if begun.endswith(b"\\") and line:
            begun = begun[:-1] + b" "
        else:
            found.append(begun)
            begun = b""
    return [*found, begun]
