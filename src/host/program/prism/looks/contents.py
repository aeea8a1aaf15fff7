"""A sample of shared/: what the group cannot read and write there (rsync -a, scp -p and mv get past every umask)."""

from prism.core.clock import monotonic
from prism.core.limits import Refusal, or_else
from prism.core.stat import is_directory, is_regular
from prism.core.text import mode
from prism.looks.host import Host
from prism.mounts.table import Mount
from prism.volume.folder import Folder
from prism.volume.tree import at_root

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable, Tuple

    Found = Tuple[bytes, int, int]
    """Path below shared/, uid, st_mode."""
    Sample = Tuple[int, int, int, bytes, "list[Found]"]

ENTRIES = 2000
SECONDS = 8
DEEP = 64
SHOWN = 5
OURS = (b".prism-look-", b".prism-sharing-")


class Walk:
    """
    `protected`: what the group can read, and its owner may not write either, is so on purpose (git's objects, raw data). `reach`: all of shared/, a sample of it
    (there is more), or cut (the time was up, or something could not be read).
    """

    def __init__(self, gid: int, sticky: bool) -> None:
        self.gid = gid
        self.sticky = sticky
        self.looked = 0
        self.protected = 0
        self.found = 0
        self.shown: "list[Found]" = []
        self.reach = b"all"
        self.until = monotonic() + SECONDS

    def through(self, folder: Folder, path: bytes, depth: int) -> bool:
        """Depth first, in the order that the server has; False where the look is at its end."""
        try:
            names, whole = folder.names(ENTRIES + 10)
        except OSError:
            self.reach = b"cut"
            return True
        for name in names:
            if name.startswith(OURS) and path == b"":
                continue
            if monotonic() > self.until:
                self.reach = b"cut"
                return False
            if self.looked >= ENTRIES:
                self._more()
                return False
            if not self._entry(folder, name, path + name, depth):
                return False
        if not whole:
            self._more()
        return True

    def _more(self) -> None:
        """A look that was cut is no sample."""
        if self.reach == b"all":
            self.reach = b"sample"

    def _entry(self, folder: Folder, name: bytes, path: bytes, depth: int) -> bool:
        try:
            seen = folder.look(name)
        except Refusal:
            # removed meanwhile, or something else is mounted there
            return True
        except OSError:
            self.reach = b"cut"
            return True
        self.looked += 1
        self._judge(path, seen.st_uid, seen.st_gid, seen.st_mode)
        if not is_directory(seen.st_mode):
            return True
        if depth >= DEEP:
            self._more()
            return True
        try:
            inner = folder.enter(name)
        except (OSError, Refusal):
            return True
        try:
            # what is in a closed one is nobody's business
            return not inner.is_open(self.gid) or self.through(inner, path + b"/", depth + 1)
        finally:
            inner.close()

    def _judge(self, path: bytes, uid: int, gid: int, bits: int) -> None:
        if is_regular(bits):
            if (gid == self.gid and bits & 0o060 == 0o060) or bits & 0o006 == 0o006:
                return
        elif is_directory(bits):
            # without setgid, what is made in it falls to the maker's own group; sticky keeps the group from replacing a file
            if self.sticky or not bits & 0o1000:
                if (gid == self.gid and bits & 0o2030 == 0o2030) or bits & 0o003 == 0o003:
                    return
        else:
            return
        reads = 0o5 if is_directory(bits) else 0o4
        if not bits & 0o200 and (bits & reads == reads or (gid == self.gid and bits >> 3 & reads == reads)):
            self.protected += 1
            return
        self.found += 1
        if len(self.shown) < SHOWN:
            self.shown.append((path[:160], uid, bits))


def contents(host: Host, mount: Mount) -> "tuple[float, Callable[[], Sample]]":
    """To be asked, and in how many seconds."""
    gid = host.given.gid
    sticky = any(rule.path == b"shared" and rule.mode & 0o1000 for rule in host.given.rules)

    def sample(root: Folder) -> "Sample":
        walk = Walk(gid, sticky)
        shared = root.enter(b"shared")
        if not shared.is_open(gid):
            raise Refusal(b"shared is closed")
        walk.through(shared, b"", 0)
        return walk.looked, walk.found, walk.protected, walk.reach, walk.shown

    return SECONDS + 4, at_root(mount, sample)


def look_contents(host: Host, sample: "Callable[[], Sample]") -> None:
    told = or_else(sample, None)
    if told is None:
        return
    looked, found, protected, reach, shown = told
    host.records.add("unwritable", looked=looked, found=found, protected=protected, reach=reach)
    names = host.numbers
    names.learn([one[1] for one in shown], [])
    for path, uid, bits in shown:
        host.records.add("unwritable-file", path=path, owner=(names.users[uid] or b"%d" % uid)[:40], mode=mode(bits))
