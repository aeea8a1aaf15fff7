"""
A child that becomes one account after the other: all four uids and gids, and the groups. The kernel lets it go on to the next because it keeps two
rights alone, to change uids and gids, through each change. Its account of the moment may stop or end it, but neither read nor steer it: for that the
kernel asks for the rights that it has kept.
"""

import _signal
import posix
from _struct import pack
from select import select

from prism.core import limits, prctl
from prism.core.leave import leave
from prism.core.text import number
from prism.people.accounts import Account
from prism.people.namespaces import Kernel
from prism.volume.acting import MOST_WRITTEN, let_go

PR_SET_SECUREBITS = 28
NO_SETUID_FIXUP = 4
CAPABILITIES = 0x20080522
"""The third version of the kernel's own, in two halves."""
SETGID_SETUID = 1 << 6 | 1 << 7
LOSSES = 2


class Turns:
    """Begun when it is first needed, and again after one who ended it; not a third time."""

    def __init__(self, accounts: "list[Account]") -> None:
        self.accounts = accounts
        self.child = self.ask = self.told = 0
        self.lost = 0

    def take(self, n: int, seconds: float) -> int:
        """The child, which is that account until it takes another; 0 where it did not become it in time."""
        if not self.child and not self._begin():
            return 0
        try:
            posix.write(self.ask, b"%d\n" % n)
            if select([self.told], [], [], seconds)[0] and posix.read(self.told, 1) == b"r":
                return self.child
        except OSError:
            pass
        self.lost += 1
        self.end()
        return 0

    def end(self) -> None:
        if self.child:
            posix.close(self.ask)
            posix.close(self.told)
            limits.end_child(self.child)
            self.child = 0

    def _begin(self) -> bool:
        if prctl.kernel is None or limits.stuck >= 2 or self.lost >= LOSSES:
            return False
        asked, self.ask = posix.pipe()
        self.told, tell = posix.pipe()
        parent = posix.getpid()
        self.child = posix.fork()
        if self.child == 0:
            _serve(asked, tell, parent, self.accounts)
        posix.close(asked)
        posix.close(tell)
        return True


def _serve(asked: int, tell: int, parent: int, accounts: "list[Account]") -> None:
    """In the child: never returns. It says which it is when it is, until nobody asks any more."""
    try:
        posix.setpgid(0, 0)
        let_go(asked, tell)
        _keep_two_rights()
        while True:
            n = number(posix.read(asked, 16).rstrip(b"\n"))
            if n is None:
                return
            _become(accounts[n], parent)
            posix.write(tell, b"r")
    except OSError:
        posix.write(tell, b"e")
    finally:
        leave(0)


def _keep_two_rights() -> None:
    """Raises OSError where the kernel does not let it."""
    kernel, more = prctl.kernel, Kernel()
    if kernel is None:
        raise OSError(5, "the kernel cannot be asked")
    kernel.limit(MOST_WRITTEN)
    kernel.prctl(PR_SET_SECUREBITS, NO_SETUID_FIXUP)
    kept = pack("6I", SETGID_SETUID, SETGID_SETUID, 0, 0, 0, 0)
    if more.library.capset(pack("Ii", CAPABILITIES, 0), kept) != 0:
        raise OSError(more.errno(), "capset")


def _become(account: Account, parent: int) -> None:
    """Raises OSError where anything of it is not so."""
    kernel = prctl.kernel
    if kernel is None:
        raise OSError(5, "the kernel cannot be asked")
    posix.setgroups(list(account.groups))
    posix.setresgid(account.gid, account.gid, account.gid)
    posix.setresuid(account.uid, account.uid, account.uid)
    kernel.take_no_new_rights()
    kernel.end_with_parent(_signal.SIGKILL)
    if posix.getppid() != parent:
        raise OSError(5, "the parent ended")
