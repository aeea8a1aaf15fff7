"""What a process may ask of the kernel about itself, which Python has no call for. Loaded before any right is dropped: where it cannot be loaded, `usable` is False."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ctypes
    import resource

try:
    # Debian's python3-minimal has neither; a kernel that allows no executable memory lets old ctypes fail with MemoryError
    import ctypes
    import resource

    usable = True
except (ImportError, MemoryError, OSError):
    usable = False

PR_SET_PDEATHSIG = 1
PR_SET_NO_NEW_PRIVS = 38


def take_no_new_rights() -> None:
    """No program that this process may ever start gains rights by it. Raises OSError."""
    _prctl(PR_SET_NO_NEW_PRIVS, 1)


def end_with_parent(signal: int) -> None:
    """The signal comes when the parent ends; a change of uid takes this back, so it comes after that. Raises OSError."""
    _prctl(PR_SET_PDEATHSIG, signal)


def limit_files(most: int) -> None:
    """No core dump, and no file of more than so many bytes. Raises OSError."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def _prctl(option: int, value: int) -> None:
    none = ctypes.c_ulong(0)
    if ctypes.CDLL(None, use_errno=True).prctl(option, ctypes.c_ulong(value), none, none, none) != 0:
        raise OSError(ctypes.get_errno(), "prctl")
