"""
Trying as an account: a child of this program that gives root up and never starts another program, so that no profile, shell, password or
su of the account's has a say. A change of uid makes it a process that its account may stop or end, but not read or steer. Nobody
believes it for that: what it says is parsed, and what it made is looked at by root.
"""

import _signal
import posix
from select import select

from prism.core import limits, prctl
from prism.core.clock import monotonic
from prism.core.leave import leave
from prism.core.limits import Refusal
from prism.core.stat import device_words
from prism.mounts.table import Mount
from prism.volume.hands import Hands, verdict
from prism.volume.opened import open_volume
from prism.volume.said import Acted, hear

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable

MOST_WRITTEN = 1 << 20


class Who:
    """As whom: numbers alone, and the umask with which files are made."""

    __slots__ = ("uid", "gid", "groups", "umask")

    def __init__(self, uid: int, gid: int, groups: "tuple[int, ...]", umask: int) -> None:
        self.uid = uid
        self.gid = gid
        self.groups = groups
        self.umask = umask


def act(mount: Mount, who: Who, seconds: float, work: "Callable[[Hands], None]") -> Acted:
    """Lets somebody do something on what is mounted there, and hears what came of it. Never raises for what happens in the child."""
    return begin_to_act(mount, who, seconds, work)()


def begin_to_act(mount: Mount, who: Who, seconds: float, work: "Callable[[Hands], None]") -> "Callable[[], Acted]":
    """Begins it; the answer is to be called once, and hears what came of it."""
    if prctl.kernel is None:
        return lambda: Acted(b"python-incomplete")
    if limits.stuck >= 2:
        return lambda: Acted(b"not tried: two tries before this one hang", late=True)
    mine, its = posix.pipe()
    parent = posix.getpid()
    child = posix.fork()
    if child == 0:
        _be(its, parent, mount, who, work)
    posix.close(its)
    until = monotonic() + seconds

    def ended() -> Acted:
        acted = hear(mine, until)
        posix.close(mine)
        if acted.late or not _ended(child):
            limits.end_child(child)
        return acted

    return ended


def _ended(child: int) -> bool:
    """Takes its end, which comes at once where it said all; a child that its account has stopped keeps nobody."""
    until = monotonic() + 1
    pause = 0.0005
    while monotonic() < until:
        if posix.waitpid(child, posix.WNOHANG)[0]:
            return True
        select([], [], [], pause)
        pause = min(pause * 2, 0.05)
    return False


def _be(to: int, parent: int, mount: Mount, who: Who, work: "Callable[[Hands], None]") -> None:
    """In the child: never returns."""
    try:
        posix.setpgid(0, 0)
        let_go(to)
        try:
            hands = Hands(to, open_volume(mount.place, mount.device))
        except Refusal as refusal:
            posix.write(to, b"way error %s\n" % refusal.words)
            return
        try:
            posix.umask(who.umask)
            give_up_root(who, parent)
            # people come by path: each folder above the mount point has to let them through
            found = posix.stat(mount.place)
            if device_words(found.st_dev) != mount.device or found.st_ino != hands.root.stat().st_ino:
                hands.say(b"way", b"error", b"the mount point leads elsewhere")
                return
        except OSError as error:
            hands.say(b"way", *verdict(error))
            return
        work(hands)
        hands.say(b"way", b"done")
    except OSError as error:
        posix.write(to, b"way %s %s\n" % verdict(error))
    finally:
        leave(0)


def let_go(*but: int) -> None:
    """Every descriptor of ours but those: the lock would live on in an orphan, and while its output is held SSM waits for it."""
    for name in posix.listdir(b"/proc/self/fd"):
        descriptor = int(name)
        if descriptor > 2 and descriptor not in but:
            try:
                posix.close(descriptor)
            except OSError:
                # the one that listed
                pass
    nothing = posix.open(b"/dev/null", posix.O_RDWR)
    for descriptor in (0, 1, 2):
        posix.dup2(nothing, descriptor)
    posix.close(nothing)
    for signal in (_signal.SIGINT, _signal.SIGTERM, _signal.SIGHUP):
        _signal.signal(signal, _signal.SIG_DFL)


def give_up_root(who: Who, parent: int) -> None:
    """Raises OSError where anything of it is not so."""
    posix.setgroups(list(who.groups))
    posix.setresgid(who.gid, who.gid, who.gid)
    posix.setresuid(who.uid, who.uid, who.uid)
    if posix.getresuid() != (who.uid,) * 3 or posix.getresgid() != (who.gid,) * 3:
        raise OSError(5, "the kernel did not change the uid")
    kernel = prctl.kernel
    if kernel is None:
        raise OSError(5, "the kernel cannot be asked")
    kernel.take_no_new_rights()
    kernel.limit(MOST_WRITTEN)
    kernel.end_with_parent(_signal.SIGKILL)
    if posix.getppid() != parent:
        raise OSError(5, "the parent ended")
