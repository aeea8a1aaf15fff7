"""The sharing test on this instance: on which mount, where its files are, who takes part, as whom they act."""

import posix

from prism.core import prctl
from prism.core.clock import monotonic
from prism.core.limits import Refusal, TimedOut
from prism.core.steps import Wrong
from prism.looks.host import Host
from prism.looks.zone import look_zone
from prism.mounts.identify import read_mounts
from prism.mounts.table import Mount, top_at
from prism.sharing.identity import Identity
from prism.volume.acting import Who
from prism.volume.folder import Folder
from prism.volume.tree import on_volume

ANY = b".prism-sharing-"
MEMBERS = 0o002
EACH = 60
ALL = 90
"""Seconds for one reader, and for all of them; the job has 120."""


class Trial:
    """
    `path` is the folder that holds the files: one of the test's own, `.prism-sharing-TOKEN`, or, where `open`, the folder itself, in which
    the files begin with `.prism-sharing-TOKEN.`. A file is called INSTANCE.ACCOUNT after its writer.
    """

    def __init__(self, host: Host, mount: Mount, own: bytes) -> None:
        given = host.given
        self.host = host
        self.mount = mount
        self.own = own
        self.folder = given.text(b"FOLDER")
        self.base = ANY + given.text(b"TOKEN")
        self.open = given.flag(b"OPEN")
        self.path = self.folder if self.open else self.base if self.folder == b"." else self.folder + b"/" + self.base
        self.everybody = [Identity(text, own) for text in given.list(b"IDENTITIES")]
        self.mine = [one for one in self.everybody if one.instance == own]
        self.until = monotonic() + ALL

    @property
    def place(self) -> bytes:
        """Where that is, for people."""
        return self.mount.place + b"/" + self.path

    def file(self, name: bytes) -> bytes:
        return self.base + b"." + name if self.open else name

    def seconds(self) -> float:
        """What is left for the next one; none where it is not positive."""
        return min(EACH, self.until - monotonic())

    def who(self, identity: Identity) -> "Who | None":
        """As whom it acts; a temporary one is a uid in the shared group alone. None where there is no such account."""
        if identity.temporary:
            return Who(identity.uid, self.host.given.gid, (), MEMBERS)
        account = self.host.accounts.of(identity.account)
        if account is None:
            return None
        umask = self.host.umasks.get(identity.account)
        return Who(account.uid, account.gid, account.groups, MEMBERS if umask is None else umask)

    def knows_umask(self, identity: Identity) -> bool:
        return identity.temporary or self.host.umasks.get(identity.account) is not None


def begin(host: Host) -> Trial:
    """Raises Wrong where nobody can act on this instance, or it does not know itself, or has not this volume there."""
    if prctl.kernel is None:
        raise Wrong("python-incomplete", "nobody can act as an account: Python has no ctypes or no resource")
    own = host.given.text(b"INSTANCE") or posix.environ.get(b"AWS_SSM_INSTANCE_ID", b"")
    if not own:
        # one parameter set for many instances: the agent tells, else instance metadata
        look_zone(host)
        own = host.instance
    if not own:
        raise Wrong("step-failed", "this instance could not tell its own id")
    return Trial(host, right_volume(host), own)


def right_volume(host: Host) -> Mount:
    place = host.given.mount_point
    top = top_at(read_mounts(host.given), place)
    if top is None:
        raise Wrong("not-mounted", b"nothing is mounted at " + place)
    if top.fs != host.given.file_system:
        raise Wrong("mount-wrong", b"%s is mounted at %s" % (top.fs or top.source, place))
    try:
        # statfs goes to the server; a cached stat need not
        on_volume(top, 5, lambda root: _ask_server(root))
    except (Refusal, FileNotFoundError, NotADirectoryError):
        raise Wrong("mount-hidden", place + b" leads to something else than what is mounted there")
    except (TimedOut, OSError):
        raise Wrong("mount-hung", place + b" does not answer")
    return top


def _ask_server(root: Folder) -> None:
    posix.statvfs(b"/proc/self/fd/%d" % root.held)
