"""What sudo lets people do here, by its own word: `sudo -l -U`, once for each kind of person that sudoers can tell apart."""

from prism.core.clock import monotonic
from prism.core.files import exists, read_file
from prism.core.programs import find_program, run
from prism.core.records import Records
from prism.core.text import last_words, number
from prism.leaving.root_there import note_root
from prism.people.accounts import Account
from prism.registry.state import State
from prism.sudo.ours import file_of, numbers_there, state_of
from prism.sudo.sudoers import FOLDER, sudoers, takes_in_folder, words_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Dict, FrozenSet, List, Tuple

    Kind = FrozenSet[bytes]

SECONDS = 10
TOGETHER = 30
SHOWN = 8
PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789_.-")


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
        """Rather once too often: what somebody can do with another one's password alone, su lets them too."""
        return self.said == b"given" and (self.asks in (b"own", b"nobody") or any(b"NOPASSWD" in rule for rule in self.rules))


class Sudo:
    def __init__(self, state: State, thorough: bool) -> None:
        self.state = state
        self.thorough = thorough
        self.program = find_program(b"sudo")
        files = sudoers()
        self.takes_in = takes_in_folder(files)
        numbers = numbers_there()
        self.exact = {uid for uid in numbers if state_of(uid) == b"exact"}
        self.strange = sorted(set(numbers) - {uid for _, uid in [*state.people, *state.left]})
        own = {file_of(uid) for uid in self.exact}
        self.words = {word.lower() for path, text in files if path not in own for word in words_in(text)}
        self.alone = _tells_each(files)
        self.told: "dict[Kind, int]" = {}
        self.says: "list[Says]" = []
        self.until = monotonic() + TOGETHER

    def of(self, account: "Account | None", name: bytes, uid: int) -> "Dict[str, object]":
        """The fields of a person that is to have an account here; who can become root by sudo is noted by a change."""
        said: "dict[str, object]" = {"sudofile": state_of(uid)}
        if account is None or account.uid != uid or self.program is None:
            return said
        kind = self._kind(account, name)
        if kind not in self.told:
            if monotonic() > self.until:
                return said
            self.told[kind] = len(self.says)
            self.says.append(_ask(self.program, name))
        if self.thorough and self.says[self.told[kind]].gives_root:
            note_root(uid, [b"sudo"])
        return {**said, "sudo": self.told[kind]}

    def _kind(self, account: Account, name: bytes) -> "Kind":
        """Of the same kind is whom no word of sudoers tells apart; it knows no patterns of names."""
        self.state.numbers.learn([], list(account.groups))
        groups = [self.state.numbers.group(gid) or b"" for gid in account.groups]
        # a number may have several names
        groups += [group for group, fields in self.state.local.groups.items() if number(fields[2]) in account.groups]
        names = [name, b"#%d" % account.uid, *(b"%" + one for one in groups), *(b"%%#%d" % gid for gid in account.groups)]
        found = {one for one in names if one.lower() in self.words}
        if account.uid in self.exact:
            found.add(b"prism")
        if self.alone or not all(PLAIN.issuperset(one.lower()) for one in groups):
            found.add(b"user " + name)
        return frozenset(found)

    def tell(self, records: Records) -> None:
        strange = b",".join(b"%d" % uid for uid in self.strange[:SHOWN])
        records.add("registry-sudo", there=self.program is not None, reads=self.takes_in and exists(FOLDER), strange=strange)
        for n, says in enumerate(self.says):
            rules = says.rules[:SHOWN]
            records.add("registry-sudo-says", n=n, said=says.said, asks=says.asks, words=says.words, more=len(says.rules) - len(rules))
            for rule in rules:
                records.add("registry-sudo-rule", n=n, rule=rule)


def _tells_each(files: "List[Tuple[bytes, bytes]]") -> bool:
    """Whether rules could come from elsewhere, or by names that are not in the text as they are: netgroups, other groups, escapes."""
    for _, text in files:
        if b"\\x" in text or b"%:" in text or any(word[:1] == b"+" and len(word) > 1 for word in words_in(text)):
            return True
    names = [line.split()[1:] for line in (read_file(b"/etc/nsswitch.conf") or b"").split(b"\n") if line.startswith(b"sudoers:")]
    if any(words != [b"files"] for words in names):
        return True
    return any(line.startswith(b"Plugin") for line in (read_file(b"/etc/sudo.conf") or b"").split(b"\n"))


def _ask(program: bytes, name: bytes) -> Says:
    words = [program, b"-l", b"-U", name]
    told = run(SECONDS, words, errors=False).said
    if any(line.startswith(b"User %s is not allowed to run sudo on " % name) for line in told.split(b"\n")):
        return Says(b"none", b"", [], b"")
    head, mark, tail = told.partition(b"User %s may run the following commands on " % name)
    rules = _rules(tail.partition(b"\n")[2]) if mark else []
    if not rules:
        return Says(b"", b"", [], last_words(run(SECONDS, words).said, 2))
    return Says(b"given", _asks(head), rules, b"")


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
