"""
Which mounts come and go together, and what a path leads to, from mount tables alone: touching either could hang. What is mounted on a
mount is mounted on its peers and followers too, and goes there with it (mount_namespaces(7), propagate_umount in the kernel).
"""

from prism.mounts.table import Mount

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List, Optional, Tuple

    Spot = Optional[Tuple[bytes, bytes]]
    Links = List[Tuple[bytes, bytes]]


def parent_of(mount: Mount, table: "list[Mount]") -> "Mount | None":
    """The mount that it lies on; None where its processes do not see that."""
    for other in table:
        if other.id == mount.parent and other is not mount:
            return other
    return None


def below(place: bytes, path: bytes) -> "bytes | None":
    """The rest of a path below a place, with its slash, or empty; None where it does not lie there."""
    if place == b"/":
        return b"" if path == b"/" else path
    if path == place or path.startswith(place + b"/"):
        return path[len(place) :]
    return None


def joined(place: bytes, rest: bytes) -> bytes:
    return (b"" if place == b"/" else place) + rest or b"/"


def spot_of(mount: Mount, table: "list[Mount]") -> "Spot":
    """Where a mount lies in the file system that is mounted below it: that one's device, and the path in it."""
    parent = parent_of(mount, table)
    rest = None if parent is None else below(parent.place, mount.place)
    if parent is None or rest is None:
        return None
    return parent.device, joined(parent.root, rest)


def links_of(table: "list[Mount]") -> "Links":
    """Peer groups that follow another: (the group, the one that it follows)."""
    found: "list[tuple[bytes, bytes]]" = []
    for mount in table:
        group, master = mount.tag(b"shared"), mount.tag(b"master")
        if group and master:
            found.append((group, master))
    return found


def followers(group: bytes, links: "Links") -> "set[bytes]":
    """The peer groups that get what is mounted in this one, itself among them."""
    found: "set[bytes]" = {group} if group else set()
    grown = True
    while grown:
        grown = False
        for one, master in links:
            if master in found and one not in found:
                found.add(one)
                grown = True
    return found


def follows(mount: Mount, groups: "set[bytes]") -> bool:
    """Whether what is mounted in one of the groups is mounted on this mount too."""
    return any(mount.tag(name) in groups for name in (b"shared", b"master", b"propagate_from"))


def seen_at(path: bytes, table: "list[Mount]") -> "Mount | None":
    """The mount that a path leads to, from the root down: one that is mounted over another is what is seen."""
    ids = {mount.id for mount in table}
    here: "Mount | None" = None
    for mount in table:
        if mount.place == b"/" and (mount.parent not in ids or mount.parent == mount.id):
            here = mount
    while here is not None:
        on_the_way = [mount for mount in table if mount.parent == here.id and mount is not here and below(mount.place, path) is not None]
        if not on_the_way:
            return here
        here = min(on_the_way, key=lambda mount: len(mount.place))
    return None
