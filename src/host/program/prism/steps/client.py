"""The client step: what is there, else the one way that was chosen. Which way that is, TypeScript decided."""

from prism.core.steps import Did, Wrong, changed, unchanged
from prism.mounts.client import read_client
from prism.steps.client_file import from_address, from_installer
from prism.steps.installed import arrived, manager_of, not_installed, try_install
from prism.steps.mounting import Mounting
from prism.steps.package_words import ABSENT, DONE


def step_client(mounting: Mounting) -> Did:
    did = _client(mounting)
    if did.status == "changed":
        # packages bring groups of their own
        mounting.accounts.forget_groups()
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
        return from_address(mounting)
    if way == b"installer":
        return from_installer(mounting)
    if way == b"plain-nfs":
        return _plain_nfs(mounting)
    if way == b"distributor":
        raise Wrong("distributor-failed", "SSM Distributor reported success, and there is no mount.efs")
    raise Wrong("client-absent", "mount.efs is gone since the look")


def _from_repositories(mounting: Mounting) -> Did:
    names = mounting.given.list(b"CLIENT_PACKAGES")
    for name in names:
        installed = try_install(mounting, name)
        if installed.verdict == DONE:
            return arrived(mounting, name)
        if installed.verdict != ABSENT:
            raise not_installed(mounting, installed, name)
    manager = manager_of(mounting) or b"no package manager"
    raise Wrong("client-absent", b"%s has no %s on %s" % (manager, b" or ".join(names), mounting.system.distribution))


def _plain_nfs(mounting: Mounting) -> Did:
    if mounting.client.nfs:
        return unchanged("plain NFS, not encrypted")
    name = mounting.given.text(b"CLIENT_PACKAGES")
    installed = try_install(mounting, name)
    if installed.verdict != DONE:
        raise not_installed(mounting, installed, name)
    mounting.client = read_client()
    if not mounting.client.nfs:
        raise Wrong("client-install-failed", name + b" brought no mount.nfs4")
    return changed(b"installed %s; plain NFS, not encrypted" % name)
