"""Why nothing of a person is changed: what already has the name or the number is not Prism's to move."""

import posix

from prism.core.stat import is_directory
from prism.core.steps import Wrong
from prism.registry.state import State
from prism.registry.wanted import Person

HOMES = b"/home/"


def refuse(state: State, person: Person) -> None:
    """Raises Wrong."""
    name, uid = person.name, person.uid
    has = state.uid_of(name)
    if has is not None and has != uid:
        raise Wrong("uid-differs", b"%s is %d here, %d in the registry" % (name, has, uid))
    holder = state.holder(name, uid)
    if holder:
        raise Wrong("uid-taken", b"%d, which is %s in the registry, is %s here" % (uid, name, holder))
    if has is not None and name not in state.local.accounts:
        raise Wrong("account-of-directory", b"%s (%d) comes from a directory service" % (name, uid))
    if has is not None and not state.record.has(name, uid) and name not in state.wanted.adopt:
        raise Wrong("account-not-ours", b"%s (%d) is there, and Prism did not make it" % (name, uid))
    if has is None:
        _refuse_home(HOMES + name, uid)
    refuse_group(state, name, uid)
    for group in person.groups:
        refuse_group(state, group, state.wanted.groups[group])


def _refuse_home(home: bytes, uid: int) -> None:
    try:
        found = posix.lstat(home)
    except FileNotFoundError:
        return
    if not is_directory(found.st_mode) or found.st_uid != uid:
        raise Wrong("home-taken", b"%s is there, of uid %d" % (home, found.st_uid))


def refuse_group(state: State, name: bytes, gid: int) -> None:
    """Raises Wrong."""
    holder, has = state.group(name, gid)
    if has is not None and has != gid:
        raise Wrong("group-gid-differs", b"the group %s is %d here, %d in the registry" % (name, has, gid))
    if holder:
        raise Wrong("gid-taken", b"gid %d, which is %s in the registry, is the group %s here" % (gid, name, holder))
    if has is not None and name not in state.local.groups:
        raise Wrong("group-in-directory", b"the group %s (%d) comes from a directory service" % (name, gid))
