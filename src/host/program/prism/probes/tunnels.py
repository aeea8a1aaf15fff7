"""Tunnels of TLS mounts: the processes that the client's state names, and whether somebody listens where the kernel talks to."""

from prism.core.files import exists, read_proc
from prism.core.text import number
from prism.looks.host import Host
from prism.mounts.identify import LOCAL, json_number, json_text, read_mounts, read_states
from prism.mounts.table import Mount, top_at

LISTENING = b"0A"
HEX_DIGITS = frozenset(b"0123456789abcdefABCDEF")


def mounts_of(host: Host) -> "list[Mount]":
    """What the look saw; where it has not looked, the mount table now."""
    return host.mounts or read_mounts(host.given)


def top_of(host: Host) -> "Mount | None":
    """What is mounted at the mount point, wherever that really is."""
    return host.top or top_at(mounts_of(host), host.given.mount_point)


def probe_tunnels(host: Host) -> None:
    shown = 0
    for state in read_states():
        pid = json_number(state.text, b"pid")
        place = json_text(state.text, b"mountpoint")
        if state.fs == host.given.file_system and pid is not None and place and shown < 20:
            host.records.add("tunnel", place=place, pid=pid, alive=exists(b"/proc/%d" % pid))
            shown += 1


def probe_tunnel_ports(host: Host) -> None:
    """
    Whether anybody listens on the port of each mount that goes through a tunnel. A mount table that the client's own state file
    has left (its watchdog removes it, people do) still says where the kernel talks to.
    """
    ports = listening_ports()
    top = top_of(host)
    shown = 0
    for mount in mounts_of(host):
        port = number(mount.option(b"port"), 5)
        ours = (top is not None and mount.place == top.place) or mount.fs == host.given.file_system
        if mount.source.startswith(LOCAL) and mount.kind.startswith(b"nfs") and port and ours and shown < 20:
            host.records.add("tunnel-port", place=mount.place, port=port, listens=port in ports)
            shown += 1


def probe_connections(host: Host) -> None:
    """
    Connections of mounts that are gone, to tunnels that are gone too. The kernel ends the session of a mount that was taken away by
    force at its server; while the tunnel is dead it tries for three minutes, and a new mount of that server joins the old connection.
    """
    used = {mount.option(b"port") for mount in mounts_of(host)}
    ports: "set[int] | None" = None
    for line in read_proc(b"/proc/fs/nfsfs/servers").split(b"\n"):
        words = line.split()
        if len(words) < 3 or words[1] != b"7f000001":
            continue
        port = hexadecimal(words[2])
        if port is None or b"%d" % port in used:
            continue
        ports = listening_ports() if ports is None else ports
        if port not in ports:
            host.records.add("dead-connection", port=port)


def listening_ports() -> "set[int]":
    """TCP ports on which somebody listens, on whatever address."""
    found: "set[int]" = set()
    for table in (b"/proc/self/net/tcp", b"/proc/self/net/tcp6"):
        for line in read_proc(table).split(b"\n")[1:]:
            words = line.split()
            if len(words) > 3 and words[3] == LISTENING:
                port = hexadecimal(words[1].rpartition(b":")[2])
                if port is not None:
                    found.add(port)
    return found


def hexadecimal(text: bytes) -> "int | None":
    """A port as the kernel writes it; None for anything else."""
    return int(text, 16) if 0 < len(text) <= 4 and HEX_DIGITS.issuperset(text) else None
