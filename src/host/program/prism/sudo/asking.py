"""What sudo says that it lets somebody do here."""

from prism.core.programs import run
from prism.core.text import last_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List

SECONDS = 10


class Says:
    """`said`: given, none, or empty where sudo says neither, in `words`; `asks`: whose password; `rules`: in sudo's order."""

    __slots__ = ("said", "asks", "rules", "words")

    def __init__(self, said: bytes, asks: bytes, rules: "List[bytes]", words: bytes) -> None:
        self.said = said
        self.asks = asks
        self.rules = rules
        self.words = words

    @property
    def gives_root(self) -> bool:
        """Rather once too often: what somebody can do with another one's password alone, su lets them too. A rule that only takes away gives nothing."""
        given = [rule for rule in self.rules if _gives(rule)]
        return given != [] and (self.asks in (b"own", b"nobody") or any(b"NOPASSWD" in rule for rule in given))


def ask_sudo(program: bytes, name: bytes) -> Says:
    """By `sudo -l -U`."""
    words = [program, b"-l", b"-U", name]
    told = run(SECONDS, words, errors=False).said
    if any(line.startswith(b"User %s is not allowed to run sudo on " % name) for line in told.split(b"\n")):
        return Says(b"none", b"", [], b"")
    head, mark, tail = told.partition(b"User %s may run the following commands on " % name)
    rules = _rules(tail.partition(b"\n")[2]) if mark else []
    if not rules:
        return Says(b"", b"", [], last_words(run(SECONDS, words).said, 2))
    return Says(b"given", _asks(head), rules, b"")


def _gives(rule: bytes) -> bool:
    """Whether any of its commands is not one that is refused: `(ALL) NOPASSWD: !ALL` has none."""
    for text in rule.partition(b") ")[2].split(b", "):
        tag, _, rest = text.partition(b": ")
        while rest and tag.isupper() and b" " not in tag:
            text = rest
            tag, _, rest = text.partition(b": ")
        if not text.startswith(b"!"):
            return True
    return False


def _asks(head: bytes) -> bytes:
    """By the Defaults that sudo says are in force."""
    flags = head.replace(b",", b" ").split()
    if b"!authenticate" in flags:
        return b"nobody"
    return b"other" if any(one in flags for one in (b"targetpw", b"rootpw", b"runaspw")) else b"own"


def _rules(text: bytes) -> "List[bytes]":
    """One a rule: what is too long for a line goes on, deeper."""
    found: "list[bytes]" = []
    for line in text.split(b"\n"):
        if line.startswith(b"        ") and found:
            found[-1] += b" " + line.strip()
        elif line.startswith(b"    "):
            found.append(line.strip())
    return found
