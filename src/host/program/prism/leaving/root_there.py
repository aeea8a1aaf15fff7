"""Who could become root here. Whoever could, can have changed every program that looks for them: what is seen of them afterwards proves nothing."""

from prism.core.files import make_folders, read_file
from prism.core.replace import replace_file

GROUPS = (
    b"root",
    b"sudo",
    b"wheel",
    b"admin",
    b"docker",
    b"lxd",
    b"incus",
    b"incus-admin",
    b"microk8s",
    b"libvirt",
    b"kvm",
    b"disk",
    b"kmem",
    b"shadow",
)
FOLDER = b"/var/lib/prism"
FILE = FOLDER + b"/had-root"


def had_root() -> "dict[bytes, bytes]":
    """By number, why; what was noted once stays."""
    lines = [line.partition(b" ") for line in (read_file(FILE) or b"").split(b"\n")]
    return {uid: why for uid, _, why in lines if why}


def note_root(uid: int, why: "list[bytes]") -> None:
    """On the disk when it returns. Raises OSError."""
    known = had_root() if why else {}
    if not why or b"%d" % uid in known:
        return
    known[b"%d" % uid] = b", ".join(why)
    make_folders(FOLDER, 0o700)
    replace_file(FILE, 0o600, b"".join(b"%s %s\n" % one for one in sorted(known.items())))
