"""
Session Manager's sessions go through no PAM: its agent starts a shell as `ssm-user`, or as the account that RunAs names, with the umask that
the agent itself has.
"""

import posix

from prism.core.files import read_proc, status_fields
from prism.core.text import octal

PROGRAMS = (b"ssm-session-worker", b"ssm-agent-worker", b"amazon-ssm-agent")
"""Who starts the shell comes first; releases before 3 have the last one alone."""


def agent_umask() -> "tuple[bool, int | None]":
    """Whether the agent runs here, and its umask; None where that cannot be told. A program of that name that is not root's is somebody else's."""
    found: "dict[bytes, int | None]" = {}
    for pid in posix.listdir(b"/proc"):
        if pid.isdigit():
            name = _program(pid)
            if name in PROGRAMS and name not in found:
                fields = status_fields(read_proc(b"/proc/%s/status" % pid))
                if fields.get(b"Uid", b"").split() == [b"0"] * 4:
                    found[name] = octal(fields.get(b"Umask", b"").strip())
    for name in PROGRAMS:
        if name in found:
            return True, found[name]
    return False, None


def _program(pid: bytes) -> bytes:
    """The name of its file, which may have been replaced since."""
    try:
        path = posix.readlink(b"/proc/%s/exe" % pid)
    except OSError:
        return b""
    name = path.rpartition(b"/")[2]
    return name[:-10] if name.endswith(b" (deleted)") else name
