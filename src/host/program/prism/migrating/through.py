"""One walk: what is counted, and what is changed on the way. In a child of the job, as the server may hang."""

import posix
from binascii import unhexlify

from prism.core.parameters import Parameters
from prism.migrating.changing import Changer
from prism.migrating.links import Links
from prism.migrating.rule import Rule
from prism.migrating.tally import Tally
from prism.migrating.undo_list import Header, open_list, undoing
from prism.migrating.walk import Found, Walk
from prism.volume.folder import Folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from prism.migrating.tally import Told


def through(given: Parameters, header: Header, root: Folder, until: float, parent: int) -> "Told":
    """`parent`: the job; without it nothing more is changed. Raises OSError, Refusal where the folder is none of the volume's."""
    folder = root.walk(header.under)
    changes, undo, identifier = given.text(b"DO") == b"move", given.flag(b"UNDO"), given.text(b"ID")
    rule = undoing(identifier, header) if undo else Rule(header.uid, header.gid, header.to_uid, header.to_gid)
    after = unhexlify(given.text(b"AFTER"))
    walk = Walk(folder, given.gid, given.number(b"ENTRIES"), until, after)
    tally = Tally(walk.open)
    changer = Changer(rule, tally, open_list(identifier, header) if changes and not undo else None, parent)
    # the walk closes its own
    top = Folder(posix.dup(folder.held), folder.device, folder.mount, b".")
    links = Links(rule, tally, changer if changes else None)

    def see(found: Found) -> None:
        why = rule.judge(found.seen, found.path)
        if why == b"linked":
            links.take(found)
        elif why == b"move" and changes:
            changer.take(found)
        else:
            tally.add(found, why)

    if header.itself and not after:
        see(Found(folder.held, folder.stat(), b".", True))
    for found in walk.entries():
        see(found)
    changer.flush()
    links.settle(top, not after and walk.finished and not walk.unseen)
    top.close()
    return tally.told(walk)
