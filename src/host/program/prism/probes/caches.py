"""Caches of the name service that still say what was: the host's own files say otherwise."""

from prism.core.files import exists, read_file
from prism.core.text import number
from prism.looks.host import Host

DAEMONS = ((b"nscd", b"/run/nscd/socket"), (b"nscd", b"/var/run/nscd/socket"), (b"sssd", b"/var/lib/sss/pipes/nss"))


def probe_caches(host: Host) -> None:
    daemons: "list[bytes]" = []
    for name, socket in DAEMONS:
        if name not in daemons and exists(socket):
            daemons.append(name)
    if not daemons:
        return
    members = members_in(read_file(b"/etc/group", 1 << 22) or b"", host.given.group, host.given.gid)
    users = uids_in(read_file(b"/etc/passwd", 1 << 22) or b"")
    for name in (host.names or [host.login])[:40]:
        account = host.accounts.of(name) if name else None
        if account is None:
            continue
        wrong: "list[bytes]" = []
        if name in members and host.given.gid not in account.groups:
            wrong.append(b"group")
        if users.get(name, account.uid) != account.uid:
            wrong.append(b"uid")
        if wrong:
            host.records.add("stale-cache", daemon=b",".join(daemons), account=name, differs=b",".join(wrong))


def members_in(text: bytes, group: bytes, gid: int) -> "list[bytes]":
    """The members that the text of /etc/group gives the group."""
    for line in text.split(b"\n"):
        fields = line.split(b":")
        if len(fields) == 4 and fields[0] == group and number(fields[2]) == gid:
            return fields[3].split(b",")
    return []


def uids_in(text: bytes) -> "dict[bytes, int]":
    """Names of the text of /etc/passwd with their uids; of a name that is there twice, the first counts."""
    found: "dict[bytes, int]" = {}
    for line in text.split(b"\n"):
        fields = line.split(b":")
        uid = number(fields[2]) if len(fields) == 7 else None
        if uid is not None:
            found.setdefault(fields[0], uid)
    return found
