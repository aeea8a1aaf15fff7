"""What would still have the volume when it is unmounted here, in words: bind mounts of its folders, and other mount namespaces."""

from prism.core.parameters import Parameters
from prism.mounts.carriers import LOCAL
from prism.mounts.fstab import lines_of, read
from prism.mounts.fstab_line import parse
from prism.mounts.held import Company, Held, Searched
from prism.mounts.namespaces import search
from prism.mounts.place import real_place
from prism.mounts.propagation import links_of
from prism.mounts.table import Mount

NAMED = 5


def binds_of(given: Parameters, mounts: "list[Mount]", place: bytes) -> "list[bytes]":
    """
    Where the volume is mounted in this namespace and stays when what is at the place goes, in words. What has a state file of its own, another
    device, or a line of fstab's was mounted a second time. Of plain NFS the kernel shows a bind mount of the whole volume as it shows a second
    mount, whose device it shares: that is said, and counts.
    """
    here = [mount for mount in mounts if mount.place == place and mount.fs == given.file_system]
    company = Company(here, mounts, links_of(mounts))
    found: "list[bytes]" = []
    for mount in mounts:
        if mount.place == place or mount.fs != given.file_system or company.keeps(mount, mounts):
            continue
        if mount.carrier or mount.root != b"/":
            found.append(mount.place)
        elif not mount.source.startswith(LOCAL) and any(one.device == mount.device for one in here) and not in_fstab(mount):
            found.append(mount.place + b" (a bind mount or a second mount: the kernel shows no difference)")
    return found


def in_fstab(mount: Mount) -> bool:
    """Whether a line says to mount something there that is no bind mount."""
    lines = [parse(line) for line in lines_of(read())]
    return any(line is not None and line.kind[:3] in (b"nfs", b"efs") and real_place(line.place) == mount.place for line in lines)


def still_held(given: Parameters, place: bytes, mounts: "list[Mount]", devices: "set[bytes]") -> "tuple[bytes, bytes]":
    """What was found to hold it, and what is not known of that; both in words, empty where there is none."""
    found = search(given, place, mounts, devices)
    parts: "list[bytes]" = []
    binds = binds_of(given, mounts, place)
    if binds:
        parts.append(_some(binds))
    outside = [one for one in found.held if one.sure and not one.below]
    if outside or found.more:
        parts.append(_some([in_words(one) for one in outside], found))
    if any(one.sure for one in found.supers):
        parts.append(
            b"a place that no mount table shows: the kernel still has it for processes that use it, or for a namespace without one"
        )
    # where another namespace may not be looked into at all, as in a container, what is known has to do
    unknown = b"" if found.unfinished in (b"", b"refused") else b"not every mount namespace was looked into (%s)" % found.unfinished
    return b", ".join(parts), unknown


def in_words(one: Held) -> bytes:
    container = one.group.rpartition(b"/")[2]
    return b"%s for pid %d (%s)%s" % (one.place, one.pid, one.command, b" of " + container if container else b"")


def _some(words: "list[bytes]", found: "Searched | None" = None) -> bytes:
    more = len(words) - NAMED + (found.more if found is not None else 0)
    said = b", ".join(words[:NAMED])
    return said if more <= 0 else b"%s and %d more" % (said + b"," if said else b"other places,", more)
