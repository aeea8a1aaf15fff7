"""What all tries of a look share: time, names, umasks, and that root looks at what was made and takes it away."""

from prism.core.clock import monotonic
from prism.core.limits import or_else
from prism.core.text import octal
from prism.looks.host import Host
from prism.looks.spaces import Visit
from prism.looks.tried import Try
from prism.mounts.table import Mount
from prism.volume.acting import Who, act, begin_to_act
from prism.volume.hands import Hands
from prism.volume.said import Acted
from prism.volume.tree import at_root, take

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable, Tuple

    from prism.volume.tree import Made, Traces

    Taken = Tuple[Traces, Made]

PREFIX = b".prism-look-"
OUTSIDER = 64199
"""The highest uid that somebody outside the group may have."""
EACH = 20
ALL = 240
"""Seconds for one account, and for all of them: a server that is slow for one is so for the next."""


class Turn:
    """Somebody's turn: what they try, and what they say came of it once they were heard."""

    __slots__ = ("who", "tries", "visits", "ended", "acted")

    def __init__(self, who: Who, ended: "Callable[[], Acted]", tries: "list[Try]", visits: "list[Visit] | tuple[()]") -> None:
        self.who = who
        self.ended = ended
        self.tries = tries
        self.visits = visits
        self.acted = Acted()

    def hear(self) -> None:
        self.acted = self.ended()

    def made(self) -> "list[tuple[bytes, bytes]]":
        """What may be there of it."""
        made = [one.key for one in self.tries]
        return made + [visit.change.key for visit in self.visits if self.acted.late or self.acted.of(visit.change.what)[0] == b"done"]


class Tries:
    def __init__(self, host: Host, mount: Mount) -> None:
        self.host = host
        self.mount = mount
        self.until = monotonic() + ALL
        self.unheard: "list[Turn]" = []
        self.traces: "Traces" = {}

    def act(self, who: Who, tries: "list[Try]", visits: "list[Visit] | tuple[()]" = ()) -> Turn:
        """Lets somebody try all of that, while whoever came before is heard: no more than two are at it."""

        def work(hands: Hands) -> None:
            for one in tries:
                one.do(hands)
            for visit in visits:
                visit.do(hands)

        left = self.until - monotonic()
        late = Acted(b"not tried: those before took too long", late=True)
        turn = Turn(who, begin_to_act(self.mount, who, min(EACH, left), work) if left > 0 else lambda: late, tries, visits)
        self._hear()
        self.unheard.append(turn)
        return turn

    def _hear(self) -> None:
        while self.unheard:
            self.unheard.pop().hear()

    def taking(self, turns: "list[Turn]") -> "tuple[float, Callable[[], Taken]]":
        """To be asked, and in how many seconds: what of all that is there, as root sees it; it is removed. In that child it is in `traces` then."""
        self._hear()
        made = [key for turn in turns for key in turn.made()]
        return 20 + len(turns), at_root(self.mount, lambda root: take(root, made, self.traces))

    def taken(self, turns: "list[Turn]", told: "Callable[[], Taken]") -> "Traces":
        """What was found."""
        self.traces, stay = or_else(told, ({}, [key for turn in turns for key in turn.made()]))
        for turn in turns:
            mine = [key for key in turn.made() if key in stay]
            if mine:
                # where the server takes root for nobody, only who made it may remove it
                act(self.mount, turn.who, 20, lambda hands, mine=mine: _remove(hands, mine))
        return self.traces

    def groups(self) -> "tuple[list[int], list[int]]":
        """The numbers of those that something has which was made."""
        return [], [kept[2] for kept in self.traces.values() if kept is not None]

    def umask_of(self, name: bytes) -> "tuple[int, bool]":
        """What a session of the account's has; where that is not known, what members get, and False."""
        measured = self.host.umasks.get(name)
        return (octal(self.host.given.text(b"UMASK")) or 0o002, False) if measured is None else (measured, True)


def _remove(hands: Hands, stay: "list[tuple[bytes, bytes]]") -> None:
    for path, name in stay:
        try:
            hands.remove(path, name)
        except OSError:
            pass
