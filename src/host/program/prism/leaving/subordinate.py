"""The numbers that /etc/subuid gives a person for containers without root. A directory's people may have such numbers too: theirs is nothing of it."""

import pwd

from prism.core.files import read_file
from prism.core.limits import TimedOut, ask
from prism.core.text import number

FIRST = 100000
"""The distributions give none below; what reaches further down could be accounts of the host."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List, Optional, Set, Tuple

    Line = Tuple[bytes, int, int]
    """Whose, the first number, how many."""


def subordinate() -> "List[Line]":
    """Everybody's."""
    found: "list[Line]" = []
    for line in (read_file(b"/etc/subuid") or b"").split(b"\n"):
        words = line.split(b":")
        if len(words) == 3:
            first, count = number(words[1]), number(words[2])
            if first is not None and count is not None and first >= FIRST:
                found.append((words[0], first, count))
    return found


def subordinate_of(has: int, lines: "List[Line]", people: "list[tuple[bytes, int]]") -> "Optional[int]":
    """Whose number it is; None where it is nobody's of these, or somebody else's too."""
    names = {owner for owner, first, count in lines if first <= has < first + count}
    uids = {uid for name, uid in people if names & {name, b"%d" % uid}}
    theirs = all(any(owner in (name, b"%d" % uid) for name, uid in people) for owner in names)
    return uids.pop() if len(uids) == 1 and theirs else None


def whose_are(numbers: "list[int]") -> "Optional[Set[int]]":
    """Those that the name service knows an account by; None where it does not say."""

    def look() -> "list[int]":
        return [one for one in numbers if _is_known(one)]

    if not numbers:
        return set()
    try:
        return set(ask(10 + len(numbers) // 100, look))
    except (TimedOut, OSError):
        return None


def _is_known(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
        return True
    except KeyError:
        return False
