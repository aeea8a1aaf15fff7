"""Names of numbers, as this host's name service tells them: only for people to read, nothing is decided by them."""

import grp
import pwd

from prism.core.limits import TimedOut, ask

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable, Tuple

    Told = Tuple["list[bytes | None]", "list[bytes | None]"]

SECONDS = 10


class Names:
    """Each number is asked for once; None where nobody has it, or the name service did not say."""

    def __init__(self) -> None:
        self.users: "dict[int, bytes | None]" = {}
        self.groups: "dict[int, bytes | None]" = {}

    def learn(self, uids: "list[int]", gids: "list[int]") -> None:
        """Asks for all of them at once."""
        users = [uid for uid in sorted(set(uids)) if uid not in self.users]
        groups = [gid for gid in sorted(set(gids)) if gid not in self.groups]
        if not users and not groups:
            return

        def look() -> "Told":
            return [_name(lambda: pwd.getpwuid(uid).pw_name) for uid in users], [_name(lambda: grp.getgrgid(gid).gr_name) for gid in groups]

        try:
            told = ask(SECONDS, look)
        except (TimedOut, OSError):
            told = [None] * len(users), [None] * len(groups)
        self.users.update(zip(users, told[0]))
        self.groups.update(zip(groups, told[1]))

    def user(self, uid: int) -> "bytes | None":
        self.learn([uid], [])
        return self.users[uid]

    def group(self, gid: int) -> "bytes | None":
        self.learn([], [gid])
        return self.groups[gid]


def _name(find: "Callable[[], str]") -> "bytes | None":
    try:
        return find().encode("utf-8", "surrogateescape")
    except (KeyError, OverflowError):
        return None
