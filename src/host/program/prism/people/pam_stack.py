"""The session modules of a PAM service, in order, with all that its file takes in; as libpam loads them (pam_handlers.c)."""

from prism.core.files import is_file, read_file
from prism.people.pam_control import actions_of
from prism.people.pam_lines import Unfinished, lines_of, words_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List, Union

    from prism.people.pam_control import Actions

    Stack = List[Union["Module", "Substack"]]

FOLDERS = (b"/etc/pam.d/", b"/usr/lib/pam.d/", b"/usr/etc/pam.d/")
DEEPEST = 16
FAILS = b""
"""The name of a module that libpam puts where a line cannot be read: it never succeeds."""


class Module:
    """A module with its arguments; `actions` by what it returns."""

    __slots__ = ("name", "words", "actions")

    def __init__(self, name: bytes, words: "list[bytes]", actions: "Actions") -> None:
        self.name = name
        self.words = words
        self.actions = actions


class Substack:
    """Modules that end together: what ends a stack ends this one alone, and a jump takes it for one module."""

    __slots__ = ("stack",)

    def __init__(self, stack: "Stack") -> None:
        self.stack = stack


def pam_file(service: bytes) -> "bytes | None":
    """Its file: what the site has comes before what packages bring (SUSE's in the last two folders)."""
    if service.startswith(b"/"):
        return service if is_file(service) else None
    for folder in FOLDERS:
        if is_file(folder + service):
            return folder + service
    return None


def stack_of(service: bytes) -> "Stack | None":
    """A service without session modules of its own is `other` to PAM. None where libpam refuses the file, and so everybody."""
    try:
        found = _load(service, 0)
        return found if found else _load(b"other", 0) or []
    except Unfinished:
        return None


def _load(service: bytes, depth: int) -> "Stack | None":
    """None where there is no such file, or it lies too deep."""
    path = pam_file(service)
    text = None if path is None or depth >= DEEPEST else read_file(path)
    if text is None:
        return None
    found: "Stack" = []
    for line in lines_of(text):
        words = words_of(line)
        kind = words[0].lower()
        if kind == b"@include":
            # Debian's; of any kind
            found.extend((_load(words[1], depth + 1) if len(words) > 1 else None) or [])
        elif kind in (b"session", b"-session"):
            _add(found, words[1:], depth)
    return found


def _add(stack: "Stack", words: "list[bytes]", depth: int) -> None:
    control = words[0].lower() if words else b"required"
    if control not in (b"include", b"substack"):
        named = len(words) > 1
        stack.append(Module(words[1] if named else FAILS, words[2:], actions_of(words[0] if words else control)))
        return
    taken = _load(words[1], depth + 1) if len(words) > 1 else None
    if taken is None:
        if control == b"substack":
            # a jump takes the two for two
            stack.append(Substack([]))
        stack.append(Module(FAILS, [], actions_of(b"[default=bad]")))
    elif control == b"include":
        stack.extend(taken)
    else:
        stack.append(Substack(taken))


def modules_in(stack: "Stack") -> "list[Module]":
    """All of them, those in substacks too."""
    found: "list[Module]" = []
    for one in stack:
        if isinstance(one, Module):
            found.append(one)
        else:
            found.extend(modules_in(one.stack))
    return found
