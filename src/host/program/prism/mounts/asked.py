"""
What each mount of the volume was asked for, so that a later look can expect it: PLACE SECONDS WORD, a line a place. The word comes from
TypeScript and goes back there; nothing on the host acts on it.
"""

from prism.core.clock import now
from prism.core.files import make_folders, read_file
from prism.core.parameters import Parameters
from prism.core.replace import remove_file, replace_file
from prism.core.text import INERT, number

FOLDER = b"/var/lib/prism/asked"
LONGEST = 6000


class Note:
    """`at`: seconds since 1970, 0 where it cannot be read; `word`: empty where it is no such word."""

    __slots__ = ("place", "at", "word", "line")

    def __init__(self, line: bytes) -> None:
        self.line = line
        self.place, _, rest = line.strip(b" ").partition(b" ")
        at, _, word = rest.strip(b" ").partition(b" ")
        seconds = number(at, 11)
        self.at = 0 if seconds is None else seconds
        word = word.strip(b" ")
        self.word = b"" if seconds is None or len(word) > LONGEST or not _WORD.issuperset(word) else word


_WORD = INERT - frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ/@")


def _file(given: Parameters) -> bytes:
    return FOLDER + b"/" + given.file_system


def notes(given: Parameters) -> "list[Note]":
    text = read_file(_file(given)) or b""
    return [Note(line) for line in text.split(b"\n") if line.strip(b" ")]


def note_asked(given: Parameters, word: bytes) -> None:
    """The place's line becomes this one, or goes where the word is empty. What says so already is left as it is. Raises OSError."""
    found = notes(given)
    here = [note for note in found if note.place == given.mount_point]
    if len(here) == (1 if word else 0) and all(note.word == word and note.at for note in here):
        return
    lines = [note.line for note in found if note.place != given.mount_point]
    if word:
        lines.append(b"%s %d %s" % (given.mount_point, now(), word))
    if not lines:
        remove_file(_file(given))
        return
    make_folders(FOLDER, 0o700)
    replace_file(_file(given), 0o600, b"".join(line + b"\n" for line in lines))
