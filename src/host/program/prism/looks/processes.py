"""Processes that outlive a change: members' sessions opened before they joined the group, and units that run as a member."""

from prism.core.files import read_proc
from prism.core.processes import command_of, process_ids
from prism.core.programs import run
from prism.core.text import OCTAL, number
from prism.looks.boot import properties
from prism.looks.host import Host

SHOWN = 20
MOST = 20000


def look_stale(host: Host) -> None:
    """Processes of an account that is a member now, without the gid among their groups. At most 20."""
    gid = host.given.gid
    members: "dict[int, list[bytes]]" = {}
    for name in host.names:
        account = host.accounts.of(name)
        if account is not None and gid in account.groups:
            members.setdefault(account.uid, []).append(name)
    if not members:
        return
    found: "list[tuple[int, int, bytes]]" = []
    for pid in process_ids(MOST)[0]:
        uid, groups = identity_of(read_proc(b"/proc/%d/status" % pid, 16384))
        if gid not in groups:
            found += [(host.names.index(name), pid, name) for name in members.get(uid, [])]
    for _, pid, name in sorted(found)[:SHOWN]:
        command = command_of(pid)
        if command is not None:
            host.records.add("stale", account=name, pid=pid, command=command)


def identity_of(status: bytes) -> "tuple[int, list[int]]":
    """A process's effective uid, and all its groups with the effective one; -1 where it is gone."""
    uid, groups = -1, [-1]
    for line in status.split(b"\n"):
        name, _, rest = line.partition(b":")
        if name == b"Uid":
            uid = int(rest.split()[1])
        elif name == b"Gid":
            groups = [int(rest.split()[1])]
        elif name == b"Groups":
            groups += [int(one) for one in rest.split()]
            break
    return uid, groups


def look_units(host: Host) -> None:
    """Loaded services with User= of an account: a unit takes UMask= of its own, PAM or not. At most 20."""
    if not host.system.systemd or not host.names:
        return
    shown = run(15, [b"systemctl", b"show", b"*.service", b"-p", b"Id", b"-p", b"User", b"-p", b"UMask"])
    if not shown.ok:
        return
    count = 0
    for unit in properties(shown.said):
        user, mask = unit.get(b"User", b""), unit.get(b"UMask", b"")
        if user in host.names and number(mask) is not None and len(mask) == 4 and OCTAL.issuperset(mask) and count < SHOWN:
            host.records.add("unit", unit=unit.get(b"Id"), account=user, umask=mask)
            count += 1
