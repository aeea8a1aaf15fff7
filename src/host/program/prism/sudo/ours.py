"""
Prism's own lines of sudo: a file for each person who may become root, and nobody else's. By number, which is one person's for ever: whoever gets
the name later, by another number, gets nothing by it. Without a password, as the registry's accounts have none.
"""

import posix

from prism.core.files import exists, listed, make_folders, read_file
from prism.core.programs import have, run
from prism.core.replace import remove_file, replace_file
from prism.core.stat import is_directory, is_regular
from prism.core.steps import Did, Wrong, changed, unchanged
from prism.core.text import last_words, mode, number
from prism.leaving.root_there import FOLDER as STORE
from prism.leaving.root_there import note_root
from prism.sudo.sudoers import FOLDER, sudoers, takes_in_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable

BEGIN = b"prism-"
CANDIDATE = STORE + b"/sudoers"
SECONDS = 10


def file_of(uid: int) -> bytes:
    """sudo passes over files with a dot in their name: a number has none."""
    return b"%s/%s%d" % (FOLDER, BEGIN, uid)


def line_of(uid: int) -> bytes:
    return b"# Prism: sudo by the registry\n#%d ALL=(ALL:ALL) NOPASSWD: ALL\n" % uid


def state_of(uid: int) -> bytes:
    """exact: as Prism writes it; `uid:gid:mode`, text or other: how it is otherwise; empty: there is none."""
    path = file_of(uid)
    try:
        found = posix.lstat(path)
    except OSError:
        return b""
    if not is_regular(found.st_mode):
        return b"other"
    state = b"%d:%d:%s" % (found.st_uid, found.st_gid, mode(found.st_mode))
    if state != b"0:0:0440":
        return state
    return b"exact" if read_file(path) == line_of(uid) else b"text"


def numbers_there() -> "list[int]":
    """Of all such files."""
    found = [number(name[len(BEGIN) :]) for name in listed(FOLDER) if name.startswith(BEGIN)]
    return [one for one in found if one is not None]


def take_sudo(goes: "Callable[[int], bool]") -> Did:
    """From all whose number goes. That they could become root is noted first, and is no reason to let them. Raises OSError."""
    those = [uid for uid in numbers_there() if goes(uid)]
    for uid in those:
        try:
            note_root(uid, [b"sudo"])
        finally:
            remove_file(file_of(uid))
    return changed(b"no sudo: " + b", ".join(b"%d" % uid for uid in those)) if those else unchanged("nobody else has it by Prism")


def give_sudo(uid: int) -> Did:
    """Its line, once sudo takes it by itself and with everything else; nothing otherwise. Raises Wrong or OSError."""
    if not have(b"sudo") or not have(b"visudo"):
        raise Wrong("sudo-absent", b"sudo is not installed")
    if state_of(uid) == b"exact":
        return unchanged("as the registry has it")
    _refuse_place()
    path, text = file_of(uid), line_of(uid)
    # what somebody made of it, or put in its place, is not kept, and keeps nobody
    remove_file(path)
    _check()
    make_folders(STORE, 0o700)
    replace_file(CANDIDATE, 0o400, text)
    try:
        _check(b"-f", CANDIDATE)
    finally:
        remove_file(CANDIDATE)
    # from here on they can become root
    note_root(uid, [b"sudo"])
    try:
        replace_file(path, 0o440, text)
        _check()
    except (Wrong, OSError):
        remove_file(path)
        raise
    return changed(b"%s: all, without a password" % path)


def _refuse_place() -> None:
    """Raises Wrong."""
    if not takes_in_folder(sudoers()):
        raise Wrong("sudoers-not-read", b"/etc/sudoers does not read %s" % FOLDER)
    found = posix.lstat(FOLDER) if exists(FOLDER) else None
    if found is None or not is_directory(found.st_mode) or found.st_uid != 0 or found.st_mode & 0o022:
        raise Wrong("sudoers-not-read", b"%s is no folder that root alone can write" % FOLDER)


def _check(*more: bytes) -> None:
    """By visudo: all that sudo reads, or one file. Raises Wrong with what it says."""
    ran = run(SECONDS, [b"visudo", b"-c", *more])
    if not ran.ok:
        said = [line for line in ran.said.split(b"\n") if not line.endswith(b": parsed OK")]
        raise Wrong("sudoers-broken", last_words(b"\n".join(said), 2))
