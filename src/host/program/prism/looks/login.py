"""The instance's login user: cloud-init's default user, then uid 1000, then the names that images are known to use. Never root."""

from prism.core.files import listed, read_file
from prism.looks.host import Host
from prism.people.accounts import account_with
from prism.people.cloud_config import default_user

KNOWN = (b"ubuntu", b"rocky", b"ec2-user", b"admin", b"debian", b"centos", b"almalinux", b"fedora", b"cloud-user", b"opc")
NAMED = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789._-")
MAIN = b"/etc/cloud/cloud.cfg"
MORE = b"/etc/cloud/cloud.cfg.d"


def look_login(host: Host) -> None:
    name, how = find_login(host)
    if how:
        host.login = name
        host.records.add("login", user=name, how=how)


def find_login(host: Host) -> "tuple[bytes, str]":
    name = cloud_user()
    # with all that is looked at anyway
    host.accounts.learn(host.names + [name] * named_well(name), host.given.wanted_groups)
    if usable(host, name):
        return name, "cloud-init"
    first = account_with(1000)
    if first is not None and usable(host, first.name):
        return first.name, "uid-1000"
    host.accounts.learn(list(KNOWN))
    for name in KNOWN:
        if usable(host, name):
            return name, "known-name"
    return b"", ""


def cloud_user() -> bytes:
    """A later file in cloud.cfg.d wins, as cloud-init merges them."""
    name = b""
    for path in [MAIN] + [MORE + b"/" + one for one in listed(MORE) if one.endswith(b".cfg") and not one.startswith(b".")]:
        name = default_user(read_file(path) or b"") or name
    return name


def named_well(name: bytes) -> bool:
    return name not in (b"", b"root") and not name.startswith(b".") and NAMED.issuperset(name)


def usable(host: Host, name: bytes) -> bool:
    account = host.accounts.of(name) if named_well(name) else None
    return account is not None and account.uid != 0
