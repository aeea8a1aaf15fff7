"""
The sshd that listens, and whether it has read its configuration since Prism's block is there. It was told, which is noted, or it began later: a job that was
ended between the two leaves one that lets people in by the files of before.
"""

import _signal
import posix
from time import time

from prism.core.files import listed, make_folders, read_file, read_proc, status_fields
from prism.core.processes import process_ids
from prism.core.replace import remove_file, replace_file
from prism.core.text import number

FOLDER = b"/var/lib/prism"
TOLD = FOLDER + b"/sshd-told"
MOST = 20000
TICKS = 100
LISTENS = b"0A"


def listeners() -> "list[tuple[int, int]]":
    """Each with the moment at which it began, in ticks since the machine's boot: by program, owner, root and an open socket, as a PidFile may be anywhere."""
    here = posix.stat(b"/")
    found: "list[tuple[int, int]]" = []
    for pid in process_ids(MOST)[0]:
        folder = b"/proc/%d" % pid
        try:
            # an update may have put another file in the place of the one that runs
            if not posix.readlink(folder + b"/exe").replace(b" (deleted)", b"").endswith(b"/sshd"):
                continue
            root = posix.stat(folder + b"/root/")
        except OSError:
            continue
        is_roots = set(status_fields(read_proc(folder + b"/status", 16384)).get(b"Uid", b"1").split()) == {b"0"}
        if is_roots and (root.st_dev, root.st_ino) == (here.st_dev, here.st_ino) and _listens(folder):
            fields = read_proc(folder + b"/stat", 4096).rpartition(b")")[2].split()
            began = number(fields[19], 19) if len(fields) > 19 else None
            found.append((pid, began or 0))
    return found


def _listens(folder: bytes) -> bool:
    sockets: "set[bytes]" = set()
    for kind in (b"tcp", b"tcp6"):
        for line in read_proc(folder + b"/net/" + kind, 1 << 22).split(b"\n"):
            words = line.split()
            if len(words) > 9 and words[3] == LISTENS:
                sockets.add(b"socket:[" + words[9] + b"]")
    for name in listed(folder + b"/fd"):
        try:
            if posix.readlink(folder + b"/fd/" + name) in sockets:
                return True
        except OSError:
            pass
    return False


def untold(file: bytes) -> "list[int]":
    """Those that run since before the file was written, and were not told to read it."""
    try:
        written = posix.stat(file).st_mtime
    except OSError:
        return []
    words = read_proc(b"/proc/uptime", 64).split()
    boot = time() - float(words[0]) if words else 0.0
    noted = {line.partition(b" ")[2] for line in (read_file(TOLD) or b"").split(b"\n") if line.startswith(b"told ")}
    return [pid for pid, began in listeners() if b"%d %d" % (pid, began) not in noted and boot + began / TICKS < written]


def forget_told() -> None:
    """Before the file is written. Raises OSError."""
    remove_file(TOLD)


def tell_all() -> "list[int]":
    """Each reads its configuration again; sessions stay. Raises OSError where that cannot be noted."""
    told = listeners()
    for pid, _ in told:
        try:
            posix.kill(pid, _signal.SIGHUP)
        except ProcessLookupError:
            pass
    make_folders(FOLDER, 0o700)
    replace_file(TOLD, 0o600, b"".join(b"told %d %d\n" % one for one in told))
    return [pid for pid, _ in told]
