"""Time: since 1970 for what people read, since the machine started for what lies between two moments."""

from time import monotonic, time


def now() -> int:
    """Whole seconds since 1970."""
    return int(time())


def milliseconds() -> int:
    """For what lies between two moments."""
    return int(monotonic() * 1000)


__all__ = ["milliseconds", "monotonic", "now"]
