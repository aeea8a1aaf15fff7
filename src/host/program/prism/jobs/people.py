"""
people: the accounts of the registry on this host. With CHANGE those that it lists are made and kept, those that it lists no longer are closed and ended; then,
and without it, a look. One person that cannot be, because something else has the name or the number, costs none of the others.
"""

from prism.core.clock import milliseconds
from prism.core.job import Job, run_job, run_look
from prism.core.parameters import read_parameters
from prism.core.steps import Did, Wrong, failed, step
from prism.core.text import as_bytes
from prism.leaving.ending import end_account, is_theirs, look_at_leavers, note_rights
from prism.leaving.their_keys import note_keys
from prism.leaving.ways import Ways
from prism.registry.forgetting import forget_names
from prism.registry.held import note_held, read_held
from prism.registry.looking import look
from prism.registry.making import close_account, keep_person, make_group, missing_programs
from prism.registry.reconciling import reconcile
from prism.registry.record import read_record
from prism.registry.state import State
from prism.registry.wanted import Person, Wanted
from prism.ssh.in_force import put_in_force
from prism.ssh.key_files import keep_keys
from prism.ssh.telling import Ssh
from prism.sudo.giving import Sudo
from prism.sudo.ours import give_sudo, take_sudo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable


def change(job: Job) -> None:
    wanted = _wanted(job)
    state = State(wanted, read_record())
    missing = missing_programs()
    if missing:
        failed(job.records, "accounts", Wrong("account-programs-missing", b"%s: not found" % b", ".join(missing)))
    elif step(job.records, "record", lambda: reconcile(state)):
        # nobody becomes root any more while the rest is done
        _one(job, b"sudo", state.wanted.ssh_group, lambda: take_sudo(_loses_sudo(state.wanted)))
        stale = False
        # whoever left goes first: of an image's accounts none stays open that this instance is not to have
        for name, uid in state.left if wanted.only is None else [wanted.only]:
            # first of all: nobody comes in any more while the rest is done
            if state.record.has(name, uid) or state.local.uid(name) in (uid, None):
                _one(job, b"keys", name, lambda: _change_keys(name, uid, []))
            if state.local.uid(name) == uid:
                stale = _one(job, b"leaver", name, lambda: _leave(job, state, name, uid)) or stale
            if is_theirs(state, name, uid):
                _one(job, b"ending", name, lambda: end_account(job, state, name, uid))
        if wanted.only is None:
            _keep(job, state, stale)
        state = _again(state)
    _look(job, state, True)


def _wanted(job: Job) -> Wanted:
    wanted = Wanted(job.given)
    wanted.without(read_held())
    return wanted


def _change_keys(name: bytes, uid: int, lines: "list[bytes]") -> Did:
    """What a person could come in by once can stand in somebody else's file."""
    note_keys(name, uid, tuple(lines))
    return keep_keys(name, lines)


def _keep(job: Job, state: State, stale: bool) -> None:
    """`stale`: accounts or groups are otherwise than the state has them. Where no step changed any, they are not asked for again before the look."""
    for name, gid in state.wanted.groups.items():
        stale = _one(job, b"group", name, lambda: make_group(job, state, name, gid)) or stale
    if stale:
        state, stale = _again(state), False
    ways = Ways(state.local)
    for person in state.wanted.people:
        stale = _one(job, b"person", person.name, lambda: keep_person(job, state, person, ways)) or stale
    if stale:
        state = _again(state)
    _come_in(job, state)


def _leave(job: Job, state: State, name: bytes, uid: int) -> Did:
    if state.wanted.hold:
        note_held(uid, state.wanted.hold)
    note_rights(state.local, name, uid)
    return close_account(job, state, name)


def _look(job: Job, state: State, thorough: bool) -> None:
    ssh = Ssh(state)
    look_at_leavers(job.records, state, ssh, thorough)
    look(job.records, state, ssh, Sudo(state, thorough))


def _come_in(job: Job, state: State) -> None:
    """The keys before sshd's configuration: from then on nothing else lets these people in."""
    keys = state.wanted.keys
    for person in state.wanted.people:
        if _is_ours(state, person) and (person.name in keys or not person.keys):
            _one(job, b"keys", person.name, lambda: _change_keys(person.name, person.uid, keys.get(person.name, [])))
    _one(job, b"sshd", state.wanted.ssh_group, lambda: put_in_force(state))
    for person in state.wanted.people:
        if person.sudo and _is_ours(state, person) and not state.holder(person.name, person.uid):
            _one(job, b"sudo", person.name, lambda: give_sudo(person.uid))


def _is_ours(state: State, person: Person) -> bool:
    return state.record.has(person.name, person.uid) and state.local.uid(person.name) == person.uid


def _loses_sudo(wanted: Wanted) -> "Callable[[int], bool]":
    only = wanted.only
    if only is not None:
        return lambda uid: uid == only[1]
    keeps = {person.uid for person in wanted.people if person.sudo}
    return lambda uid: uid not in keeps


def _again(state: State) -> State:
    forget_names()
    return State(state.wanted, read_record())


def _one(job: Job, kind: bytes, name: bytes, do: "Callable[[], Did]") -> bool:
    """Whether something may be otherwise now."""
    begun = milliseconds()
    try:
        did = do()
        status, detail, code = as_bytes(did.status), did.detail, b""
    except Wrong as wrong:
        status, detail, code = b"failed", wrong.seen, as_bytes(wrong.code)
    except OSError as error:
        status, detail, code = b"failed", as_bytes(error.strerror), b"step-failed"
    job.records.add("registry-did", of=kind, name=name, status=status, detail=detail, code=code, ms=milliseconds() - begun)
    return status != b"unchanged"


def only_look(job: Job) -> None:
    _look(job, State(_wanted(job), read_record()), False)


if read_parameters().flag(b"CHANGE"):
    run_job(change)
else:
    run_look(only_look)
