"""
Who left and was ended here before the registry said so: from which day on it has to say that they are back. A list of people that was made before, by
whomever, opens no account of theirs. Root's own file.
"""

from prism.core.files import make_folders, read_file
from prism.core.replace import replace_file
from prism.core.text import number
from prism.registry.numbers import is_number

FOLDER = b"/var/lib/prism"
FILE = FOLDER + b"/held"


def read_held() -> "dict[int, int]":
    """By number, the day since 1970; lines `NUMBER DAY`, any other says nothing."""
    found: "dict[int, int]" = {}
    for line in (read_file(FILE) or b"").split(b"\n"):
        uid, day = (number(word) for word in (line.split(b" ") + [b""])[:2])
        if uid is not None and day is not None and is_number(uid):
            found[uid] = max(day, found.get(uid, 0))
    return found


def note_held(uid: int, day: int) -> None:
    """On the disk when it returns. Raises OSError."""
    held = read_held()
    if held.get(uid, 0) >= day:
        return
    held[uid] = day
    make_folders(FOLDER, 0o700)
    replace_file(FILE, 0o600, b"".join(b"%d %d\n" % one for one in sorted(held.items())))
