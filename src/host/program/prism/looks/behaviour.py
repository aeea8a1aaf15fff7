"""
What each account can do on the volume, tried. Root looks at what came of it; the account's word alone is not taken. What root asks before
the tries, and what it asks after them, is asked of one child each.
"""

from prism.core.limits import Refusal, ask_each, or_else
from prism.core.text import mode
from prism.looks.contents import contents, look_contents
from prism.looks.host import Host
from prism.looks.spaces import Visit, look_spaces, shown, spaces_in
from prism.looks.tried import Try
from prism.looks.trying import OUTSIDER, PREFIX, Tries, Turn
from prism.people.accounts import SECONDS, Account, unused_uid
from prism.volume.acting import Who
from prism.volume.folder import Folder
from prism.volume.tokens import token
from prism.volume.tree import at_root, remove_old

TYPE_CHECKING = False
if TYPE_CHECKING:
    from prism.looks.spaces import Space
    from prism.volume.tree import Traces


def look_behaviours(host: Host) -> None:
    if not host.live or host.top is None:
        return
    tries = Tries(host, host.top)
    groups = [group.name for group in host.given.groups]
    spaces_there, _, unused = ask_each(
        [
            (10, at_root(host.top, lambda root: spaces_in(root, host.given.gid))),
            (20, at_root(host.top, lambda root: _sweep(root, bool(groups)))),
            (SECONDS, lambda: unused_uid(OUTSIDER, host.given.gid)),
        ]
    )
    spaces = look_spaces(host, spaces_there)
    accounts = [account for account in map(host.accounts.of, host.names) if account is not None]
    turns = [_turn(tries, account, spaces, groups) for account in accounts]
    turns.append(_turn_of_outsider(tries, or_else(unused, OUTSIDER)))
    took, sample, numbers = ask_each([tries.taking(turns), contents(host, host.top), host.numbers.asking(tries.groups)])
    traces = tries.taken(turns, took)
    host.numbers.hear(numbers)
    host.numbers.learn(*tries.groups())
    for account, turn in zip(accounts, turns):
        _tell(tries, account, turn, traces)
    _record(tries, b"outsider", turns[-1], turns[-1].tries[0], traces, True)
    look_contents(host, sample)


def _sweep(root: Folder, groups: bool) -> None:
    """Of looks that were cut off."""
    for path, deep in ((b"shared", False), (b"users", True)) + (((b"groups", True),) if groups else ()):
        try:
            folder = root.enter(path)
            inner = folder.names(1000)[0] if deep else []
        except (OSError, Refusal):
            continue
        if not deep:
            remove_old(folder, PREFIX)
        for name in inner:
            try:
                space = folder.enter(name)
            except (OSError, Refusal):
                continue
            try:
                remove_old(space, PREFIX)
            except OSError:
                pass
            space.close()


def _turn(tries: Tries, account: Account, spaces: "list[Space]", groups: "list[bytes]") -> Turn:
    """One account: files and folders in shared/, its own space, somebody else's, all spaces that are shown, folders of groups."""
    host = tries.host
    base = PREFIX + token()
    wanted = [
        Try(b"create-file", b"shared", base + b".file"),
        Try(b"create-folder", b"shared", base + b".folder", folder=True),
        Try(b"write-own-space", b"users/" + account.name, base),
    ]
    # equal uids are one person to EFS
    other = [one[0] for one in spaces if one[1] not in (account.uid, 0)][:1]
    wanted += [Try(b"write-other-space", b"users/" + name, base + b".other") for name in other]
    visits = [Visit(b"space", b"users", one[0], base + b".space") for one in shown(host, spaces)]
    visits += [Visit(b"group", b"groups", name, base + b".space") for name in groups]
    return tries.act(Who(account.uid, account.gid, account.groups, tries.umask_of(account.name)[0]), wanted, visits)


def _tell(tries: Tries, account: Account, turn: Turn, traces: "Traces") -> None:
    records = tries.host.records
    acted = turn.acted
    for one in turn.tries:
        _record(tries, account.name, turn, one, traces, tries.umask_of(account.name)[1])
    tried = [b"%s:%s" % (visit.name, visit.came_to(acted, traces, account.uid)) for visit in turn.visits if visit.kind == b"space"]
    if tried:
        records.add_long("space-tries", account=account.name, tried=b",".join(tried))
    for visit in turn.visits:
        if visit.kind == b"group":
            kept = traces.get(visit.change.key)
            fits = visit.change.fits(kept, account.uid)
            gid, bits = (b"%d" % kept[2], mode(kept[0])) if kept is not None and fits else (b"", b"")
            said = visit.came_to(acted, traces, account.uid)
            records.add("group-try", account=account.name, group=visit.name, said=said, gid=gid, mode=bits)


def _turn_of_outsider(tries: Tries, uid: int) -> Turn:
    one = Try(b"outsider-write", b"shared", PREFIX + token() + b".file")
    return tries.act(Who(uid, uid, (), 0o002), [one])


def _record(tries: Tries, account: bytes, turn: Turn, one: Try, traces: "Traces", known: bool) -> None:
    """`known`: what is made has the umask of a session."""
    kept = traces.get(one.key)
    fields = one.outcome(turn.acted, kept, turn.who.uid)
    if kept is not None and fields["outcome"] == b"done":
        fields["group"] = tries.host.numbers.group(kept[2]) or b"UNKNOWN"
        fields["mode"] = mode(kept[0])
        if not known and one.what in (b"create-file", b"create-folder"):
            fields["umask"] = b"unknown"
    place = tries.mount.place + b"/" + one.path
    tries.host.records.add("behaviour", account=account, try_=one.what, path=place, **fields)
