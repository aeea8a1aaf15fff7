"""
Owners changed by the descriptors that were looked at, some at a time: first what they were is on the host's disk, then each is looked at once
more, changed, and looked at again. The kernel follows no link in /proc/self/fd of an O_PATH descriptor: a symbolic link itself is changed.
"""

import posix

from prism.core.files import write_all
from prism.core.leave import leave
from prism.core.stat import is_directory, is_regular
from prism.migrating.rule import SET_ID, Rule
from prism.migrating.tally import Tally
from prism.migrating.undo_list import entry
from prism.migrating.walk import Found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List, Optional

TOGETHER = 128


class Changer:
    """`undo`: the list to add to; None: what is taken back is in one already. `parent`: without it nothing more is changed."""

    def __init__(self, rule: Rule, tally: Tally, undo: "Optional[int]", parent: int) -> None:
        self.rule = rule
        self.tally = tally
        self.undo = undo
        self.parent = parent
        self.waiting: "List[Found]" = []

    def take(self, found: Found) -> None:
        # the walk closes its own
        self.waiting.append(Found(posix.dup(found.held), found.seen, found.path, found.told))
        if len(self.waiting) >= TOGETHER:
            self.flush()

    def flush(self) -> None:
        if not self.waiting:
            return
        if posix.getppid() != self.parent:
            # the job was ended: whoever comes next has the lock
            leave(0)
        self._write(self.waiting)
        for found in self.waiting:
            self.tally.add(found, self._change(found))
            posix.close(found.held)
        self.waiting = []

    def change(self, found: Found) -> bytes:
        """A file of several names, all of which were seen: moved, or why not."""
        if posix.getppid() != self.parent:
            leave(0)
        self._write([found])
        return self._change(found)

    def _write(self, those: "List[Found]") -> None:
        if self.undo is not None:
            write_all(self.undo, b"".join(entry(found.seen, found.path) for found in those))
            posix.fsync(self.undo)

    def _change(self, found: Found) -> bytes:
        """moved, or why not."""
        rule, seen = self.rule, posix.fstat(found.held)
        # with another name since it was looked at, it may be somebody else's too
        linked = not is_directory(seen.st_mode) and seen.st_nlink > found.seen.st_nlink
        if (
            linked
            or seen.st_uid != rule.uid
            or rule.alone(seen, found.path) != b"move"
            or (seen.st_gid != found.seen.st_gid and self.undo is not None)
        ):
            return b"changed"
        here = b"/proc/self/fd/%d" % found.held
        try:
            posix.chown(here, rule.to_uid, rule.group(seen))
            after = posix.fstat(found.held)
            if is_regular(after.st_mode) and after.st_mode & SET_ID:
                # it was set meanwhile, and the server did not clear it with the owner
                posix.chmod(here, after.st_mode & 0o1777)
        except OSError:
            return b"refused"
        return b"moved" if after.st_uid == rule.to_uid else b"refused"
