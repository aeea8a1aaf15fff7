"""The end of an account that was closed: what runs, what would run again, and what Prism itself gave it. Then the look, which proves it."""

from prism.core.files import exists
from prism.core.job import Job
from prism.core.programs import have, run
from prism.core.records import Records
from prism.core.steps import Did, Wrong, changed, unchanged
from prism.leaving.data import data_of
from prism.leaving.named import Named
from prism.leaving.root_there import had_root, note_root
from prism.leaving.running import end_processes, running
from prism.leaving.set_ids import set_ids
from prism.leaving.spools import at_jobs_of, lingers, put_away, stop_lingering, tables_of
from prism.leaving.their_keys import files_of_keys, holding, noted_keys
from prism.leaving.ways import Ways
from prism.registry.local import Local
from prism.registry.making import is_closed
from prism.registry.state import State
from prism.ssh.telling import Ssh

LOGIND = b"/run/systemd/seats"
USERS = b"/run/systemd/users"
SHOWN = 5
TRIED, MOST_KEYS = 8, 20


def note_rights(local: Local, name: bytes, uid: int) -> None:
    """Before the account leaves its groups. Raises OSError."""
    note_root(uid, Ways(local).to_root(name, uid))


def is_theirs(state: State, name: bytes, uid: int) -> bool:
    """The name is still theirs here, or nobody's: somebody took the account's line out, and the number stays theirs for ever."""
    has = state.local.uid(name)
    return has == uid or (has is None and state.found(name) == b"none")


def end_account(job: Job, state: State, name: bytes, uid: int) -> Did:
    """Raises Wrong or OSError; what was done until then stays, and the next time goes on from there."""
    did: "list[bytes]" = []
    if lingers(name):
        stop_lingering(name)
        did.append(b"lingers no longer")
    for path in tables_of(name):
        put_away(path, uid, b"crontab")
        did.append(b"crontab put away")
    holder = state.holder(name, uid)
    if holder:
        raise Wrong("uid-taken", b"%d, which was %s in the registry, is %s here: what has that number is not ended" % (uid, name, holder))
    for path in at_jobs_of(uid):
        put_away(path, uid, b"at")
        did.append(b"at put away")
    if exists(LOGIND) and exists(b"%s/%d" % (USERS, uid)) and have(b"loginctl"):
        run(15, [b"loginctl", b"terminate-user", b"%d" % uid], job.log)
        did.append(b"sessions ended")
    ended = end_processes(name, uid)
    if ended:
        did.append(b"%d processes ended" % ended)
    for place, (entries, size, whole) in data_of(name, uid, homes_of(state.local, name)):
        job.records.add("registry-data", name=name, uid=uid, place=place, entries=entries, bytes=size, whole=whole)
    return changed(b", ".join(did)) if did else unchanged("nothing of it was left")


def homes_of(local: Local, name: bytes) -> "list[bytes]":
    """Where its line says, and where Prism makes them."""
    made = b"/home/" + name
    has = local.accounts[name][5].rstrip(b"/") if name in local.accounts else made
    return [has] if has == made or not has else [has, made]


def look_at_leavers(records: Records, state: State, ssh: Ssh, thorough: bool) -> None:
    """
    Of each account in the record that is not to be there: what still runs, would run again, or names it, and which files still hold its keys. What takes long to
    prove waits in a plain look until the account is closed, as it is looked at again then: set-id files, and sshd's own word.
    """
    only = state.wanted.only
    left = [(name, uid) for name, uid in state.left if only in (None, (name, uid)) and is_theirs(state, name, uid)]
    if not left:
        return
    seen, named, roots = running([one for one in left if not state.holder(*one)]), Named(state.local.accounts), had_root()
    noted = noted_keys()
    keys = {uid: noted[uid] for _, uid in left if uid in noted}
    held, all_read = holding(files_of_keys(ssh.effective, state.local.accounts), keys) if keys else ({}, True)
    later = [] if thorough else [name for name, uid in left if state.local.uid(name) == uid and not is_closed(state, name)]
    marked, all_seen = set_ids([uid for name, uid in left if name not in later])
    for name, uid in left:
        names, is_all = named.of(name, uid)
        records.add(
            "registry-left",
            name=name,
            uid=uid,
            processes=len(seen.of(uid)),
            commands=b",".join(seen.commands(uid)),
            whole=seen.whole,
            session=exists(b"%s/%d" % (USERS, uid)),
            lingers=lingers(name),
            crontab=tables_of(name) != [],
            at=0 if state.holder(name, uid) else len(at_jobs_of(uid)),
            named=b",".join(one.replace(b",", b" ") for one in names),
            namedall=is_all,
            root=roots.get(b"%d" % uid, b""),
            keys=b",".join(one.replace(b",", b" ") for one in held.get(uid, [])[:SHOWN]),
            allread=all_read,
            setids=len([1 for whose, _ in marked if whose == uid]),
            setidsin=b",".join(sorted({place.replace(b",", b" ") for whose, place in marked if whose == uid})[:SHOWN]),
            setidsall=all_seen,
            later=name in later,
            **(
                ssh.refuses(name, noted.get(uid, [])[-MOST_KEYS:], TRIED if thorough else 1)
                if name in state.local.accounts and name not in later
                else {}
            ),
        )
