"""Prism's two lines for PAM: a condition that skips the other for everybody who is not in the group, and the umask. And whether they count."""

from prism.core.files import MOST, exists, read_file
from prism.core.replace import replace_file
from prism.core.steps import Wrong
from prism.core.text import mode, octal
from prism.looks.host import Host
from prism.people.membership import Membership
from prism.people.pam import Pam
from prism.people.pam_stack import pam_file
from prism.people.services import su_service

MARK = b"# Prism"


def pam_lines(host: Host, before: bytes, after: bytes = b"") -> bytes:
    """`before` and `after` are what stands so in each of the two."""
    return b"%s[success=ignore default=1] pam_succeed_if.so quiet user ingroup %s%s\n%soptional pam_umask.so umask=%s%s\n" % (
        before,
        host.given.group,
        after,
        before,
        host.given.text(b"UMASK"),
        after,
    )


def marked_lines(host: Host) -> bytes:
    return pam_lines(host, b"session     ", b" " + MARK)


def append_lines(host: Host, path: bytes) -> None:
    """At the end of a file, in the place of those that a Prism before has marked. Raises Wrong."""
    kept = [line for line in lines_in(path) if not line.endswith(MARK)]
    write_file(path, b"".join(line + b"\n" for line in kept) + marked_lines(host))


def has_lines(host: Host, path: bytes) -> bool:
    """As they are written now?"""
    return b"".join(line + b"\n" for line in lines_in(path) if line.endswith(MARK)) == marked_lines(host)


def lines_in(path: bytes) -> "list[bytes]":
    """None where there is no such file. Raises Wrong where what it holds cannot be read: nobody's stack is written anew from half of it."""
    text = read_file(path)
    if len(text or b"") >= MOST or (text is None and exists(path)):
        raise Wrong("step-failed", b"could not read " + path)
    text = text or b""
    lines = text.split(b"\n")
    return lines[:-1] if text.endswith(b"\n") or not text else lines


def settings_in(text: bytes) -> "list[bytes]":
    """What counts in a file, without our lines."""
    return [line for line in text.split(b"\n") if line.strip() and not line.strip().startswith(b"#") and not line.endswith(MARK)]


def write_file(path: bytes, content: bytes) -> None:
    """Raises Wrong, and then the file is as it was."""
    try:
        replace_file(path, 0o644, content)
    except OSError as error:
        if error.filename2 is not None:
            raise Wrong("step-failed", b"could not rename into %s" % error.filename2)
        raise Wrong("step-failed", b"could not write beside %s: %s" % (path, (error.strerror or "").encode()))


def uncovered(host: Host) -> bytes:
    """
    Whether the stacks of su, sshd and cron (those that exist), as they are now, give the enrolled accounts the wanted umask: empty, or whom
    they do not (account, service, umask).
    """
    names = host.given.list(b"ACCOUNTS")
    host.accounts.learn(names)
    accounts = [account for account in map(host.accounts.of, names) if account is not None]
    pam = Pam(Membership(host.given.group, host.given.gid, accounts))
    services = [service for service in (su_service(), b"sshd", b"cron", b"crond") if pam_file(service) is not None]
    pam.learn(services)
    wanted = octal(host.given.text(b"UMASK"))
    for account in accounts:
        for service in services:
            umask = pam.umask_of(service, account)
            if umask != wanted:
                return b"%s, %s, %s" % (account.name, service, b"" if umask is None else mode(umask))
    return b""
