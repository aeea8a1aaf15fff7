"""The real standard output and error, held where no program that is started can write to them."""

import posix

from prism.core import limits

streams: "list[int]" = []
"""Standard output, then standard error."""


def settle() -> None:
    """No standard input, no working directory, a known umask; what is printed by mistake goes nowhere."""
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
