"""The look: each person, each group, as this host shows them now. No verdicts."""

from prism.core.records import Records
from prism.leaving.ways import Ways
from prism.people.accounts import Account
from prism.registry.held import read_held
from prism.registry.making import missing_programs
from prism.registry.ranges import ranges
from prism.registry.record import this_instance
from prism.registry.state import State
from prism.registry.trying import become
from prism.ssh.telling import Ssh
from prism.sudo.giving import Sudo
from prism.sudo.ours import state_of

SHOWN = 5


def look(records: Records, state: State, ssh: Ssh, sudo: Sudo) -> None:
    record, ways = state.record, Ways(state.local)
    records.add("registry", noted=record.instance, instance=this_instance(), missing=b",".join(missing_programs()))
    for name, gid in state.wanted.groups.items():
        holder, has = state.group(name, gid)
        records.add("registry-group", name=name, holder=holder, gid=has)
    gids: "set[int]" = set()
    for name, uid in state.people:
        gids.update(_person(records, state, ssh, name, uid, (sudo, ways)))
    held = read_held()
    for name, uid in state.left + state.strays:
        gids.update(_person(records, state, ssh, name, uid, None, held.get(uid)))
    state.numbers.learn([], sorted(gids))
    for gid in sorted(gids):
        records.add("registry-named", gid=gid, name=state.numbers.group(gid))
    for where, first, last in ranges():
        records.add("registry-range", where=where, first=first, last=last)
    ssh.tell(records)
    sudo.tell(records)
    records.add("registry-looked", people=len(state.people) + len(state.left) + len(state.strays))


def _person(
    records: Records, state: State, ssh: Ssh, name: bytes, uid: int, rights: "tuple[Sudo, Ways] | None", held: "int | None" = None
) -> "tuple[int, ...]":
    """Tells of one, and gives the numbers of their groups; `rights` where they are to have an account; `held`: the day from which they may be back."""
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
        return ()
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
        tried=_tried(account) if is_listed else None,
        **ssh.way_in(name, found == b"local" and is_listed),
    )
    return account.groups


def _tried(account: Account) -> bytes:
    # root is nobody's account, whatever a file says
    return become(account) if account.uid != 0 else b""
