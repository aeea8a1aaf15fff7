"""
Whether the kernel makes a process that person's, with the groups that this host's name service gives: a child becomes them, and root reads
what it became. One child becomes one after the other; who did not come out as they should there is tried in a child of their own.
"""

import posix
from select import select

from prism.core import limits, prctl
from prism.core.files import read_proc, status_fields
from prism.core.leave import leave
from prism.people.accounts import Account
from prism.registry.turns import Turns
from prism.volume.acting import Who, give_up_root, let_go

SECONDS = 2


def become_each(accounts: "list[Account]") -> "dict[bytes, bytes]":
    """By name, as `become` says it."""
    told: "dict[bytes, bytes]" = {}
    turns = Turns(accounts)
    for n, account in enumerate(accounts):
        child = turns.take(n, SECONDS) if len(accounts) > 1 else 0
        seen = seen_of(child) if child else b""
        # what went wrong there may be somebody else's doing
        told[account.name] = seen if seen == _meant(account) else become(account)
    turns.end()
    return told


def _meant(account: Account) -> bytes:
    return b"%d:%d:%s" % (account.uid, account.gid, b"+".join(b"%d" % gid for gid in sorted(account.groups)))


def become(account: Account) -> bytes:
    """`uid:gid:group+group` as root saw it, all four uids and gids the same; `error` otherwise; empty: it could not be tried."""
    if prctl.kernel is None or limits.stuck >= 2:
        return b""
    told, tell = posix.pipe()
    parent = posix.getpid()
    child = posix.fork()
    if child == 0:
        _be(tell, parent, Who(account.uid, account.gid, account.groups, 0o077))
    posix.close(tell)
    try:
        if not select([told], [], [], SECONDS)[0]:
            return b""
        if posix.read(told, 1) != b"r":
            return b"error"
        return seen_of(child)
    finally:
        posix.close(told)
        limits.end_child(child)


def seen_of(child: int) -> bytes:
    fields = status_fields(read_proc(b"/proc/%d/status" % child))
    uids, gids = fields.get(b"Uid", b"").split(), fields.get(b"Gid", b"").split()
    if len(set(uids)) != 1 or len(set(gids)) != 1:
        return b"error"
    return b"%s:%s:%s" % (uids[0], gids[0], b"+".join(sorted(fields.get(b"Groups", b"").split(), key=int)))


def _be(tell: int, parent: int, who: Who) -> None:
    """In the child: never returns. It says that it is ready, and waits until it is ended."""
    try:
        posix.setpgid(0, 0)
        let_go(tell)
        give_up_root(who, parent)
        posix.write(tell, b"r")
        select([], [], [], 2 * SECONDS)
    except OSError:
        posix.write(tell, b"e")
    finally:
        leave(0)
