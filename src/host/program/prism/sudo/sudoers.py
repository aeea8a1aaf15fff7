"""sudoers as it is written: the main file with all that it includes, and the words in it. What sudo makes of it, sudo itself is asked."""

from prism.core.files import listed, read_file
from prism.ssh.config import line_of

MAIN = (b"/etc/sudoers", b"/usr/etc/sudoers")
FOLDER = b"/etc/sudoers.d"
MOST = 262144
DEEPEST = 8

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List, Tuple

    File = Tuple[bytes, bytes]
    """Its path, and what it holds."""


def sudoers() -> "List[File]":
    """The distribution's own file counts where the administrator has none."""
    return _with_all(MAIN[0], 0) or _with_all(MAIN[1], 0)


def _with_all(path: bytes, depth: int) -> "List[File]":
    """The file and all that it includes, as sudo does; of a folder rather too many than too few."""
    text = read_file(path, MOST)
    found = [] if text is None else [(path, text)]
    for is_folder, target in _included(path, text or b"") if depth < DEEPEST else []:
        for one in [target + b"/" + name for name in listed(target)] if is_folder else [target]:
            found += _with_all(one, depth + 1)
    return found


def _included(path: bytes, text: bytes) -> "List[Tuple[bool, bytes]]":
    """The mark of a comment is no comment there."""
    found: "list[tuple[bool, bytes]]" = []
    for line in text.split(b"\n"):
        keyword, words = line_of(line.strip().replace(b"#include", b"@include", 1))
        if keyword in (b"@include", b"@includedir") and words:
            target = words[0] if words[0].startswith(b"/") else path.rpartition(b"/")[0] + b"/" + words[0]
            found.append((keyword == b"@includedir", target.rstrip(b"/")))
    return found


def takes_in_folder(files: "List[File]") -> bool:
    """Whether what the administrator puts into sudoers.d is read."""
    return any((True, FOLDER) in _included(path, text) for path, text in files)


def is_in_sudoers(text: bytes, names: "tuple[bytes, ...]") -> bool:
    """sudo looks at no case."""
    wanted = {name.lower() for name in names}
    return any(word.lower() in wanted for word in words_in(text))


def words_in(text: bytes) -> "List[bytes]":
    return [word for line in text.split(b"\n") for word in words(without_comment(line))]


def without_comment(line: bytes) -> bytes:
    """The mark of a comment begins a number too: `#65538` is an account."""
    kept, *rest = line.split(b"#")
    for part in rest:
        if not part[:1].isdigit():
            break
        kept += b"#" + part
    return kept


def words(text: bytes) -> "List[bytes]":
    for mark in (b",", b"=", b'"', b":", b"'", b"(", b")", b"[", b"]", b";", b"!"):
        text = text.replace(mark, b" ")
    return text.split()
