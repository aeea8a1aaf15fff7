"""
The umask by account and kind of session. A session that was opened is told as measured, and so is one of Session Manager's that somebody has
open; the rest is read from the host's files (cron begins by the minute, so it is never opened); where there is no such way in, it is absent.
"""

from prism.core import prctl
from prism.core.text import mode
from prism.looks.host import Host
from prism.people.accounts import Account
from prism.people.membership import Membership
from prism.people.pam import BEFORE, Pam
from prism.people.services import read_services
from prism.people.session_manager import read_agent


def look_umasks(host: Host) -> None:
    host.accounts.learn(host.names)
    accounts = [account for account in map(host.accounts.of, host.names) if account is not None]
    if not accounts:
        return
    services = read_services()
    pam = Pam(Membership(host.given.group, host.given.gid, accounts))
    pam.learn([services.su] + ([b"sshd"] if services.ssh_pam else []) + ([services.cron] if services.cron else []))
    agent = read_agent()
    for account in accounts:
        by_su = pam.umask_of(services.su, account)
        _tell(host, account, b"su-login", by_su)
        if services.ssh:
            umask = pam.umask_of(b"sshd", account) if services.ssh_pam else BEFORE
            _tell(host, account, b"ssh-command", umask)
            # a shell that is not asked: what `su -` showed against its own PAM stack is the profiles' doing, and a login reads them too
            shown = host.umasks.get(account.name)
            _tell(host, account, b"ssh-login", umask if umask is None or shown in (None, by_su) else shown)
        else:
            _add(host, account, b"ssh-command", b"absent")
            _add(host, account, b"ssh-login", b"absent")
        if services.cron:
            _tell(host, account, b"cron", pam.umask_of(services.cron, account))
        else:
            _add(host, account, b"cron", b"absent")
        if agent is None:
            _add(host, account, b"session-manager", b"absent")
            continue
        _tell(host, account, b"session-manager", agent.umask)
        for umask in sorted(agent.sessions.get(account.uid, ())):
            _add(host, account, b"session-manager", b"measured", umask=mode(umask))


def _tell(host: Host, account: Account, session: bytes, read: "int | None") -> None:
    """What was measured, where such a session was opened; else what was read."""
    key = (account.name, session)
    measured = key in host.sessions
    umask = host.sessions[key] if measured else read
    if umask is not None:
        _add(host, account, session, b"measured" if measured else b"read", umask=mode(umask))
    elif measured and prctl.kernel is None:
        _add(host, account, session, b"measured", why=b"python-incomplete")
    else:
        _add(host, account, session, b"measured" if measured else b"read")


def _add(host: Host, account: Account, session: bytes, how: bytes, **more: bytes) -> None:
    host.records.add("umask", account=account.name, session=session, how=how, **more)
