"""The accounts become members of the shared group and of those beside it that they belong to."""

from prism.core.files import read_file
from prism.core.programs import run
from prism.core.steps import Did, Wrong, changed, unchanged
from prism.core.text import last_words
from prism.steps.caches import forget_groups
from prism.steps.mounting import Mounting
from prism.steps.preflight import check_users

CARRIED = 16
"""Groups that NFS carries; the list that a session gets holds the primary group too."""


def step_users(mounting: Mounting) -> Did:
    check_users(mounting)
    added = _enrol(mounting)
    crowded = b""
    for name in mounting.names:
        account = mounting.accounts.of(name)
        if account is not None and len(account.groups) > CARRIED:
            crowded += b"; %s is in %d groups, NFS carries %d" % (name, len(account.groups), CARRIED)
    if added:
        return changed(b"enrolled %s%s" % (b", ".join(added), crowded))
    return unchanged(b"%s in %s%s" % (b", ".join(mounting.names), mounting.given.group, crowded))


def _enrol(mounting: Mounting) -> "list[bytes]":
    given = mounting.given
    wanted: "list[tuple[bytes, bytes, int]]" = []
    for name in mounting.names:
        wanted.append((name, given.group, given.gid))
        wanted += [(name, group.name, group.gid) for group in given.groups if name in group.members]
    missing = [(name, group, gid) for name, group, gid in wanted if not _in(mounting, name, gid)]
    if not missing:
        return []
    local = [line.partition(b":")[0] for line in (read_file(b"/etc/group", 1 << 24) or b"").split(b"\n")]
    for name, group, _ in missing:
        if group not in local:
            raise Wrong("group-in-directory", b"%s comes from a directory service, and %s is not in it" % (group, name))
        # not usermod, which knows only those of /etc/passwd
        ran = run(30, [b"gpasswd", b"-a", name, group], mounting.job.log)
        if not ran.ok:
            raise Wrong("step-failed", b"gpasswd %s: %s" % (name, last_words(ran.said, 2)))
    forget_groups()
    for name, _, _ in missing:
        mounting.accounts.forget(name)
    mounting.accounts.learn(mounting.names)
    for name, group, gid in missing:
        if not _in(mounting, name, gid):
            raise Wrong("step-failed", b"%s is still not in %s" % (name, group))
    return [name if group == given.group else b"%s in %s" % (name, group) for name, group, _ in missing]


def _in(mounting: Mounting, name: bytes, gid: int) -> bool:
    account = mounting.accounts.of(name)
    return account is not None and gid in account.groups
