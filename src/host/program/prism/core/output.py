"""The real standard output and error, held where no program that is started can write to them."""

import _signal
import posix

from prism.core import limits

streams: "list[int]" = []
"""Standard output, then standard error."""


def settle() -> None:
    """
    No standard input, no working directory, a known umask; what is printed by mistake goes nowhere. What the caller left open, nobody here
    gets; and where it ignored its children's ends, no child of ours could be waited for.
    """
    for name in posix.listdir(b"/proc/self/fd"):
        if int(name) > 2:
            try:
                posix.close(int(name))
            except OSError:
                # the one that listed
                pass
    _signal.signal(_signal.SIGCHLD, _signal.SIG_DFL)
    posix.umask(0o022)
    posix.chdir(b"/")
    nothing = posix.open(b"/dev/null", posix.O_RDWR)
    for descriptor in (1, 2):
        held = posix.dup(descriptor)
        posix.set_inheritable(held, False)
        streams.append(held)
    limits.held.extend(streams)
    for descriptor in (0, 1, 2):
        posix.dup2(nothing, descriptor)
    posix.close(nothing)
