"""Names of places at which something is mounted, so that of most folders nothing has to be asked. The kernel tells of every change since."""

import posix
from select import select

from prism.core.files import read_all
from prism.mounts.table import OWN, unescaped

MOST = 1 << 23


class Mounted:
    """What this process sees, from now on; has a descriptor of its own, which ends with the process."""

    def __init__(self) -> None:
        # what is mounted after this shows as a change, whatever of it is read
        self.held = posix.open(OWN, posix.O_RDONLY | posix.O_CLOEXEC)
        text = read_all(self.held, MOST)
        self.names = {unescaped(line.split(b" ", 5)[4]).rpartition(b"/")[2] for line in text.split(b"\n") if line.count(b" ") > 5}
        self.is_known = len(text) < MOST

    def may_be(self, name: bytes) -> bool:
        """Whether a folder of that name, which was opened before this is asked, may be another mount's."""
        if self.is_known and select([], [], [self.held], 0)[2]:
            self.is_known = False
        return not self.is_known or name in self.names
