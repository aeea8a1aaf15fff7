"""What all tries of a look share: time, names, umasks, and that root looks at what was made and takes it away."""

from prism.core.clock import monotonic
from prism.core.limits import Refusal, TimedOut
from prism.core.text import octal
from prism.looks.host import Host
from prism.looks.spaces import Visit
from prism.looks.tried import Try
from prism.mounts.table import Mount
from prism.people.names import Names
from prism.volume.acting import Who, act
from prism.volume.hands import Hands
from prism.volume.said import Acted
from prism.volume.tree import on_volume, take

TYPE_CHECKING = False
if TYPE_CHECKING:
    from prism.volume.tree import Traces

PREFIX = b".prism-look-"
OUTSIDER = 64199
"""The highest uid that somebody outside the group may have."""
EACH = 20
ALL = 240
"""Seconds for one account, and for all of them: a server that is slow for one is so for the next."""


class Turn:
    """Somebody's turn: what they try, and what they say came of it."""

    __slots__ = ("who", "tries", "visits", "acted")

    def __init__(self, who: Who, acted: Acted, tries: "list[Try]", visits: "list[Visit] | tuple[()]" = ()) -> None:
        self.who = who
        self.acted = acted
        self.tries = tries
        self.visits = visits

    def made(self) -> "list[tuple[bytes, bytes]]":
        """What may be there of it."""
        made = [one.key for one in self.tries]
        return made + [visit.change.key for visit in self.visits if self.acted.late or self.acted.of(visit.change.what)[0] == b"done"]


class Tries:
    def __init__(self, host: Host, mount: Mount) -> None:
        self.host = host
        self.mount = mount
        self.names = Names()
        self.until = monotonic() + ALL

    def act(self, who: Who, tries: "list[Try]", visits: "list[Visit] | tuple[()]" = ()) -> Turn:
        """Lets somebody try all of that."""

        def work(hands: Hands) -> None:
            for one in tries:
                one.do(hands)
            for visit in visits:
                visit.do(hands)

        left = self.until - monotonic()
        late = Acted(b"not tried: those before took too long", late=True)
        return Turn(who, act(self.mount, who, min(EACH, left), work) if left > 0 else late, tries, visits)

    def take(self, turns: "list[Turn]") -> "Traces":
        """What of all that is there, as root sees it, in one look; it is removed, and root knows the names of its groups."""
        made = [key for turn in turns for key in turn.made()]
        try:
            traces, stay = on_volume(self.mount, 20 + len(turns), lambda root: take(root, made))
        except (TimedOut, OSError, Refusal):
            traces, stay = {}, made
        for turn in turns:
            mine = [key for key in turn.made() if key in stay]
            if mine:
                # where the server takes root for nobody, only who made it may remove it
                act(self.mount, turn.who, 20, lambda hands, mine=mine: _remove(hands, mine))
        self.names.learn([], [kept[2] for kept in traces.values() if kept is not None])
        return traces

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
