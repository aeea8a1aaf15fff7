"""
By cover, where all pairs would be too many: every writer's file is tried on every instance by one reader of it, of another uid where there
is one. The writers are those whose files root finds; where that would be too many as well (NEXT), those of so many instances that follow this
one in the list, which begins again at its end. They are taken in the order of their names, beginning behind this instance's own id, so
that the instances do not all begin with the same file; the k-th goes to the reader at position k modulo their number, or the next after that one
who is not the writer and has another uid (of equal uids only where there is no other).

Told in one record a reader, or several where it gets long:
    sharing-cover reader=IDENTITY cells=INSTANCE=ACCOUNT:UID:RA[:SAW],.../INSTANCE=... detail=WORDS
UID owns the file, R and A are what reading and appending came to (d done, r refused, m missing, t timeout, e error), SAW are the first
twelve digits of the SHA-256 of the line that was read, where reading was done; detail is why, for the first cell that is not done.
At the end: sharing-covered writers=COUNT complete=0|1 (0: there are more files than are looked at).
"""

from prism.core.limits import Refusal, TimedOut
from prism.core.stat import is_regular
from prism.core.steps import Wrong
from prism.sharing.cell import Cell, Target
from prism.sharing.exchange import exchange
from prism.sharing.identity import Identity
from prism.sharing.trial import Trial
from prism.volume.folder import Folder
from prism.volume.tree import on_volume

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Tuple

    Files = Tuple["list[Tuple[bytes, int]]", bool]

MOST = 1000
LISTED = 10000
LONG = 11000
LETTERS = {b"done": b"d", b"refused": b"r", b"missing": b"m", b"timeout": b"t"}
HEX = frozenset(b"0123456789abcdef")
ACCOUNT = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789._-")


def cover(trial: Trial) -> int:
    """Tries, records, and answers how many cells that were. Raises Wrong."""
    following = trial.host.given.number(b"NEXT")
    files, whole = (following_of(trial.everybody, trial.own, following), True) if following else _found(trial)
    parts = parts_of(trial.mine, trial.own, files)
    tried = 0
    for reader in trial.mine:
        cells = exchange(trial, reader, [Target(name, uid) for name, uid in parts[reader.name]])
        _record(trial, reader, cells)
        tried += len(cells)
    trial.host.records.add("sharing-covered", writers=len(files), complete=whole)
    return tried


def following_of(everybody: "list[Identity]", own: bytes, count: int) -> "list[Tuple[bytes, int]]":
    """The files of the instances that follow this one in the list; it leads from the last to the first again."""
    order: "list[bytes]" = []
    for one in everybody:
        if one.instance not in order:
            order.append(one.instance)
    at = order.index(own) + 1 if own in order else 0
    wanted = (order[at:] + order)[:count]
    return [(one.name, one.uid) for one in everybody if one.instance in wanted and one.instance != own and not one.read_only]


def _found(trial: Trial) -> "Files":
    try:
        return on_volume(trial.mount, 30, lambda root: _files(root.walk(trial.path), trial.file(b"")))
    except TimedOut:
        raise Wrong("mount-hung", trial.place + b" does not answer")
    except Refusal as refusal:
        raise Wrong("step-failed", b"%s: %s" % (trial.place, refusal.words))


def _files(folder: Folder, prefix: bytes) -> "Files":
    """Of the test's files, the writers' names with the uid that owns each; and whether these are all."""
    found: "list[Tuple[bytes, int]]" = []
    names, whole = folder.names(LISTED)
    for name in sorted(names):
        if not name.startswith(prefix) or not _is_writer(name[len(prefix) :]):
            continue
        if len(found) >= MOST:
            return found, False
        try:
            seen = folder.look(name)
        except Refusal:
            continue
        if is_regular(seen.st_mode):
            found.append((name[len(prefix) :], seen.st_uid))
    return found, whole


def _is_writer(name: bytes) -> bool:
    instance, _, account = name.partition(b".")
    kind, _, digits = instance.partition(b"-")
    if kind not in (b"i", b"mi") or not 8 <= len(digits) <= 17 or not HEX.issuperset(digits):
        return False
    return 1 <= len(account) <= 32 and ACCOUNT.issuperset(account)


def parts_of(readers: "list[Identity]", own: bytes, files: "list[Tuple[bytes, int]]") -> "dict[bytes, list[Tuple[bytes, int]]]":
    """Which files each reader gets, by the reader's name."""
    parts: "dict[bytes, list[Tuple[bytes, int]]]" = {reader.name: [] for reader in readers}
    if not readers:
        return parts
    behind = [one for one in files if one[0] > own] + [one for one in files if one[0] <= own]
    for k, (name, uid) in enumerate(behind):
        turned = readers[k % len(readers) :] + readers[: k % len(readers)]
        able = [reader for reader in turned if reader.name != name]
        for reader in ([one for one in able if one.uid != uid] or able)[:1]:
            parts[reader.name].append((name, uid))
    return parts


def _record(trial: Trial, reader: Identity, cells: "list[Cell]") -> None:
    why = b""
    for cell in cells:
        if (cell.read, cell.append) != (b"done", b"done"):
            why = why or cell.why
    said = b""
    last = b""
    for cell in cells:
        instance, _, account = cell.target.name.partition(b".")
        letters = LETTERS.get(cell.read, b"e") + LETTERS.get(cell.append, b"e")
        one = b"%s:%d:%s%s" % (account, cell.target.uid, letters, b":" + cell.saw[:12] if cell.saw else b"")
        if len(said) > LONG:
            trial.host.records.add_long("sharing-cover", reader=reader.text, cells=said, detail=why)
            said = last = b""
        said += b"," + one if instance == last else (b"/" if said else b"") + instance + b"=" + one
        last = instance
    if said:
        trial.host.records.add_long("sharing-cover", reader=reader.text, cells=said, detail=why)
