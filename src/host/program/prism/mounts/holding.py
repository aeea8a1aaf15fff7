"""What would still have the volume when it is unmounted here, in words: bind mounts of its folders, and other mount namespaces."""

from prism.core.parameters import Parameters
from prism.mounts.held import Company, Held, Searched
from prism.mounts.namespaces import search
from prism.mounts.propagation import links_of
from prism.mounts.table import Mount

NAMED = 5


def binds_of(given: Parameters, mounts: "list[Mount]", place: bytes) -> "list[bytes]":
    """
    Where folders of the volume are mounted in this namespace and stay when what is at the place goes. A mount of the whole volume with a
    state file or a server's name of its own is no bind mount: somebody mounted it a second time.
    """
    here = [mount for mount in mounts if mount.place == place and mount.fs == given.file_system]
    company = Company(here, mounts, links_of(mounts))
    return [
        mount.place
        for mount in mounts
        if mount.place != place
        and mount.fs == given.file_system
        and (mount.carrier or mount.root != b"/")
        and not company.keeps(mount, mounts)
    ]


def still_held(given: Parameters, place: bytes, mounts: "list[Mount]", devices: "set[bytes]") -> bytes:
    """In words; empty where nothing that was found holds it."""
    found = search(given, place, mounts, devices)
    parts: "list[bytes]" = []
    binds = binds_of(given, mounts, place)
    if binds:
        parts.append(_some(binds))
    outside = [one for one in found.held if one.sure and not one.below]
    if outside:
        parts.append(_some([in_words(one) for one in outside], found))
    if any(one.sure for one in found.supers):
        parts.append(
            b"a place that no mount table shows: the kernel still has it for processes that use it, or for a namespace without one"
        )
    return b", ".join(parts)


def in_words(one: Held) -> bytes:
    container = one.group.rpartition(b"/")[2]
    return b"%s for pid %d (%s)%s" % (one.place, one.pid, one.command, b" of " + container if container else b"")


def _some(words: "list[bytes]", found: "Searched | None" = None) -> bytes:
    more = len(words) - NAMED + (found.more if found is not None else 0)
    said = b", ".join(words[:NAMED])
    return said if more <= 0 else b"%s, and %d more" % (said, more)
