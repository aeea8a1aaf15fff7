"""Mounts that have nothing of their own that tells whose they are, but share a device or a tunnel with one that has."""

from prism.core.parameters import Parameters
from prism.mounts.place import real_place
from prism.mounts.table import Mount

LOCAL = (b"127.0.0.1:/", b"localhost:/", b"[::1]:/")


def told_by_device(mounts: "list[Mount]") -> None:
    """
    What the kernel shows with one device is one file system, over one connection: a bind mount of a folder, and a second mount of the
    same server, whose own state file the client's watchdog takes for a dead one's and removes.
    """
    known: "dict[bytes, list[Mount]]" = {}
    for mount in mounts:
        if mount.fs:
            known.setdefault(mount.device, []).append(mount)
    for mount in mounts:
        tellers = known.get(mount.device, [])
        if not mount.fs and tellers and len({(one.fs, one.access_point) for one in tellers}) == 1:
            teller = tellers[0]
            _as_told(mount, teller)


def told_by_port(mounts: "list[Mount]", given: Parameters, asked: "list[bytes]") -> None:
    """A mount by hand at the port of the volume's tunnel, which no state file asked for (`asked`: their points): it is carried there too."""
    ours = {mount.option(b"port"): mount for mount in mounts if mount.fs == given.file_system and mount.source.startswith(LOCAL)}
    for mount in mounts:
        teller = ours.get(mount.option(b"port") or b"-")
        if teller is None or mount.fs or not mount.source.startswith(LOCAL):
            continue
        if as_point(mount.place) not in asked and mount.place != real_place(given.mount_point):
            _as_told(mount, teller)


def _as_told(mount: Mount, teller: Mount) -> None:
    mount.fs, mount.access_point, mount.encrypted, mount.iam = teller.fs, teller.access_point, teller.encrypted, teller.iam
    mount.carrier = teller.place


def as_point(place: bytes) -> bytes:
    """A mount point as the client's file names have it: dots for slashes, none at its beginning."""
    return place.replace(b"/", b".").lstrip(b".")
