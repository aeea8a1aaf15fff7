"""
What package managers say. Their own words decide what is wrong: somebody holds the lock, no such package, a repository cannot be reached, its
own state is broken, the disk is full, or it simply failed.
"""

from prism.core.programs import Ran

DONE, FAILED, ABSENT, LOCKED, UNREACHABLE, BROKEN, NO_SPACE = range(7)
STATUSES = {(b"zypper", 7): LOCKED, (b"dnf", 200): LOCKED, (b"yum", 200): LOCKED, (b"zypper", 104): ABSENT}

WORDS = (
    # a lock that was waited for and had leaves other words behind: only the final ones count
    (
        LOCKED,
        (
            b"E: Could not get lock",
            b"E: Unable to acquire the dpkg frontend lock",
            b"E: Unable to lock",
            b"dpkg frontend lock was locked",
            b"Another app is currently holding the yum lock",
            b" already locked by ",
            b"can't create transaction lock",
        ),
    ),
    (
        NO_SPACE,
        (
            b"No space left on device",
            b"You don't have enough free space in",
            b"more space needed on the ",
            b"B more space on the ",
            b"B on the /",
            b"Not enough space",
            b"Insufficient space in download directory",
            b"Failure writing output to destination",
        ),
    ),
    # half-installed packages, an interrupted dpkg, a damaged database of rpm: a repeat changes nothing
    (
        BROKEN,
        (
            b"dpkg was interrupted",
            b"very bad inconsistent state",
            b"needs to be reinstalled, but I can",
            b"Try 'apt --fix-broken install'",
            b"package database is corrupt",
            b"rpmdb open failed",
            b"cannot open Packages",
            b"disk image is malformed",
            b"nitialization failed",
            b"Rpmdb init failed",
        ),
    ),
    (
        UNREACHABLE,
        (
            b"Failed to fetch ",
            b"Unable to fetch some archives",
            b"does not have a Release file",
            b"Cannot download repomd.xml",
            b"download metadata for repo",
            b"Cannot find a valid baseurl",
            b"Download (curl) error",
            b"because of the above error",
        ),
    ),
    (
        ABSENT,
        (
            b"Unable to locate package",
            b"has no installation candidate",
            b"No match for argument",
            b"Unable to find a match",
            b" not found in package names",
            b"No provider of ",
        ),
    ),
)


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
