"""The look: each person, each group, as this host shows them now. No verdicts."""

from prism.core.records import Records
from prism.people.accounts import Account
from prism.registry.making import missing_programs
from prism.registry.record import this_instance
from prism.registry.state import State
from prism.registry.trying import become


def look(records: Records, state: State) -> None:
    record = state.record
    records.add("registry", noted=record.instance, instance=this_instance(), missing=b",".join(missing_programs()))
    for name, gid in state.wanted.groups.items():
        holder, has = state.group(name, gid)
        records.add("registry-group", name=name, holder=holder, gid=has)
    gids: "set[int]" = set()
    for name, uid in state.people:
        gids.update(_person(records, state, name, uid, True))
    for name, uid in state.left:
        gids.update(_person(records, state, name, uid, False))
    state.numbers.learn([], sorted(gids))
    for gid in sorted(gids):
        records.add("registry-named", gid=gid, name=state.numbers.group(gid))
    records.add("registry-looked", people=len(state.people) + len(state.left))


def _person(records: Records, state: State, name: bytes, uid: int, is_listed: bool) -> "tuple[int, ...]":
    """Tells of one, and gives the numbers of their groups."""
    account = state.accounts.of(name)
    found = state.found(name)
    ours = state.record.has(name, uid)
    holder = state.holder(name, uid)
    group, gid = state.group(name, uid) if is_listed else (b"", None)
    common: "dict[str, object]" = {"name": name, "uid": uid, "listed": is_listed, "ours": ours, "found": found}
    common.update(holder=holder, gholder=group, ggid=gid)
    if account is None:
        records.add("registry-person", **common)
        return ()
    local = state.local
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
    )
    return account.groups


def _tried(account: Account) -> bytes:
    # root is nobody's account, whatever a file says
    return become(account) if account.uid != 0 else b""
