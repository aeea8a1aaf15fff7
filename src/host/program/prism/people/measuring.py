"""
The umask of sessions, measured by root. Each session is told to become a program that root chose, with a number that is this session's alone;
root finds that program in the session's PID namespace, and reads its umask from the kernel. What a session prints, nobody reads.
"""

import posix
from select import select

from prism.core.clock import monotonic
from prism.core.several import ask_several
from prism.people.namespaces import Kernel
from prism.people.open_session import OpenSession, Program
from prism.people.session import Wanted

EACH = 5.0
ALL = 30.0
AT_ONCE = 4


def measure(sessions: "list[tuple[Program, Wanted]]") -> "list[int | None]":
    """Their umasks, in their order; None where a session did not become the program, or the time was up. All of them end with this."""
    if not sessions:
        return []
    try:
        kernel = Kernel()
    except (ImportError, MemoryError, OSError):
        return [None] * len(sessions)
    return ask_several([lambda p=p, w=w: _measured(kernel, p, w, EACH) for p, w in sessions], AT_ONCE, EACH + 1, ALL)


def _measured(kernel: Kernel, program: Program, wanted: Wanted, seconds: float) -> "int | None":
    """In a child: one session, from its beginning to its end."""
    opened = _word_of_opening(kernel, program)
    session = OpenSession(kernel, program, wanted)
    until = monotonic() + seconds
    # the program is opened a moment before it is in the process's place
    pause, longest = (0.004, 0.05) if opened is None else (seconds, seconds)
    try:
        while not session.ended:
            # who opens it all the time is not looked at all the time
            listen = [session.word] if opened is None or pause < 0.016 else [session.word, opened]
            ready = select(listen, [], [], max(0.0, min(pause, until - monotonic())))[0]
            if session.word in ready:
                session.hear()
            pause = min(pause * 2, longest)
            if opened is not None and opened in ready:
                posix.read(opened, 65536)
                pause = 0.001
            found = session.umask()
            if found is not None or monotonic() >= until:
                return found
        return None
    finally:
        session.end()


def _word_of_opening(kernel: Kernel, program: Program) -> "int | None":
    """None where root has no inotify left, 128 by the kernel's own limit: then it is looked for by time."""
    try:
        return kernel.word_of_opening(program.real)
    except OSError:
        return None
