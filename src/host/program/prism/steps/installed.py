"""An installation of the client by the instance's package manager, and what is said of how it ended."""

from prism.core.steps import Did, Wrong, changed
from prism.core.text import last_words
from prism.mounts.client import read_client
from prism.steps.mounting import Mounting
from prism.steps.package_words import BROKEN, LOCKED, NO_SPACE, UNREACHABLE
from prism.steps.packages import Installed, install


def manager_of(mounting: Mounting) -> bytes:
    return mounting.given.text(b"MANAGER")


def try_install(mounting: Mounting, wanted: bytes) -> Installed:
    return install(manager_of(mounting), [wanted], mounting.given.number(b"PACKAGE_SECONDS"), mounting.job.log)


def arrived(mounting: Mounting, name: bytes) -> Did:
    mounting.client = read_client()
    if not mounting.client.efs:
        raise Wrong("client-install-failed", name + b" brought no mount.efs")
    return changed(b"installed %s %s" % (name, mounting.client.version))


CODES = {LOCKED: "package-lock", UNREACHABLE: "repository-unreachable", BROKEN: "packages-broken", NO_SPACE: "package-no-space"}


def not_installed(mounting: Mounting, installed: Installed, what: bytes) -> Wrong:
    """The finding of each verdict: its next step is the cure."""
    words = last_words(installed.said, 5)
    code = CODES.get(installed.verdict, "client-install-failed")
    if installed.verdict == LOCKED:
        return Wrong(code, words or manager_of(mounting) + b" is held by another program")
    if installed.verdict == NO_SPACE:
        return Wrong(code, b"%s: %s" % (what, words))
    if installed.verdict in CODES:
        return Wrong(code, words)
    return Wrong(code, b"%s, %s: %s" % (manager_of(mounting) or b"no package manager", what, last_words(installed.said)))
