"""
What a mount that failed left of the EFS client: the tunnel, its state file and its configuration. The client's watchdog ignores a state
file that still has its `~`, so they would stay for ever. Taken away only where they are certainly of this very mount.
"""

import _signal
import posix
from select import select

from prism.core.clock import monotonic
from prism.core.files import listed, read_proc
from prism.core.processes import process_ids
from prism.core.programs import ENVIRONMENT
from prism.core.text import DIGITS
from prism.mounts.identify import STATE
from prism.steps.mounting import Mounting

MARK = b"PRISM_MOUNTING"
PROGRAMS = (b"stunnel", b"stunnel4", b"stunnel5", b"efs-proxy")


def marked(mounting: Mounting) -> "dict[bytes, bytes]":
    """The environment of a mount: the tunnel has it too, and so is known for this job's."""
    environment = dict(ENVIRONMENT)
    environment[MARK] = mounting.job.key
    return environment


def states_now() -> "list[bytes]":
    return listed(STATE)


def tidy(mounting: Mounting, before: "list[bytes]") -> None:
    """After a mount that mounted nothing. What was taken away is noted for the record of undo."""
    for name in states_now():
        if name in before or not _names_place(mounting, name):
            continue
        config = b"stunnel-config." + name.lstrip(b"~")
        tunnels, others = _tunnels(mounting, config)
        if others:
            # somebody else's has it
            continue
        for pid in tunnels:
            end_tunnel(pid)
        for left in (name, config):
            try:
                posix.unlink(STATE + b"/" + left)
            except OSError:
                pass
        mounting.tidied = b"the tunnel that the mount left" if tunnels else b"the state file that the mount left"


def _names_place(mounting: Mounting, name: bytes) -> bool:
    """`fs-....mount.point.PORT`, perhaps with a `~`; the client leaves out a leading dot."""
    fs, _, rest = name.lstrip(b"~").partition(b".")
    point, _, port = rest.rpartition(b".")
    place = mounting.place.replace(b"/", b".").lstrip(b".")
    return fs == mounting.given.file_system and point == place and port != b"" and DIGITS.issuperset(port)


def _tunnels(mounting: Mounting, config: bytes) -> "tuple[list[int], bool]":
    """This job's processes that name the configuration, and whether there are others that do."""
    mine: "list[int]" = []
    others = False
    for pid in process_ids(1 << 22)[0]:
        folder = b"/proc/%d" % pid
        words = read_proc(folder + b"/cmdline", 65536).split(b"\0")
        if not any(word.rpartition(b"/")[2] == config for word in words):
            continue
        if not _is_tunnel(folder):
            continue
        if MARK + b"=" + mounting.job.key in read_proc(folder + b"/environ").split(b"\0"):
            mine.append(pid)
        else:
            others = True
    return mine, others


def _is_tunnel(folder: bytes) -> bool:
    """Root's, and one of the programs that the client starts."""
    try:
        program = posix.readlink(folder + b"/exe").rpartition(b"/")[2]
    except OSError:
        return False
    return program.partition(b" ")[0] in PROGRAMS and is_roots(folder)


def is_roots(folder: bytes) -> bool:
    uids = [line.split()[1:] for line in read_proc(folder + b"/status").split(b"\n") if line.startswith(b"Uid:")]
    return uids == [[b"0"] * 4]


def end_tunnel(pid: int) -> None:
    for signal in (_signal.SIGTERM, _signal.SIGKILL):
        try:
            posix.kill(pid, signal)
            until = monotonic() + 2
            while monotonic() < until:
                posix.kill(pid, 0)
                select([], [], [], 0.02)
        except ProcessLookupError:
            return
