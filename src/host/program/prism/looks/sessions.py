"""Sessions of accounts, opened to measure their umask: `su -`, and what sshd would begin, once for a login and once for a command."""

from prism.core.programs import ENVIRONMENT, find_program
from prism.looks.host import Host
from prism.people.accounts import Account
from prism.people.measuring import measure
from prism.people.membership import Membership
from prism.people.open_session import Program
from prism.people.pam import BEFORE, Pam
from prism.people.services import read_services
from prism.people.session import Wanted

COMMAND = (b"bash", b"zsh")
"""Shells that read start files for a command by ssh too."""
LOGIN = (b"bash", b"zsh", b"sh", b"dash", b"ksh", b"fish")


def measure_logins(host: Host) -> None:
    """In host.umasks what `su -` gives each account that is there; None: it could not be measured."""
    _measure(host, by_ssh=False)


def measure_umasks(host: Host) -> None:
    """The same, and in host.sessions what ssh does too."""
    _measure(host, by_ssh=True)


def _measure(host: Host, by_ssh: bool) -> None:
    host.accounts.learn(host.names)
    accounts = [account for account in map(host.accounts.of, host.names) if account is not None]
    su, sleep = find_program(b"su"), find_program(b"sleep")
    asked: "list[tuple[bytes, bytes]]" = []
    sessions: "list[tuple[Program, Wanted]]" = []
    if sleep is not None:
        for account in accounts if su is not None else []:
            asked.append((account.name, b"su-login"))
            sessions.append(_su(Program(sleep), su or b"", account))
        for account, kind, umask in _by_ssh(host, accounts) if by_ssh else []:
            asked.append((account.name, kind))
            sessions.append(_ssh(Program(sleep), account, kind, umask))
    for (name, kind), umask in zip(asked, measure(sessions)):
        host.sessions[name, kind] = umask
    for account in accounts:
        host.umasks[account.name] = host.sessions.setdefault((account.name, b"su-login"), None)


def _by_ssh(host: Host, accounts: "list[Account]") -> "list[tuple[Account, bytes, int]]":
    """The sessions by ssh in which start files count, each with the umask that it begins with; where that is not known, neither is the end."""
    services = read_services()
    if not services.ssh:
        return []
    pam = Pam(Membership(host.given.group, host.given.gid, accounts))
    found: "list[tuple[Account, bytes, int]]" = []
    for account in accounts:
        umask = pam.umask_of(b"sshd", account) if services.ssh_pam else BEFORE
        shell = account.shell.rpartition(b"/")[2]
        if umask is not None and account.shell.startswith(b"/"):
            found.extend((account, kind, umask) for kind, shells in ((b"ssh-command", COMMAND), (b"ssh-login", LOGIN)) if shell in shells)
    return found


def _su(program: Program, su: bytes, account: Account) -> "tuple[Program, Wanted]":
    wanted = Wanted(account.uid, [su, b"-", account.name, b"-c", program.command], ENVIRONMENT, BEFORE)
    # a start file may become another shell, which reads this
    wanted.text = b"\n%s\n" % program.command
    return program, wanted


def _ssh(program: Program, account: Account, kind: bytes, umask: int) -> "tuple[Program, Wanted]":
    environment = {
        b"HOME": account.home,
        b"USER": account.name,
        b"LOGNAME": account.name,
        b"SHELL": account.shell,
        b"PATH": ENVIRONMENT[b"PATH"],
        b"TERM": b"xterm",
        b"SSH_CLIENT": b"127.0.0.1 9 22",
        b"SSH_CONNECTION": b"127.0.0.1 9 127.0.0.1 22",
    }
    # a login is interactive, so that ~/.bashrc counts; it is told by its standard input, because a start file may become another shell
    words = [account.shell, b"-l", b"-i"] if kind == b"ssh-login" else [account.shell, b"-c", program.command]
    wanted = Wanted(account.uid, words, environment, umask)
    wanted.uid, wanted.gid, wanted.groups, wanted.home = account.uid, account.gid, account.groups, account.home
    wanted.text = b"\n%s\n" % program.command
    wanted.socket = kind == b"ssh-command"
    return program, wanted
