"""The mount point: made where it is missing, with what is missing above it."""

import posix

from prism.core.files import exists, make_folders
from prism.core.limits import TimedOut, ask
from prism.core.steps import Did, Wrong, changed, unchanged
from prism.core.text import as_bytes
from prism.steps.mounting import Mounting
from prism.steps.preflight import check_directories


def step_directories(mounting: Mounting) -> Did:
    check_directories(mounting)
    point = mounting.given.mount_point
    really = b"" if mounting.place == point else b", which is really " + mounting.place
    # not asked of a mount: it could hang
    if mounting.top() is not None:
        return unchanged(point + really)
    try:
        missing = ask(10, lambda: _make(mounting.place))
    except TimedOut:
        raise Wrong("step-failed", "mkdir: no answer within 10 s")
    except OSError as error:
        raise Wrong("step-failed", b"mkdir: " + as_bytes(error.strerror))
    if not missing:
        return unchanged(point + really)
    mounting.made = missing
    return changed(b"made " + point + really)


def _make(place: bytes) -> "list[bytes]":
    """The directories that were missing, the deepest first."""
    missing: "list[bytes]" = []
    path = place
    while path and not exists(path):
        missing.append(path)
        path = path.rpartition(b"/")[0]
    if missing:
        make_folders(place, 0o755)
    else:
        posix.stat(place)
    return missing
