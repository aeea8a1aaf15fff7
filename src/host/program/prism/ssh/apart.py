"""
sshd asked for a look, on a host where systemd starts it for the first connection: its unit has not made yet the folder without which sshd says nothing.
A look makes nothing: the folder is there for that one program alone.
"""

import posix

from prism.core.files import exists
from prism.core.limits import TimedOut, ask
from prism.core.programs import Ran, run
from prism.people.namespaces import NEW_MOUNTS, NO_SUID_DEV_EXEC, Kernel

FOLDER = b"/run/sshd"
SECONDS = 10


def run_sshd(words: "list[bytes]", errors: bool = True) -> Ran:
    if exists(FOLDER):
        return run(SECONDS, words, errors=errors)

    def apart() -> "tuple[int, bytes]":
        try:
            kernel = Kernel()
        except (ImportError, MemoryError):
            return 1, FOLDER + b" is missing, and this Python has no ctypes"
        kernel.unshare(NEW_MOUNTS)
        kernel.take_from_host()
        have_folder(kernel)
        ran = run(SECONDS, words, errors=errors)
        return ran.status, ran.said

    try:
        return Ran(*ask(SECONDS + 5, apart))
    except (TimedOut, OSError) as error:
        return Ran(1, str(error).encode("ascii", "replace"))


def have_folder(kernel: Kernel) -> None:
    """In a mount namespace of one's own. Raises OSError."""
    if not exists(FOLDER):
        kernel.mount(b"tmpfs", b"/run", b"tmpfs", NO_SUID_DEV_EXEC, b"mode=755,size=64k")
        posix.mkdir(FOLDER, 0o755)
