"""The keys of whoever left, and those that they had before, noted before the file has them no longer: afterwards they are looked for in everybody else's files, and offered to sshd."""

import posix
from binascii import Error, a2b_base64

from prism.core.files import make_folders, read_file
from prism.core.limits import TimedOut, ask
from prism.core.replace import replace_file
from prism.core.text import number
from prism.ssh.effective import Broken, Effective, value
from prism.ssh.key_files import file_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Dict, List, Optional, Tuple

    Key = Tuple[bytes, bytes]
    """Type and body."""
    Place = Tuple[bytes, bytes]
    """A file of keys, and whose it is."""

FOLDER = b"/var/lib/prism"
FILE = FOLDER + b"/left-keys"
USUAL = b".ssh/authorized_keys .ssh/authorized_keys2"
MOST = 1 << 20
NOTES = 1 << 24
ACCOUNTS = 5000
SECONDS = 10


def noted_keys() -> "Dict[int, List[Key]]":
    """By number; lines `NUMBER TYPE BODY`."""
    found: "dict[int, list[Key]]" = {}
    for line in (read_file(FILE, NOTES) or b"").split(b"\n"):
        words = line.split(b" ")
        uid = number(words[0])
        if len(words) == 3 and uid is not None:
            found.setdefault(uid, []).append((words[1], words[2]))
    return found


def note_keys(name: bytes, uid: int, stays: "tuple[bytes, ...]" = ()) -> None:
    """Those of the file that root wrote, but for the lines that stay in it: so every key that ever was. On the disk when it returns. Raises OSError."""
    known = noted_keys()
    had = known.setdefault(uid, [])
    for line in (read_file(file_of(name)) or b"").split(b"\n"):
        words = line.split()
        if len(words) == 2 and b" ".join(words) not in stays and _is_body(words[1]) and (words[0], words[1]) not in had:
            had.append((words[0], words[1]))
    if had and known != noted_keys():
        make_folders(FOLDER, 0o700)
        lines = [b"%d %s %s\n" % (whose, *key) for whose, keys in sorted(known.items()) for key in keys]
        replace_file(FILE, 0o600, b"".join(lines))


def _is_body(text: bytes) -> bool:
    try:
        return len(a2b_base64(text)) > 16
    except Error:
        return False


def files_of_keys(effective: "Optional[Effective]", accounts: "Dict[bytes, List[bytes]]") -> "List[Place]":
    """Which sshd reads for the accounts of this host, as far as it says; the usual ones where it does not."""
    places: "list[Place]" = []
    for name in list(accounts)[:ACCOUNTS]:
        home = accounts[name][5]
        for pattern in _patterns(effective, name).split():
            path = b"%".join(
                one.replace(b"%h", home).replace(b"%u", name).replace(b"%U", accounts[name][2]) for one in pattern.split(b"%%")
            )
            if pattern != b"none":
                places.append((path if path.startswith(b"/") else home.rstrip(b"/") + b"/" + path, name))
    return places


def _is_missing(path: bytes) -> bool:
    """Nothing is there, or a link to nothing; not: it is there and cannot be read."""
    try:
        posix.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        pass
    return False


def _patterns(effective: "Optional[Effective]", name: bytes) -> bytes:
    try:
        return USUAL if effective is None else value(effective.of(name), b"authorizedkeysfile")
    except Broken:
        return USUAL


def holding(places: "List[Place]", keys: "Dict[int, List[Key]]") -> "Tuple[Dict[int, List[bytes]], bool]":
    """
    Files that hold a key of theirs, by number, and whether all could be read. They lie where members write and on file systems that may hang: in a child,
    with a limit, and nothing of them but yes or no comes out.
    """

    def look() -> "Tuple[Dict[int, List[bytes]], bool]":
        found: "Dict[int, List[bytes]]" = {}
        whole = True
        for path, _ in places:
            text = read_file(path, MOST + 1)
            if text is None:
                whole = whole and _is_missing(path)
                continue
            whole = whole and len(text) <= MOST
            for uid, theirs in keys.items():
                if any(body in text for _, body in theirs):
                    found.setdefault(uid, []).append(path)
        return found, whole

    try:
        return ask(SECONDS, look) if keys else ({}, True)
    except (TimedOut, OSError):
        return {}, False
