"""
mount: the document's eight steps, each from exact values, each `unchanged` the second time; then the look. Refusals that can be seen before
anything is touched come first. What this run mounted and wrote to fstab is undone when a later step fails.
"""

from prism.core.job import Job, run_job
from prism.core.steps import Wrong, failed, step
from prism.core.text import as_bytes
from prism.looks.host import Host
from prism.looks.look import look
from prism.looks.system import read_system
from prism.looks.tries import look_tries
from prism.mounts.asked import note_asked
from prism.mounts.client import ask_client
from prism.mounts.left import forget_left
from prism.steps.client import step_client
from prism.steps.directories import step_directories
from prism.steps.fstab import step_fstab
from prism.steps.group import step_group
from prism.steps.mount import step_mount
from prism.steps.mounting import Mounting
from prism.steps.permissions import step_permissions
from prism.steps.preflight import preflight
from prism.steps.safely import safely
from prism.steps.umask import step_umask
from prism.steps.undo import undo
from prism.steps.users import step_users

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable

    from prism.core.steps import Did

STEPS: "tuple[tuple[str, Callable[[Mounting], Did]], ...]" = (
    ("client", step_client),
    ("group", step_group),
    ("users", step_users),
    ("directories", step_directories),
    ("mount", step_mount),
    ("permissions", step_permissions),
    ("fstab", step_fstab),
    ("umask", lambda mounting: step_umask(mounting.host)),
)


def do(job: Job) -> None:
    ask_client()
    mounting = Mounting(job, read_system())
    if _mount(mounting):
        # what is as it was is not asked for again
        same = not any(b" status=changed " in line for line in job.records.lines)
        look(mounting.host if same else Host(job, mounting.system), b"behaviour", look_tries)
    else:
        _step(mounting, "undo", undo)
        look(Host(job, mounting.system), b"facts")


def _mount(mounting: Mounting) -> bool:
    if not preflight(mounting) or not _noted(mounting, lambda: forget_left(mounting.given)):
        return False
    if not all(_step(mounting, name, do_step) for name, do_step in STEPS):
        return False
    return _noted(mounting, lambda: note_asked(mounting.given, mounting.given.text(b"ASKED")))


def _step(mounting: Mounting, name: str, do_step: "Callable[[Mounting], Did]") -> bool:
    return step(mounting.records, name, lambda: safely(do_step, mounting))


def _noted(mounting: Mounting, note: "Callable[[], None]") -> bool:
    """Said only where it fails: without the notes a later look would expect something else than was asked for."""
    try:
        note()
        return True
    except OSError as error:
        words = b"what was asked for could not be noted in /var/lib/prism: " + as_bytes(error.strerror)
        failed(mounting.records, "remember", Wrong("step-failed", words))
        return False


run_job(do)
