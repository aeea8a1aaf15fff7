"""
The second phase: the identities of this instance read what others wrote and append to it. A reader's child hands root what it read, root
tells that of its digest; an append counts when it was synced and root, opening the file anew, sees the nonce and the owner.
"""

import posix
from binascii import hexlify
from errno import EACCES, EAGAIN
from fcntl import LOCK_EX, LOCK_NB, flock
from select import select

from prism.core.clock import monotonic
from prism.core.limits import Refusal, TimedOut
from prism.sharing.cell import LINE, Cell, Target
from prism.sharing.identity import Identity
from prism.sharing.trial import Trial
from prism.volume.acting import act
from prism.volume.folder import Folder
from prism.volume.hands import Hands, write_synced
from prism.volume.said import Acted
from prism.volume.tree import on_volume

MOST_READ = 65536
LOCK_SECONDS = 5


def exchange(trial: Trial, reader: Identity, targets: "list[Target]") -> "list[Cell]":
    """Lets a reader try all of these, and looks at them."""
    if not targets:
        return []
    who = trial.who(reader)
    if who is None:
        acted = Acted(b"no such account")
    elif trial.seconds() <= 0:
        acted = Acted(b"not tried: those before took too long", late=True)
    else:
        acted = act(trial.mount, who, trial.seconds(), lambda hands: _try(hands, trial, targets))
    cells = [Cell(target, acted) for target in targets]
    for cell, wrong in zip(cells, _look(trial, targets)):
        cell.check(*wrong)
    return cells


def _try(hands: Hands, trial: Trial, targets: "list[Target]") -> None:
    """In the reader's child."""
    folder = hands.within(trial.path)
    for target in targets:
        name = trial.file(target.name)
        hands.attempt(target.name + b":read", lambda: _first_line(hands, folder, name))
        hands.attempt(target.name + b":append", lambda: _append(hands, folder, name, target.nonce))


def _first_line(hands: Hands, folder: int, name: bytes) -> bytes:
    file = hands.open_file(folder, name, posix.O_RDONLY)
    try:
        return hexlify(posix.read(file, 4096).partition(b"\n")[0][:LINE])
    finally:
        posix.close(file)


def _append(hands: Hands, folder: int, name: bytes, nonce: bytes) -> None:
    file = hands.open_file(folder, name, posix.O_WRONLY | posix.O_APPEND)
    try:
        _lock(file)
        write_synced(file, nonce + b"\n")
    finally:
        posix.close(file)


def _lock(file: int) -> None:
    """
    Keeps appends of different clients apart, which NFS alone does not. Where no lock can be had the append goes on without. Asked again and
    again: waiting, an NFS client asks its server but every second, then every two, four.
    """
    until = monotonic() + LOCK_SECONDS
    while True:
        try:
            flock(file, LOCK_EX | LOCK_NB)
            return
        except OSError as error:
            if error.errno not in (EAGAIN, EACCES) or monotonic() >= until:
                return
        select([], [], [], 0.01)


def _look(trial: Trial, targets: "list[Target]") -> "list[tuple[bytes, bytes]]":
    """By root's own descriptors: what is wrong with each file, and what with what was appended."""

    def look(root: Folder) -> "list[tuple[bytes, bytes]]":
        folder = root.walk(trial.path)
        return [_seen(folder, trial.file(target.name), target) for target in targets]

    try:
        return on_volume(trial.mount, 60, look)
    except (TimedOut, OSError):
        return [(b"root could not look at it", b"") for _ in targets]
    except Refusal as refusal:
        return [(refusal.words, b"") for _ in targets]


def _seen(folder: Folder, name: bytes, target: Target) -> "tuple[bytes, bytes]":
    try:
        file = folder.regular(name)
    except Refusal as refusal:
        return refusal.words, b""
    except OSError:
        return b"root could not look at it", b""
    try:
        seen = posix.fstat(file)
        if seen.st_uid != target.uid:
            return b"the file is of uid %d" % seen.st_uid, b""
        if seen.st_nlink != 1:
            return b"the file has another name too", b""
        end = posix.pread(file, MOST_READ, max(0, seen.st_size - MOST_READ))
        return b"", b"" if b"\n" + target.nonce + b"\n" in end else b"not seen when read back"
    finally:
        posix.close(file)
