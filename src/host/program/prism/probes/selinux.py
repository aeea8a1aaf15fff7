"""SELinux: whether it enforces, the label of the mount point, and whether accounts whose homes are on the volume may use them."""

import posix

from prism.core.files import read_proc
from prism.core.limits import TimedOut, ask
from prism.core.stat import device_words
from prism.looks.host import Host
from prism.probes.tunnels import top_of

FOLDER = b"/sys/fs/selinux"


def probe_selinux(host: Host) -> None:
    enforcing = read_proc(FOLDER + b"/enforce", 16).strip()
    if enforcing not in (b"0", b"1"):
        host.records.add("selinux", present=False, enforcing=False, label=b"", homes=b"", allowed=b"")
        return
    host.records.add(
        "selinux",
        present=True,
        enforcing=enforcing == b"1",
        label=_label(host.given.mount_point),
        homes=b",".join(_homes(host))[:300],
        # the value that holds now, then the one that is to come
        allowed=read_proc(FOLDER + b"/booleans/use_nfs_home_dirs", 16)[:1],
    )


def _label(place: bytes) -> bytes:
    try:
        return ask(5, lambda: posix.getxattr(place, b"security.selinux")).rstrip(b"\0")
    except (TimedOut, OSError):
        return b""


def _homes(host: Host) -> "list[bytes]":
    """The accounts whose homes are on the volume: by their path, or because a link or a bind mount leads there."""
    top = top_of(host)
    homes: "list[tuple[bytes, bytes]]" = []
    for name in host.names or [host.login]:
        account = host.accounts.of(name) if name else None
        if account is not None:
            homes.append((name, account.home))
    if top is None or not homes:
        return []
    place, device = top.place, top.device
    try:
        return ask(5, lambda: [name for name, home in homes if on_volume(home, place, device)])
    except (TimedOut, OSError):
        return []


def on_volume(home: bytes, place: bytes, device: bytes) -> bool:
    if home.startswith(place + b"/"):
        return True
    try:
        return device_words(posix.stat(home).st_dev) == device
    except OSError:
        return False
