"""
Session Manager's sessions go through no PAM: its agent's worker starts a shell as `ssm-user`, or as the account that RunAs names, with the
umask that the agent itself has, and types the shell profile of Session Manager's preferences into it. That profile is not on the host; what it
did is seen in a shell that is open.
"""

import posix

from prism.core.files import read_proc, status_fields
from prism.core.text import octal

PROGRAMS = (b"ssm-session-worker", b"ssm-agent-worker", b"amazon-ssm-agent")
"""Who starts the shell comes first; releases before 3 have the last one alone."""


class Agent:
    """Its umask (None: it cannot be told), and by uid the umasks of the shells that it has open."""

    __slots__ = ("umask", "sessions")

    def __init__(self, umask: "int | None", sessions: "dict[int, set[int]]") -> None:
        self.umask = umask
        self.sessions = sessions


def read_agent() -> "Agent | None":
    """None where it does not run here. A program of that name that is not root's is somebody else's."""
    found: "dict[bytes, int | None]" = {}
    workers: "set[bytes]" = set()
    pids = [name for name in posix.listdir(b"/proc") if name.isdigit()]
    for pid in pids:
        name = _program(pid)
        if name in PROGRAMS:
            fields = _status(pid)
            if fields.get(b"Uid", b"").split() == [b"0"] * 4:
                found.setdefault(name, octal(fields.get(b"Umask", b"")))
                if name == PROGRAMS[0]:
                    workers.add(pid)
    for name in PROGRAMS:
        if name in found:
            return Agent(found[name], _sessions(pids, workers))
    return None


def _sessions(pids: "list[bytes]", workers: "set[bytes]") -> "dict[int, set[int]]":
    """A worker's children that are somebody's altogether, and not root's."""
    sessions: "dict[int, set[int]]" = {}
    for pid in pids if workers else []:
        fields = _status(pid)
        uids, umask = set(fields.get(b"Uid", b"0").split()), octal(fields.get(b"Umask", b""))
        if fields.get(b"PPid") in workers and len(uids) == 1 and umask is not None and uids != {b"0"}:
            sessions.setdefault(int(uids.pop()), set()).add(umask)
    return sessions


def _status(pid: bytes) -> "dict[bytes, bytes]":
    return status_fields(read_proc(b"/proc/%s/status" % pid))


def _program(pid: bytes) -> bytes:
    """The name of its file, which may have been replaced since."""
    try:
        path = posix.readlink(b"/proc/%s/exe" % pid)
    except OSError:
        return b""
    name = path.rpartition(b"/")[2]
    return name[:-10] if name.endswith(b" (deleted)") else name
