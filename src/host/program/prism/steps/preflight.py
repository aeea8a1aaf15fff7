"""What can be refused before mount touches anything; the step of that name checks it again."""

import posix

from prism.core.limits import TimedOut, ask
from prism.core.stat import is_directory, is_link, kind_of
from prism.core.steps import Wrong, failed
from prism.core.text import as_bytes
from prism.mounts import fstab
from prism.mounts.place import NO_ANSWER, is_roots, resolve
from prism.steps.mounting import Mounting, in_words
from prism.steps.safely import safely


def check_group(mounting: Mounting) -> "list[tuple[bytes, int, bool]]":
    """Name and number of each group that is wanted, and whether it is there."""
    found: "list[tuple[bytes, int, bool]]" = []
    wanted = mounting.given.wanted_groups
    mounting.accounts.learn(mounting.names, wanted)
    for (name, gid), (holder, named) in zip(wanted, mounting.accounts.groups(wanted)):
        if holder is not None and holder[0] != name:
            raise Wrong("gid-taken", b"gid %d is the group %s" % (gid, holder[0]))
        if named is not None and named[1] != gid:
            raise Wrong("group-gid-differs", b"%s has gid %d" % (name, named[1]))
        found.append((name, gid, holder is not None))
    return found


def check_users(mounting: Mounting) -> None:
    if not mounting.names:
        raise Wrong("no-login-user", "no account was named")
    mounting.accounts.learn(mounting.names)
    missing: "list[bytes]" = []
    for name in mounting.names:
        account = mounting.accounts.of(name)
        if account is None:
            missing.append(name)
        elif account.uid == 0:
            raise Wrong("root-account", name + b" has uid 0")
    if missing:
        raise Wrong("account-missing", b"no such account: " + b", ".join(missing))


def check_directories(mounting: Mounting) -> None:
    point = mounting.given.mount_point
    top = mounting.top()
    if top is not None:
        if not mounting.is_asked_for(top) or not top.whole:
            raise Wrong("mount-point-taken", b"%s is mounted at %s" % (in_words(top), point))
        return
    if mounting.keep:
        raise Wrong("adopt-changed", b"nothing is mounted at %s any more" % point)
    real, refused = resolve(point)
    if refused == NO_ANSWER:
        raise Wrong("mount-hung", b"%s %s" % (point, refused))
    if refused:
        raise Wrong("mount-point-not-directory", b"%s leads through a link to %s, %s" % (point, real, refused))
    try:
        # mount(8) takes a path: through a link that somebody puts there at the last moment it would cover a place of root's
        safe, kind, names = ask(5, lambda: (is_roots(mounting.place), *_there(mounting.place)))
    except TimedOut:
        raise Wrong("mount-hung", b"%s %s" % (point, NO_ANSWER))
    if not safe:
        raise Wrong("mount-point-not-directory", b"%s is in a folder that others than root can change" % point)
    if kind:
        raise Wrong("mount-point-not-directory", b"%s is a %s" % (point, kind))
    if names:
        raise Wrong("mount-point-not-empty", b"%s holds %s" % (point, names))


def _there(place: bytes) -> "tuple[bytes, bytes]":
    """What stands at the place instead of a directory, and what is in the directory."""
    try:
        found = posix.lstat(place)
    except FileNotFoundError:
        return b"", b""
    if not is_directory(found.st_mode):
        kind = kind_of(found.st_mode).replace(b"-", b" ")
        return kind.replace(b"regular", b"regular empty") if found.st_size == 0 and not is_link(found.st_mode) else kind, b""
    names: "list[bytes]" = []
    with posix.scandir(place) as entries:
        for entry in entries:
            names.append(entry.name)
            if len(names) == 60:
                break
    return b"", b", ".join(names)[:120]


def check_fstab(mounting: Mounting) -> "fstab.Survey":
    point = mounting.given.mount_point
    found = fstab.survey(mounting.given, fstab.read())
    agreed = mounting.given.text(b"TAKE_OVER")
    if agreed:
        if fstab.foreign_digest(found) != agreed:
            more = b": " + found.foreign if found.foreign else b""
            raise Wrong("adopt-changed", b"fstab has other lines for %s than the plan named%s" % (point, more))
    elif found.foreign:
        raise Wrong("fstab-taken", found.foreign)
    return found


CHECKS = (("group", check_group), ("users", check_users), ("directories", check_directories), ("fstab", check_fstab))


def preflight(mounting: Mounting) -> bool:
    """All of them; the first that refuses is recorded as its step."""
    for name, check in CHECKS:
        try:
            safely(check, mounting)
        except Wrong as wrong:
            failed(mounting.records, name, wrong)
            return False
        except OSError as error:
            failed(mounting.records, name, Wrong("step-failed", b"%s: %s" % (as_bytes(error.filename), as_bytes(error.strerror))))
            return False
    return True
