"""Installing packages. A lock is waited for, and apt's lists are fetched where they are too old."""

from select import select

from prism.core.clock import monotonic
from prism.core.programs import run
from prism.core.store import Log
from prism.steps.package_words import ABSENT, DONE, LOCKED, UNREACHABLE, unreachable, verdict_of

INSTALL_SECONDS = 600

APT = [b"apt-get", b"-q", b"-o", b"DPkg::Lock::Timeout=5"]
INSTALL = {
    b"dnf": [b"dnf", b"-y", b"--setopt=exit_on_lock=True", b"install"],
    b"yum": [b"yum", b"-y", b"--setopt=exit_on_lock=True", b"install"],
    b"zypper": [b"zypper", b"--non-interactive", b"install", b"--allow-unsigned-rpm"],
    b"apt-get": APT + [b"-y", b"-o", b"Dpkg::Options::=--force-confold", b"install"],
}


class Installed:
    """How it ended, and what the manager said last."""

    __slots__ = ("verdict", "said")

    def __init__(self, verdict: int, said: bytes) -> None:
        self.verdict = verdict
        self.said = said


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
