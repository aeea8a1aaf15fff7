"""A step whose every trouble is a step that failed, so that what was made is undone."""

from prism.core.limits import Refusal, TimedOut
from prism.core.steps import Wrong
from prism.core.text import as_bytes
from prism.steps.mounting import Mounting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable, TypeVar

    T = TypeVar("T")


def safely(do: "Callable[[Mounting], T]", mounting: Mounting) -> "T":
    """Raises Wrong or OSError, and nothing else."""
    try:
        return do(mounting)
    except (Wrong, OSError):
        raise
    except TimedOut:
        raise Wrong("step-failed", "no answer in time")
    except Refusal as refusal:
        raise Wrong("step-failed", refusal.words)
    except Exception as error:
        raise Wrong("step-failed", b"an error in Prism: %s: %s" % (as_bytes(type(error).__name__), as_bytes(str(error))))
