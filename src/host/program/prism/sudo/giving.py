"""What sudo lets people do here, by its own word: `sudo -l -U`, once for each kind of person that sudoers can tell apart."""

from prism.core.clock import monotonic
from prism.core.files import exists
from prism.core.programs import find_program
from prism.core.records import Records
from prism.leaving.root_there import note_root
from prism.people.accounts import Account
from prism.registry.state import State
from prism.sudo.asking import Says, ask_sudo
from prism.sudo.certain import is_certain
from prism.sudo.ours import file_of, numbers_there, state_of
from prism.sudo.sudoers import FOLDER, sudoers, takes_in_folder, words_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Dict, FrozenSet

    Kind = FrozenSet[bytes]

TOGETHER = 30
SHOWN = 8
PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789_.-")


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
        self.alone = not is_certain(files)
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
            self.says.append(ask_sudo(self.program, name))
        if self.thorough and self.says[self.told[kind]].gives_root:
            note_root(uid, [b"sudo"])
        return {**said, "sudo": self.told[kind]}

    def _kind(self, account: Account, name: bytes) -> "Kind":
        """Of the same kind is whom no word of sudoers tells apart; it knows no patterns of names."""
        self.state.numbers.learn([], list(account.groups))
        groups = [self.state.numbers.group(gid) or b"" for gid in account.groups]
        # a number may have several names
        groups += [group for gid in account.groups for group in self.state.local.with_gid.get(gid, [])]
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
