"""What a process may ask of the kernel about itself, which Python has no call for: loaded at the start, before any right is dropped."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38


class Kernel:
    """`prctl` takes an option and its value, and raises OSError; `limit` takes the most bytes that a file may have."""

    __slots__ = ("prctl", "limit")

    def __init__(self, prctl: "Callable[[int, int], None]", limit: "Callable[[int], None]") -> None:
        self.prctl = prctl
        self.limit = limit

    def take_no_new_rights(self) -> None:
        """
        No program that this process may ever start gains rights by it, and nobody of its uid reads or steers it, also where the host's
        fs.suid_dumpable would let them.
        """
        self.prctl(PR_SET_NO_NEW_PRIVS, 1)
        self.prctl(PR_SET_DUMPABLE, 0)

    def end_with_parent(self, signal: int) -> None:
        """The signal comes when the parent ends. A change of uid takes this back, so it comes after that."""
        self.prctl(PR_SET_PDEATHSIG, signal)


def _load() -> "Kernel | None":
    try:
        import ctypes
        import resource

        library = ctypes.CDLL(None, use_errno=True)
    except (ImportError, MemoryError, OSError):
        # Debian's python3-minimal has neither; where no memory may be executable, old ctypes ends with MemoryError
        return None

    def prctl(option: int, value: int) -> None:
        none = ctypes.c_ulong(0)
        if library.prctl(option, ctypes.c_ulong(value), none, none, none) != 0:
            raise OSError(ctypes.get_errno(), "prctl")

    def limit(most: int) -> None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    return Kernel(prctl, limit)


kernel = _load()
"""None where Python is incomplete."""
