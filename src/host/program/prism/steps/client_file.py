"""The client from an address: a package, or AWS's installer, of a known SHA-256."""

import posix

from prism.core.programs import run
from prism.core.replace import remove_file
from prism.core.steps import Did, Wrong
from prism.core.text import last_words
from prism.steps.fetch import fetch_checked
from prism.steps.installed import arrived, manager_of, not_installed, try_install
from prism.steps.mounting import Mounting
from prism.steps.package_words import ABSENT, DONE, FAILED, verdict_of
from prism.steps.packages import INSTALL_SECONDS, Installed


def from_address(mounting: Mounting) -> Did:
    file = mounting.job.folder + (b"/client.deb" if manager_of(mounting) == b"apt-get" else b"/client.rpm")
    fetch_checked(mounting, file)
    try:
        _fits_host(mounting, file)
        # apt's own user must be able to read it
        posix.chmod(file, 0o644)
        installed = try_install(mounting, file)
    finally:
        remove_file(file)
    if installed.verdict == DONE:
        return arrived(mounting, b"the given package")
    raise not_installed(mounting, installed, b"the given package")


def _fits_host(mounting: Mounting, file: bytes) -> None:
    """Before anything is installed: what the package says of its architecture."""
    manager = manager_of(mounting)
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


def from_installer(mounting: Mounting) -> Did:
    file = mounting.job.folder + b"/installer.sh"
    fetch_checked(mounting, file)
    try:
        ran = run(INSTALL_SECONDS, [b"sh", file, b"--install"], mounting.job.log)
    finally:
        remove_file(file)
    if ran.ok:
        return arrived(mounting, b"AWS's package")
    verdict = verdict_of(manager_of(mounting), ran)
    if verdict in (FAILED, ABSENT):
        raise Wrong("installer-failed", b"exit %d: %s" % (ran.status, last_words(ran.said)))
    raise not_installed(mounting, Installed(verdict, ran.said), b"installer")
