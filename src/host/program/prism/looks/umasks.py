"""
The umask by account and kind of session. What was opened is told as measured; cron is read from its PAM stack, because it begins by the minute;
where there is no such way in, it is absent.
"""

from prism.core.text import mode
from prism.looks.host import Host
from prism.people.accounts import Account
from prism.people.membership import Membership
from prism.people.pam import BEFORE, Pam
from prism.people.services import Services, read_services
from prism.people.session_manager import agent_umask


def look_umasks(host: Host) -> None:
    host.accounts.learn(host.names)
    accounts = [account for account in map(host.accounts.of, host.names) if account is not None]
    if not accounts:
        return
    services = read_services()
    pam = Pam(Membership(host.given.group, host.given.gid, accounts))
    pam.learn([services.su] + ([b"sshd"] if services.ssh_pam else []) + ([services.cron] if services.cron else []))
    agent, by_agent = agent_umask()
    for account in accounts:
        by_su = pam.umask_of(services.su, account)
        if account.name not in host.umasks:
            _read(host, account, "su-login", by_su)
        elif host.umasks[account.name] is None:
            host.records.add("umask", account=account.name, session="su-login", how="measured")
        else:
            host.records.add("umask", account=account.name, session="su-login", how="measured", umask=_words(host.umasks[account.name]))
        _look_ssh(host, account, services, pam, by_su)
        if services.cron:
            _read(host, account, "cron", pam.umask_of(services.cron, account))
        else:
            _absent(host, account, "cron")
        if agent:
            _read(host, account, "session-manager", by_agent)
        else:
            _absent(host, account, "session-manager")


def _look_ssh(host: Host, account: Account, services: Services, pam: Pam, by_su: "int | None") -> None:
    if not services.ssh:
        _absent(host, account, "ssh-command")
        _absent(host, account, "ssh-login")
        return
    umask = pam.umask_of(b"sshd", account) if services.ssh_pam else BEFORE
    _read(host, account, "ssh-command", host.sessions.get((account.name, b"ssh-command"), umask))
    if (account.name, b"ssh-login") in host.sessions:
        umask = host.sessions[account.name, b"ssh-login"]
    elif umask is not None:
        # a shell that is not asked: what `su -` showed against its own PAM stack is the profiles' doing, and a login reads them too
        shown = host.umasks.get(account.name)
        if shown is not None and shown != by_su:
            umask = shown
    _read(host, account, "ssh-login", umask)


def _read(host: Host, account: Account, session: str, umask: "int | None") -> None:
    host.records.add("umask", account=account.name, session=session, how="read", umask=_words(umask))


def _absent(host: Host, account: Account, session: str) -> None:
    host.records.add("umask", account=account.name, session=session, how="absent")


def _words(umask: "int | None") -> bytes:
    return b"" if umask is None else mode(umask)
