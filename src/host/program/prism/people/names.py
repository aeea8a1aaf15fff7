"""Names of numbers, as this host's name service tells them: only for people to read, nothing is decided by them."""

import grp
import pwd

from prism.core.limits import ask_each, or_else

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable, Dict, List, Optional, Tuple

    Numbers = Tuple[List[int], List[int]]
    """Of accounts and of groups."""
    Told = Tuple[Dict[int, Optional[bytes]], Dict[int, Optional[bytes]]]

SECONDS = 10


class Names:
    """Each number is asked for once; None where nobody has it, or the name service did not say."""

    def __init__(self) -> None:
        self.users: "dict[int, bytes | None]" = {}
        self.groups: "dict[int, bytes | None]" = {}

    def asking(self, numbers: "Callable[[], Numbers]") -> "tuple[float, Callable[[], Told]]":
        """To be asked, and in how many seconds; of numbers that the child itself may have found only then."""

        def look() -> "Told":
            uids, gids = numbers()
            return (
                {uid: _name(lambda: pwd.getpwuid(uid).pw_name) for uid in set(uids) if uid not in self.users},
                {gid: _name(lambda: grp.getgrgid(gid).gr_name) for gid in set(gids) if gid not in self.groups},
            )

        return SECONDS, look

    def hear(self, answer: "Callable[[], Told]") -> None:
        nothing: "Told" = ({}, {})
        users, groups = or_else(answer, nothing)
        self.users.update(users)
        self.groups.update(groups)

    def learn(self, uids: "list[int]", gids: "list[int]") -> None:
        """Asks for those that are not known, all at once."""
        if not all(uid in self.users for uid in uids) or not all(gid in self.groups for gid in gids):
            self.hear(ask_each([self.asking(lambda: (uids, gids))])[0])
        for uid in uids:
            self.users.setdefault(uid, None)
        for gid in gids:
            self.groups.setdefault(gid, None)

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
