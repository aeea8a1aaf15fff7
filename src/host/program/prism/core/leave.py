"""The end of a child or of the program: at once, nothing is flushed, nobody's handlers run."""

import posix

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def leave(status: int) -> "NoReturn":
    posix._exit(status)  # pyright: ignore[reportPrivateUsage]
