"""Whom polkit lets do things as root, by the files that it reads. Its rules are a program: of what is not plainly said there it is told that it is not known."""

from prism.core.files import listed, read_file
from prism.sudo.sudoers import MOST, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List, Tuple

    File = Tuple[bytes, bytes]

FOLDER = b"/polkit-1/rules.d"
OWN = (b"/etc", b"/run", b"/usr/local/share")
PACKAGED = b"/usr/share" + FOLDER
AUTHORITY = (b"/etc/polkit-1/localauthority", b"/var/lib/polkit-1/localauthority")
"""What polkit read before it had rules: a folder of folders."""
GIVES = (b"YES", b'"yes"', b"'yes'", b"`yes`")
ASKS = (b".user", b"isInGroup", b".local", b".active", b".seat", b".session")
"""What a rule asks of whoever wants something."""


def polkit_files() -> "List[File]":
    folders = [one + FOLDER for one in OWN] + [PACKAGED, b"/etc/polkit-1/localauthority.conf.d"]
    folders += [top + b"/" + name for top in AUTHORITY for name in listed(top)]
    pairs = [(folder + b"/" + name, read_file(folder + b"/" + name, MOST)) for folder in folders for name in listed(folder)]
    return [(path, text) for path, text in pairs if text is not None]


class Polkit:
    """The files are taken apart once for all people."""

    def __init__(self, files: "List[File]") -> None:
        self.names = {name for _, text in files for name in _names(text)}
        self.unsure = [path for path, text in files if _is_for_all(path, text)]

    def ways(self, names: "Tuple[bytes, ...]") -> "List[bytes]":
        """`names`: theirs, their number, and those of their groups. What gives everybody something, or hides whom, gives it them too: rather once too often."""
        if self.names.intersection(names):
            return [b"polkit"]
        return [b"polkit for everybody, or it is not said for whom: " + path for path in self.unsure[:1]]


def _names(text: bytes) -> "List[bytes]":
    """Of a rule what is quoted, of an older file's lines each word."""
    plain = _plain(text)
    for mark in (b"'", b"`"):
        plain = plain.replace(mark, b'"')
    parts = plain.split(b'"')
    return words(b" ".join(parts[1::2]) if len(parts) > 1 and len(parts) % 2 else plain)


def _plain(text: bytes) -> bytes:
    """Without comments that stand in lines of their own."""
    return b"\n".join(line for line in text.split(b"\n") if not line.strip().startswith((b"//", b"#", b"*", b"/*")))


def _is_for_all(path: bytes, text: bytes) -> bool:
    """What a package brings asks whom it lets in; an administrator's file may not."""
    if path.startswith(PACKAGED):
        return False
    plain = _plain(text)
    if b"rules.d/" not in path:
        return any(b"*" in line or b"?" in line for line in plain.split(b"\n") if line.startswith((b"Identity", b"AdminIdentities")))
    if not any(one in plain for one in GIVES):
        return False
    return b"\\" in plain or not any(one in plain for one in ASKS)
