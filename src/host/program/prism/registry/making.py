"""Accounts and groups in this host's own files, by its own programs: made with their numbers, then kept as the registry has them."""

import posix

from prism.core.job import Job
from prism.core.programs import have, run
from prism.core.steps import Did, Wrong, changed, unchanged
from prism.core.text import last_words, number
from prism.leaving.root_there import note_root
from prism.leaving.ways import Ways
from prism.registry.refusing import HOMES, refuse, refuse_group
from prism.registry.state import State
from prism.registry.wanted import Person

PROGRAMS = (b"groupadd", b"useradd", b"usermod", b"gpasswd", b"chage")
LONG_AGO = b"1"
"""A day of 1970: an account that ends then is expired for every program that asks."""


class Maker:
    """Runs programs for a job, and says what each did."""

    def __init__(self, job: Job, state: State) -> None:
        self.job = job
        self.state = state
        self.did: "list[bytes]" = []

    def run(self, what: bytes, *words: bytes) -> None:
        """Raises Wrong with what the program said."""
        ran = run(60, list(words), self.job.log)
        if not ran.ok:
            raise Wrong("step-failed", b"%s: %s" % (words[0], last_words(ran.said, 2)))
        self.did.append(what)

    @property
    def done(self) -> Did:
        return changed(b", ".join(self.did)) if self.did else unchanged("as the registry has it")


def missing_programs() -> "list[bytes]":
    return [name for name in PROGRAMS if not have(name)]


def make_group(job: Job, state: State, name: bytes, gid: int) -> Did:
    """Raises Wrong."""
    refuse_group(state, name, gid)
    maker = Maker(job, state)
    if name not in state.local.groups:
        maker.run(b"made with %d" % gid, b"groupadd", b"-g", b"%d" % gid, name)
    return maker.done


def keep_person(job: Job, state: State, person: Person, ways: Ways) -> Did:
    """The account as the registry has it. Raises Wrong or OSError; what was done until then stays, and the next time goes on from there."""
    refuse(state, person)
    maker = Maker(job, state)
    local, name = state.local, person.name
    uid = b"%d" % person.uid
    if name not in local.groups:
        maker.run(b"made its group", b"groupadd", b"-g", uid, name)
    if name not in local.accounts:
        home = HOMES + name
        maker.run(b"made", b"useradd", b"-u", uid, b"-g", uid, b"-d", home, b"-m", b"-s", person.shell, b"-p", b"*", name)
        _close_home(home, person.uid)
    else:
        _keep_account(maker, person)
    if local.ends(name) != person.ends:
        maker.run(b"ends" if person.ends else b"has no end", b"chage", b"-E", person.ends or b"-1", name)
    allowed = person.groups + state.wanted.kept
    strange = [group for group in local.member_of(name) if group not in allowed]
    # once they leave, what they could have done with it is still there
    note_root(person.uid, ways.groups(name) + ways.lasting(name, person.uid))
    for group in ways.managed(name):
        others = [one for one in ways.managers[group][2].split(b",") if one != name]
        maker.run(b"no administrator of " + group, b"gpasswd", b"-A", b",".join(others), b"--", group)
    _leave_groups(maker, name, strange)
    for group in person.groups + state.wanted.join:
        if group not in local.member_of(name):
            maker.run(b"in " + group, b"gpasswd", b"-a", name, group)
    return maker.done


def _keep_account(maker: Maker, person: Person) -> None:
    local, name = maker.state.local, person.name
    fields = local.accounts[name]
    if number(fields[3]) != person.uid:
        maker.run(b"has its own group", b"usermod", b"-g", b"%d" % person.uid, name)
    if fields[6] != person.shell:
        maker.run(b"has the shell " + person.shell, b"usermod", b"-s", person.shell, name)
    _take_in_shadow(maker, name)
    # not `!`: with `UsePAM no` sshd refuses the keys of such an account
    if local.password(name) != b"none":
        maker.run(b"has no password", b"usermod", b"-p", b"*", name)


def _take_in_shadow(maker: Maker, name: bytes) -> None:
    """An `x` in both files: no password is one, and from now on shadow's line counts."""
    if maker.state.local.is_apart(name):
        maker.run(b"is in shadow", b"usermod", b"-p", b"x", name)


def _close_home(path: bytes, uid: int) -> None:
    """Nobody else looks into a home that was just made, whatever the host's default is. Raises OSError."""
    home = posix.open(path, posix.O_RDONLY | posix.O_DIRECTORY | posix.O_NOFOLLOW | posix.O_CLOEXEC)
    try:
        if posix.fstat(home).st_uid == uid:
            posix.fchmod(home, 0o700)
    finally:
        posix.close(home)


def close_account(job: Job, state: State, name: bytes) -> Did:
    """Of somebody who is no longer on the list: nobody comes in, and the number stays theirs. The account is never deleted."""
    maker = Maker(job, state)
    local = state.local
    if number(local.accounts[name][3]) != number(local.accounts[name][2]) and name in local.groups:
        maker.run(b"has its own group", b"usermod", b"-g", name, name)
    _take_in_shadow(maker, name)
    if not is_closed(state, name):
        maker.run(b"closed", b"usermod", b"-L", b"-e", LONG_AGO, b"-s", state.wanted.nologin, name)
    _leave_groups(maker, name, local.member_of(name))
    return maker.done


def is_closed(state: State, name: bytes) -> bool:
    local = state.local
    return local.password(name) == b"locked" and local.ends(name) == LONG_AGO and local.accounts[name][6] == state.wanted.nologin


def _leave_groups(maker: Maker, name: bytes, groups: "list[bytes]") -> None:
    for group in groups:
        maker.run(b"out of " + group, b"gpasswd", b"-d", name, b"--", group)
