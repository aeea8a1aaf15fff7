"""
Behaviour behind an access point that enforces a user: whoever makes something there, whose it is to EFS is looked at by number. Root
tries too, because it is nobody special there.
"""

import posix
from errno import EACCES, EPERM

from prism.core.limits import ask_each, or_else
from prism.core.text import as_bytes, mode
from prism.looks.host import Host
from prism.looks.tried import Try
from prism.looks.trying import OUTSIDER, PREFIX, Tries
from prism.people.accounts import SECONDS, unused_uid
from prism.volume.acting import Who
from prism.volume.folder import Folder
from prism.volume.tokens import token
from prism.volume.tree import at_root, remove_old

TYPE_CHECKING = False
if TYPE_CHECKING:
    from prism.volume.said import Acted
    from prism.volume.tree import Kept, Traces


def look_enforced(host: Host) -> None:
    if not host.live or host.top is None:
        return
    tries = Tries(host, host.top)
    # of looks that were cut off; younger ones may be another instance's
    sweep = at_root(host.top, lambda root: remove_old(root, PREFIX))
    _, unused = ask_each([(20, sweep), (SECONDS, lambda: unused_uid(OUTSIDER, host.given.gid))])
    for name in host.names:
        account = host.accounts.of(name)
        if account is not None:
            umask, known = tries.umask_of(name)
            base = PREFIX + token()
            wanted = [Try(b"create-file", b".", base + b".file"), Try(b"create-folder", b".", base + b".folder", folder=True)]
            _try(tries, name, Who(account.uid, account.gid, account.groups, umask), wanted, known)
    _try_root(tries)
    uid = or_else(unused, OUTSIDER)
    _try(tries, b"outsider", Who(uid, uid, (), 0o002), [Try(b"outsider-write", b".", PREFIX + token() + b".file")], True)


def _try(tries: Tries, account: bytes, who: Who, wanted: "list[Try]", known: bool) -> None:
    turn = tries.act(who, wanted)
    traces = tries.taken([turn], ask_each([tries.taking([turn])])[0])
    for one in wanted:
        _record(tries, account, one, turn.acted, traces, known)


def _record(tries: Tries, account: bytes, one: Try, acted: "Acted", traces: "Traces", known: bool) -> None:
    kept = traces.get(one.key)
    fields = one.outcome(acted, kept, None)
    if kept is not None and fields["outcome"] == b"done":
        fields.update(uid=kept[1], gid=kept[2], mode=mode(kept[0]))
        if not known:
            fields["umask"] = b"unknown"
    tries.host.records.add("behaviour", account=account, try_=one.what, path=tries.mount.place, **fields)


def _try_root(tries: Tries) -> None:
    """Root makes a file and gives it to uid 0: where root is the enforced user, EFS refuses that."""
    one = Try(b"create-file", b".", PREFIX + token() + b".file")
    turn = tries.act(Who(0, 0, (), 0o002), [one])
    gives, takes = ask_each([(10, at_root(tries.mount, lambda root: _give_away(root, one.name))), tries.taking([turn])])
    # it may be that there is nothing that could be given
    kept, given = or_else(gives, _NOTHING)
    _record(tries, b"root", one, turn.acted, {one.key: kept}, True)
    if given:
        tries.host.records.add("behaviour", account=b"root", try_=b"give-away", path=tries.mount.place, **given)
    tries.taken([turn], takes)


_NOTHING: "tuple[Kept | None, dict[str, object]]" = (None, {})


def _give_away(root: Folder, name: bytes) -> "tuple[Kept, dict[str, object]]":
    """By descriptor: whoever is that user too may have put something else in its place. Answers with what it was before."""
    file = root.regular(name)
    seen = posix.fstat(file)
    kept = (seen.st_mode, seen.st_uid, seen.st_gid, seen.st_nlink)
    if seen.st_nlink != 1:
        return kept, {"outcome": b"error", "detail": b"it has another name too"}
    try:
        posix.fchown(file, 0, 0)
    except OSError as error:
        if error.errno in (EACCES, EPERM):
            return kept, {"outcome": b"refused"}
        return kept, {"outcome": b"error", "detail": as_bytes(error.strerror)}
    return kept, {"outcome": b"done"}
