"""
Installing packages. The package manager's own words decide what is wrong: somebody holds the lock (wait), no such package, a repository
cannot be reached, its own state is broken, the disk is full, or it simply failed.
"""
from select import select

from prism.core.clock import monotonic
from prism.core.job import Log
from prism.core.programs import Ran, run

INSTALL_SECONDS = 600
DONE, FAILED, ABSENT, LOCKED, UNREACHABLE, BROKEN, NO_SPACE = range(7)

APT = [b"apt-get", b"-q", b"-o", b"DPkg::Lock::Timeout=5"]
INSTALL = {
    b"dnf": [b"dnf", b"-y", b"--setopt=exit_on_lock=True", b"install"],
    b"yum": [b"yum", b"-y", b"--setopt=exit_on_lock=True", b"install"],
    b"zypper": [b"zypper", b"--non-interactive", b"install", b"--allow-unsigned-rpm"],
    b"apt-get": APT + [b"-y", b"-o", b"Dpkg::Options::=--force-confold", b"install"],
}
STATUSES = {(b"zypper", 7): LOCKED, (b"dnf", 200): LOCKED, (b"yum", 200): LOCKED, (b"zypper", 104): ABSENT}

WORDS = (
    # a lock that was waited for and had leaves other words behind: only the final ones count
    (LOCKED, (
        b"E: Could not get lock", b"E: Unable to acquire the dpkg frontend lock", b"E: Unable to lock", b"dpkg frontend lock was locked",
        b"Another app is currently holding the yum lock", b" already locked by ", b"can't create transaction lock",
    )),
    (NO_SPACE, (
        b"No space left on device", b"You don't have enough free space in", b"more space needed on the ", b"B more space on the ", b"B on the /",
        b"Not enough space", b"Insufficient space in download directory", b"Failure writing output to destination",
    )),
    # half-installed packages, an interrupted dpkg, a damaged database of rpm: a repeat changes nothing
    (BROKEN, (
        b"dpkg was interrupted", b"very bad inconsistent state", b"needs to be reinstalled, but I can", b"Try 'apt --fix-broken install'",
        b"package database is corrupt", b"rpmdb open failed", b"cannot open Packages", b"disk image is malformed", b"nitialization failed",
        b"Rpmdb init failed",
    )),
    (UNREACHABLE, (
        b"Failed to fetch ", b"Unable to fetch some archives", b"does not have a Release file", b"Cannot download repomd.xml",
        b"download metadata for repo", b"Cannot find a valid baseurl", b"Download (curl) error", b"because of the above error",
    )),
    (ABSENT, (
        b"Unable to locate package", b"has no installation candidate", b"No match for argument", b"Unable to find a match",
        b" not found in package names", b"No provider of ",
    )),
)


class Installed:
    """How it ended, and what the manager said last."""

    __slots__ = ("verdict", "said")

    def __init__(self, verdict: int, said: bytes) -> None:
        self.verdict = verdict
        self.said = said


def verdict_of(manager: bytes, ran: Ran) -> int:
    """What a manager that failed means, by its status and by all that it said."""
    by_status = STATUSES.get((manager, ran.status), FAILED)
    if by_status == LOCKED:
        return LOCKED
    for verdict, words in WORDS:
        if says(ran.said, words):
            return verdict
    if by_status == ABSENT or b" available" in ran.said.partition(b"No package ")[2]:
        return ABSENT
    return FAILED


def says(said: bytes, words: "tuple[bytes, ...]") -> bool:
    return any(one in said for one in words)


def no_room(said: bytes) -> bool:
    return says(said, WORDS[1][1])


def unreachable(said: bytes) -> bool:
    return says(said, WORDS[3][1])


def install(manager: bytes, wanted: "list[bytes]", seconds: int, log: "Log | None") -> Installed:
    """Names of packages, or files. A lock is waited for so many seconds."""
    if manager not in INSTALL:
        return Installed(ABSENT, b"no package manager")
    until = monotonic() + seconds
    refreshed = False
    unreached = b""
    while True:
        ran = run(INSTALL_SECONDS, INSTALL[manager] + wanted, log)
        if ran.ok:
            return Installed(DONE, ran.said)
        verdict = verdict_of(manager, ran)
        if verdict == ABSENT and unreached:
            # without the lists of every repository, "no such package" is not known
            return Installed(UNREACHABLE, unreached)
        if verdict != LOCKED:
            if refreshed or not _stale_lists(manager, verdict, ran.said):
                return Installed(verdict, ran.said)
            refreshed = True
            ran = run(INSTALL_SECONDS, APT + [b"update"], log)
            if unreachable(ran.said):
                unreached = ran.said
            if ran.ok or verdict_of(manager, ran) != LOCKED:
                continue
            refreshed = False
        if monotonic() >= until:
            return Installed(LOCKED, ran.said)
        select([], [], [], 2)


def _stale_lists(manager: bytes, verdict: int, said: bytes) -> bool:
    """apt knows packages by lists that somebody fetched, perhaps long ago: it misses one, wants an archive that is gone, or cannot fit versions."""
    return manager == b"apt-get" and (verdict in (ABSENT, UNREACHABLE) or b"unmet dependencies" in said)
