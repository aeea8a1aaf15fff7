"""The client step: what is there, else the one way that was chosen. Which way that is, TypeScript decided."""
import posix

from prism.core.files import remove_file
from prism.core.programs import run
from prism.core.steps import Did, Wrong, changed, unchanged
from prism.core.text import last_words
from prism.mounts.client import read_client
from prism.steps.fetch import fetch_checked
from prism.steps.mounting import Mounting
from prism.steps.packages import (
    ABSENT, BROKEN, DONE, FAILED, INSTALL_SECONDS, LOCKED, NO_SPACE, UNREACHABLE, Installed, install, verdict_of)


def step_client(mounting: Mounting) -> Did:
    did = _client(mounting)
    brought = mounting.given.text(b"BROUGHT")
    if brought == b"python3":
        # the start installed it, since nothing of this could run without
        return changed(did.detail + b"; installed python3 for Prism")
    return did


def _client(mounting: Mounting) -> Did:
    mounting.client = read_client()
    if mounting.client.efs:
        return unchanged(b"amazon-efs-utils " + mounting.client.version)
    way = mounting.given.text(b"CLIENT")
    if way == b"repository":
        return _from_repositories(mounting)
    if way == b"package":
        return _from_address(mounting)
    if way == b"installer":
        return _from_installer(mounting)
    if way == b"plain-nfs":
        return _plain_nfs(mounting)
    if way == b"distributor":
        raise Wrong("distributor-failed", "SSM Distributor reported success, and there is no mount.efs")
    raise Wrong("client-absent", "mount.efs is gone since the look")


def _manager(mounting: Mounting) -> bytes:
    return mounting.given.text(b"MANAGER")


def _install(mounting: Mounting, wanted: bytes) -> Installed:
    return install(_manager(mounting), [wanted], mounting.given.number(b"PACKAGE_SECONDS"), mounting.job.log)


def _from_repositories(mounting: Mounting) -> Did:
    names = mounting.given.list(b"CLIENT_PACKAGES")
    for name in names:
        installed = _install(mounting, name)
        if installed.verdict == DONE:
            return _arrived(mounting, name)
        if installed.verdict != ABSENT:
            raise _not_installed(mounting, installed, name)
    manager = _manager(mounting) or b"no package manager"
    raise Wrong("client-absent", b"%s has no %s on %s" % (manager, b" or ".join(names), mounting.system.distribution))


def _from_address(mounting: Mounting) -> Did:
    file = mounting.job.folder + (b"/client.deb" if _manager(mounting) == b"apt-get" else b"/client.rpm")
    fetch_checked(mounting, file)
    try:
        _fits_host(mounting, file)
        # apt's own user must be able to read it
        posix.chmod(file, 0o644)
        installed = _install(mounting, file)
    finally:
        remove_file(file)
    if installed.verdict == DONE:
        return _arrived(mounting, b"the given package")
    raise _not_installed(mounting, installed, b"the given package")


def _fits_host(mounting: Mounting, file: bytes) -> None:
    """Before anything is installed: what the package says of its architecture."""
    manager = _manager(mounting)
    if manager == b"apt-get":
        ran = run(30, [b"dpkg-deb", b"-f", file, b"Architecture"])
    else:
        ran = run(30, [b"rpm", b"-qp", b"--nosignature", b"--qf", b"%{ARCH}\\n", file])
    if not ran.ok:
        raise Wrong("client-not-for-host", b"not a package for %s: %s" % (manager, last_words(ran.said, 2)))
    says = ran.said.rpartition(b"\n")[2]
    takes = mounting.given.list(b"CLIENT_ARCHS")
    if says not in takes:
        raise Wrong("client-not-for-host", b"it is for %s, not %s" % (says, b" or ".join(takes)))


def _from_installer(mounting: Mounting) -> Did:
    file = mounting.job.folder + b"/installer.sh"
    fetch_checked(mounting, file)
    try:
        ran = run(INSTALL_SECONDS, [b"sh", file, b"--install"], mounting.job.log)
    finally:
        remove_file(file)
    if ran.ok:
        return _arrived(mounting, b"AWS's package")
    verdict = verdict_of(_manager(mounting), ran)
    if verdict in (FAILED, ABSENT):
        raise Wrong("installer-failed", b"exit %d: %s" % (ran.status, last_words(ran.said)))
    raise _not_installed(mounting, Installed(verdict, ran.said), b"installer")


def _plain_nfs(mounting: Mounting) -> Did:
    if mounting.client.nfs:
        return unchanged("plain NFS, not encrypted")
    name = mounting.given.text(b"CLIENT_PACKAGES")
    installed = _install(mounting, name)
    if installed.verdict != DONE:
        raise _not_installed(mounting, installed, name)
    mounting.client = read_client()
    if not mounting.client.nfs:
        raise Wrong("client-install-failed", name + b" brought no mount.nfs4")
    return changed(b"installed %s; plain NFS, not encrypted" % name)


def _arrived(mounting: Mounting, name: bytes) -> Did:
    mounting.client = read_client()
    if not mounting.client.efs:
        raise Wrong("client-install-failed", name + b" brought no mount.efs")
    return changed(b"installed %s %s" % (name, mounting.client.version))


CODES = {LOCKED: "package-lock", UNREACHABLE: "repository-unreachable", BROKEN: "packages-broken", NO_SPACE: "package-no-space"}


def _not_installed(mounting: Mounting, installed: Installed, what: bytes) -> Wrong:
    """Each verdict as the finding whose next step mends it."""
    words = last_words(installed.said, 5)
    code = CODES.get(installed.verdict, "client-install-failed")
    if installed.verdict == LOCKED:
        return Wrong(code, words or _manager(mounting) + b" is held by another program")
    if installed.verdict == NO_SPACE:
        return Wrong(code, b"%s: %s" % (what, words))
    if installed.verdict in CODES:
        return Wrong(code, words)
    return Wrong(code, b"%s, %s: %s" % (_manager(mounting) or b"no package manager", what, last_words(installed.said)))
