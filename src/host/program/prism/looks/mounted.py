"""Mounts of the volume, and what the mount point is where nothing is mounted."""

import posix

from prism.core.limits import TimedOut, ask
from prism.core.stat import is_directory, is_link, kind_of
from prism.looks.held import look_held
from prism.looks.host import Host
from prism.mounts.answers import answers
from prism.mounts.identify import read_mounts
from prism.mounts.standing import is_open
from prism.mounts.table import Mount, mount_with, top_at
from prism.volume.folder import mount_of

INSIDE = 5
SAMPLE = 5
ENTRIES = 100000


def look_mounts(host: Host) -> None:
    """Mounts at the mount point (`here`, topmost last), the same file system anywhere else, and what else is mounted inside the volume."""
    place = host.place
    host.mounts = read_mounts(host.given)
    top = top_at(host.mounts, place)
    if top is not None and top.kind == b"autofs":
        # an automount shows itself until somebody comes
        try:
            ask(20, lambda: posix.stat(place + b"/.").st_ino)
        except (TimedOut, OSError):
            pass
        host.mounts = read_mounts(host.given)
        top = top_at(host.mounts, place)
    host.top = top
    host.live = False
    inside = look_inside(host, top) if top is not None else 0
    for mount in host.mounts:
        if mount.place == place:
            answer, reached = answers(mount)
            host.live = answer == b"yes" and reached
            add_mount(host, mount, "here", answer, reached, inside)
        elif mount.fs == host.given.file_system:
            answer, reached = answers(mount)
            add_mount(host, mount, "elsewhere", answer, reached, inside)
    look_held(host)


def add_mount(host: Host, mount: Mount, at: str, answer: bytes, reached: bool, inside: int) -> None:
    # which other mount's connection it shares, where that alone tells whose it is
    more: "dict[str, bytes | bool]" = {"carrier": mount.carrier} if mount.carrier else {}
    if mount.iam:
        more["iam"] = True
    host.records.add(
        "mount",
        at=at,
        place=mount.place,
        source=mount.source,
        type=mount.kind,
        options=mount.options,
        fs=mount.fs,
        ap=mount.access_point,
        encrypted=mount.encrypted,
        answers=answer,
        ro=mount.read_only,
        reached=reached,
        inside=inside,
        **more,
    )


def look_inside(host: Host, top: Mount) -> int:
    """Other file systems in the volume's own tree: what is written there stays on this instance. At most 5 are named."""
    count = 0
    for mount in host.mounts[host.mounts.index(top) + 1 :]:
        # a folder of the volume bound elsewhere in it is still the volume
        if mount.place.startswith(host.place + b"/") and mount.device != top.device:
            count += 1
            if count <= INSIDE:
                host.records.add("inside", place=mount.place, source=mount.source, type=mount.kind)
    return count


def look_place(host: Host) -> None:
    """What the mount point is on the local disk, when nothing is mounted there."""
    place = host.place
    real = {"real": place} if place != host.given.mount_point else {}
    if host.top is not None:
        host.records.add("place", exists=1, type="directory", **real, **({"open": b"1"} if is_open(place) else {}))
        return
    try:
        kind, entries, sample = ask(15, lambda: place_entries(place))
    except (FileNotFoundError, NotADirectoryError):
        host.records.add("place", exists=0, **real)
        return
    except (TimedOut, OSError):
        # there is something, and it cannot be looked at
        host.records.add("place", exists=1, type="something-unreadable", **real)
        return
    if entries is None:
        host.records.add("place", exists=1, type=kind, **real)
        return
    host.records.add("place", exists=1, type=kind, entries=entries, **real)
    for name in sample:
        host.records.add("place-entry", name=name[:80])


def place_entries(place: bytes) -> "tuple[bytes, int | None, list[bytes]]":
    """
    What is there; of a directory how many entries, and the first of them. What the boot or somebody mounts there in the meantime is no
    local directory: its entries are not told.
    """
    found = posix.lstat(place)
    if is_link(found.st_mode):
        return b"symlink", None, []
    if not is_directory(found.st_mode):
        return kind_of(found.st_mode), None, []
    folder = posix.open(place, posix.O_RDONLY | posix.O_DIRECTORY | posix.O_NOFOLLOW | posix.O_NONBLOCK | posix.O_CLOEXEC)
    count = 0
    sample: "list[bytes]" = []
    with posix.scandir(b"/proc/self/fd/%d" % folder) as entries:
        for entry in entries:
            count += 1
            if count <= SAMPLE:
                sample.append(entry.name)
            if count >= ENTRIES:
                break
    mount = mount_with(mount_of(folder))
    if mount is not None and mount.place == place:
        return b"directory", None, []
    return b"directory", count, sample
