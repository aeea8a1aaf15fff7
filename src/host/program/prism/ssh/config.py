"""sshd's configuration as it is written: its lines in the order in which sshd reads them, and which accounts they can tell apart."""

from prism.core.files import MOST, read_file
from prism.core.globs import like, paths_like

FOLDER = b"/etc/ssh/"
DEEPEST = 8
TELLING = (b"match", b"allowusers", b"denyusers", b"allowgroups", b"denygroups")
"""Keywords that name accounts and groups."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import FrozenSet, List, Tuple

    Line = Tuple[bytes, List[bytes]]
    """A keyword in lower case, and the words behind it."""
    Kind = FrozenSet[Tuple[bytes, bytes]]


def line_of(text: bytes) -> "Line":
    words = text.replace(b"=", b" ", 1).replace(b'"', b"").split()
    if not words or words[0].startswith(b"#"):
        return b"", []
    return words[0].lower(), words[1:]


def lines_in(path: bytes, depth: int = 0) -> "list[tuple[bytes, bytes, list[bytes]]]":
    """Of the file and of all that it includes, each with the file that it stands in."""
    found: "list[tuple[bytes, bytes, list[bytes]]]" = []
    for text in (read_file(path) or b"").split(b"\n"):
        keyword, words = line_of(text)
        if keyword == b"include":
            for pattern in words if depth < DEEPEST else []:
                for file in paths_like(_absolute(pattern)):
                    found += lines_in(file, depth + 1)
        elif keyword:
            found.append((path, keyword, words))
    return found


def all_lines(path: bytes) -> "list[Line]":
    return [(keyword, words) for _, keyword, words in lines_in(path)]


def included(text: bytes, words: "list[bytes]") -> "list[bytes | None]":
    """None for what sshd may find elsewhere than it is looked for here: paths with blanks, and escapes."""
    if b"\\" in text or b"'" in text or any(len(one.split()) != 1 for one in text.split(b'"')[1::2]):
        return [None]
    return [file for pattern in words for file in paths_like(_absolute(pattern))]


def reads_all(path: bytes, depth: int = 0) -> bool:
    """Whether the lines that are read here are all that sshd reads."""
    text = read_file(path) or b""
    for line in text.split(b"\n"):
        keyword, words = line_of(line)
        if keyword == b"include" and not all(
            file is not None and depth < DEEPEST and reads_all(file, depth + 1) for file in included(line, words)
        ):
            return False
    return len(text) < MOST


def _absolute(pattern: bytes) -> bytes:
    return pattern if pattern.startswith(b"/") else FOLDER + pattern


def naming(path: bytes) -> "list[tuple[bytes, bytes]]":
    """Accounts and groups that a line lets in or tells apart by their names, each with its file: not by a pattern, and not those that it keeps out."""
    found: "list[tuple[bytes, bytes]]" = []
    for file, keyword, words in lines_in(path):
        if keyword == b"match":
            pairs = [(kind.lower(), one) for kind, names in zip(words[::2], words[1::2]) for one in names.split(b",")]
            words = [one for kind, one in pairs if kind in (b"user", b"group")]
        elif keyword not in TELLING or keyword.startswith(b"deny"):
            continue
        found += [(word.partition(b"@")[0], file) for word in words]
    return found


def takes_in(main: bytes, file: bytes) -> bool:
    """Whether the file would be read for everybody: an Include behind a Match is for those whom that names."""
    for text in main.split(b"\n"):
        keyword, words = line_of(text)
        if keyword == b"match":
            return False
        if keyword == b"include" and any(like(file, _absolute(one)) for one in words):
            return True
    return False


def patterns_in(lines: "list[Line]") -> "list[bytes]":
    """Rather too many than too few: also hosts and addresses stand in such lines."""
    found: "set[bytes]" = set()
    for keyword, words in lines:
        if keyword in TELLING:
            for word in b" ".join(words).replace(b",", b" ").replace(b"=", b" ").split():
                found.add(word.lstrip(b"!").partition(b"@")[0])
    return sorted(found)


def kind_of(name: bytes, groups: "list[bytes]", patterns: "list[bytes]") -> "Kind":
    """Accounts of the same kind are the same to sshd's configuration: no pattern in it fits one of them and not the other."""
    found = {(b"user", one) for one in patterns if like(name, one)}
    return frozenset(found | {(b"group", one) for one in patterns if any(like(group, one) for group in groups)})
