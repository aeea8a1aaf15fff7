"""Steps: each leaves one record. A step returns what it did, or raises Wrong with the code of a finding."""

from prism.core.clock import milliseconds
from prism.core.records import Records
from prism.core.text import as_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable


class Wrong(Exception):
    """Why a step cannot be done: the code of a finding, and what was seen."""

    def __init__(self, code: str, seen: "bytes | str") -> None:
        Exception.__init__(self, code, seen)
        self.code = code
        self.seen = as_bytes(seen)


class Did:
    """What a step did: changed, unchanged or skipped, and a detail."""

    __slots__ = ("status", "detail")

    def __init__(self, status: str, detail: "bytes | str") -> None:
        self.status = status
        self.detail = as_bytes(detail)


def changed(detail: "bytes | str") -> Did:
    return Did("changed", detail)


def unchanged(detail: "bytes | str") -> Did:
    return Did("unchanged", detail)


def skipped(detail: "bytes | str") -> Did:
    return Did("skipped", detail)


def step(records: Records, name: str, do: "Callable[[], Did]") -> bool:
    """Does a step and records it. False where it failed, which is recorded too."""
    begun = milliseconds()
    try:
        did = do()
    except Wrong as wrong:
        failed(records, name, wrong, milliseconds() - begun)
        return False
    except OSError as error:
        words = b"%s: %s" % (as_bytes(error.filename), as_bytes(error.strerror)) if error.filename else as_bytes(error.strerror)
        failed(records, name, Wrong("step-failed", words), milliseconds() - begun)
        return False
    records.add("step", step=name, status=did.status, detail=did.detail, ms=milliseconds() - begun)
    return True


def failed(records: Records, name: str, wrong: Wrong, ms: int = 0) -> None:
    """The record of a step that failed, and its finding."""
    records.add("step", step=name, status="failed", detail=wrong.seen, ms=ms)
    records.failed = records.failed or name
    records.add("failure", step=name, code=wrong.code, seen=wrong.seen)
