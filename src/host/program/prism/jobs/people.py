"""
people: the accounts of the registry on this host. With CHANGE those that it lists are made and kept, those that it lists no longer are closed; then,
and without it, a look. One person that cannot be, because something else has the name or the number, costs none of the others.
"""

from prism.core.clock import milliseconds
from prism.core.job import Job, run_job, run_look
from prism.core.parameters import read_parameters
from prism.core.steps import Did, Wrong, failed, step
from prism.core.text import as_bytes
from prism.registry.forgetting import forget_names
from prism.registry.looking import look
from prism.registry.making import close_account, keep_person, make_group, missing_programs
from prism.registry.reconciling import reconcile
from prism.registry.record import read_record
from prism.registry.state import State
from prism.registry.wanted import Wanted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable


def change(job: Job) -> None:
    wanted = Wanted(job.given)
    state = State(wanted, read_record())
    missing = missing_programs()
    if missing:
        failed(job.records, "accounts", Wrong("account-programs-missing", b"%s: not found" % b", ".join(missing)))
    elif step(job.records, "record", lambda: reconcile(state)):
        # whoever left goes first: of an image's accounts none stays open that this instance is not to have
        for name, uid in state.left:
            if state.local.uid(name) == uid:
                _one(job, b"leaver", name, lambda: close_account(job, state, name))
        for name, gid in wanted.groups.items():
            _one(job, b"group", name, lambda: make_group(job, state, name, gid))
        state = _again(state)
        for person in wanted.people:
            _one(job, b"person", person.name, lambda: keep_person(job, state, person))
        state = _again(state)
    look(job.records, state)


def _again(state: State) -> State:
    forget_names()
    return State(state.wanted, read_record())


def _one(job: Job, kind: bytes, name: bytes, do: "Callable[[], Did]") -> None:
    begun = milliseconds()
    try:
        did = do()
        status, detail, code = as_bytes(did.status), did.detail, b""
    except Wrong as wrong:
        status, detail, code = b"failed", wrong.seen, as_bytes(wrong.code)
    except OSError as error:
        status, detail, code = b"failed", as_bytes(error.strerror), b"step-failed"
    job.records.add("registry-did", of=kind, name=name, status=status, detail=detail, code=code, ms=milliseconds() - begun)


def only_look(job: Job) -> None:
    look(job.records, State(Wanted(job.given), read_record()))


if read_parameters().flag(b"CHANGE"):
    run_job(change)
else:
    run_look(only_look)
