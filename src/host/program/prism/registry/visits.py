"""Each person tries, as themselves, their own space, those of others, and the folders of groups. Root looks at what came of it."""

from prism.core.job import Job
from prism.core.limits import ask_each
from prism.looks.host import Host
from prism.looks.spaces import Visit
from prism.looks.system import System
from prism.looks.trying import PREFIX, Tries, Turn
from prism.mounts.table import Mount
from prism.people.accounts import Account
from prism.volume.acting import Who
from prism.volume.tokens import token

MOST = 20
"""Spaces of others that one person tries: those that follow theirs, in a ring; and by turns what nobody of this instance would try then, so that each is tried here."""


def try_places(job: Job, mount: Mount, accounts: "list[Account]", spaces: "list[bytes]", directories: "list[bytes]") -> None:
    """`accounts`: people of this instance, each by their own number; `spaces`: names of those that are there, of others' too."""
    # what it runs on has no say in this
    tries = Tries(Host(job, System(b"", b"", b"", False)), mount)
    parts = parts_of([one.name for one in accounts], spaces)
    turns = [_turn(tries, one, parts[one.name], directories) for one in accounts]
    (took,) = ask_each([tries.taking(turns)])
    traces = tries.taken(turns, took)
    for account, turn in zip(accounts, turns):
        own = b""
        groups: "list[bytes]" = []
        open_: "list[bytes]" = []
        others = 0
        for visit in turn.visits:
            came = visit.came_to(turn.acted, traces, account.uid)
            if visit.kind == b"group":
                kept = traces.get(visit.change.key)
                groups.append(b"%s:%s:%s" % (visit.name, came, b"%d" % kept[2] if kept else b""))
            elif visit.name == account.name:
                own = came
            else:
                others += 1
                if came != b"--":
                    open_.append(visit.name + b":" + came)
        told = {"open": b",".join(open_), "groups": b",".join(groups), "why": turn.acted.why}
        there = len([one for one in spaces if one != account.name])
        job.records.add_long("space-tried", name=account.name, own=own, others=others, there=there, **told)


def parts_of(names: "list[bytes]", spaces: "list[bytes]") -> "dict[bytes, list[bytes]]":
    """Whose spaces each tries, their own too. By cover: every space by somebody of this instance whose it is not, where there is one."""
    parts: "dict[bytes, list[bytes]]" = {}
    for name in names:
        at = spaces.index(name) if name in spaces else 0
        parts[name] = (spaces[at:] + spaces[:at])[: MOST + 1]
    tried = {space for name in names for space in parts[name] if space != name}
    for k, space in enumerate([one for one in spaces if one not in tried]):
        turned = names[k % len(names) :] + names[: k % len(names)] if names else []
        for name in [one for one in turned if one != space][:1]:
            parts[name].append(space)
    return parts


def _turn(tries: Tries, account: Account, spaces: "list[bytes]", directories: "list[bytes]") -> Turn:
    base = PREFIX + token()
    visits = [Visit(b"space", b"users", name, base) for name in spaces]
    visits += [Visit(b"group", b"groups", name, base) for name in directories]
    return tries.act(Who(account.uid, account.gid, account.groups, tries.umask_of(account.name)[0]), [], visits)
