"""The look: each person, each group, as this host shows them now. No verdicts."""

from prism.core.records import Records
from prism.leaving.ways import Ways
from prism.registry.held import read_held
from prism.registry.making import missing_programs
from prism.registry.ranges import ranges
from prism.registry.record import this_instance
from prism.registry.state import State
from prism.registry.trying import become_each
from prism.ssh.telling import Ssh
from prism.sudo.giving import Sudo
from prism.sudo.ours import state_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Dict, Tuple

    Rights = Tuple[Sudo, Ways, Dict[bytes, bytes]]
    """And what a process that became each of them was."""

SHOWN = 5


def look(records: Records, state: State, ssh: Ssh, sudo: Sudo) -> None:
    record, ways = state.record, Ways(state.local)
    records.add("registry", noted=record.instance, instance=this_instance(), missing=b",".join(missing_programs()))
    for name, gid in state.wanted.groups.items():
        holder, has = state.group(name, gid)
        records.add("registry-group", name=name, holder=holder, gid=has)
    # where one who left is asked for, nobody is told of who is to be here
    people = state.people if state.wanted.only is None else []
    everybody = [state.accounts.of(name) for name, _ in people + state.left + state.strays]
    gids = sorted({gid for account in everybody if account is not None for gid in account.groups})
    # all at once, as each has a group of their own
    state.numbers.learn([], gids)
    # root is nobody's account, whatever a file says
    tried = become_each([one for one in everybody[: len(people)] if one is not None and one.uid != 0])
    for name, uid in people:
        _person(records, state, ssh, name, uid, (sudo, ways, tried))
    held = read_held()
    for name, uid in state.left + state.strays:
        _person(records, state, ssh, name, uid, None, held.get(uid))
    for gid in gids:
        records.add("registry-named", gid=gid, name=state.numbers.group(gid))
    for where, first, last in ranges():
        records.add("registry-range", where=where, first=first, last=last)
    ssh.tell(records)
    sudo.tell(records)
    records.add("registry-looked", people=len(people) + len(state.left) + len(state.strays))


def _person(records: Records, state: State, ssh: Ssh, name: bytes, uid: int, rights: "Rights | None", held: "int | None" = None) -> None:
    """Tells of one; `rights` where they are to have an account; `held`: the day from which they may be back."""
    is_listed = rights is not None
    account = state.accounts.of(name)
    found = state.found(name)
    ours = state.record.has(name, uid)
    holder = state.holder(name, uid)
    group, gid = state.group(name, uid) if is_listed else (b"", None)
    common: "dict[str, object]" = {"name": name, "uid": uid, "listed": is_listed, "ours": ours, "found": found}
    common.update(holder=holder, gholder=group, ggid=gid, held=held)
    common.update(ssh.keys_of(name))
    common.update({"sudofile": state_of(uid)} if rights is None else rights[0].of(account, name, uid))
    if account is None:
        records.add("registry-person", **common)
        return
    local = state.local
    if rights is not None:
        ways = rights[1]
        common["manages"] = b",".join(ways.managed(name)[:SHOWN])
        common["ways"] = b",".join(one.replace(b",", b" ") for one in (ways.groups(name) + ways.lasting(name, uid))[:SHOWN])
    records.add(
        "registry-person",
        **common,
        has=account.uid,
        gid=account.gid,
        groups=b",".join(b"%d" % one for one in account.groups),
        shell=account.shell,
        ends=local.ends(name),
        password=local.password(name),
        tried=None if rights is None else rights[2].get(account.name, b""),
        **ssh.way_in(name, found == b"local" and is_listed),
    )
