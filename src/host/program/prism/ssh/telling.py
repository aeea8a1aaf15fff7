"""The look at how people come in: the keys of each, what sshd makes of its configuration for them, and a real login for each kind of them."""

from prism.core.clock import now
from prism.core.files import exists
from prism.core.records import Records
from prism.core.text import number
from prism.leaving.kerberos import has_keytab
from prism.registry.state import State
from prism.ssh.by_address import by_address
from prism.ssh.directories import asking, deciding
from prism.ssh.effective import Broken, Effective, find_sshd, value
from prism.ssh.in_force import OURS, standing, way
from prism.ssh.key_files import FOLDER as KEYS
from prism.ssh.key_files import look_at
from prism.ssh.login import offer_keys, try_login
from prism.ssh.running import untold

GSSAPI = b"gssapiauthentication"
TOLD = (
    b"authorizedkeysfile",
    b"pubkeyauthentication",
    b"authenticationmethods",
    b"authorizedkeyscommand",
    b"hostbasedauthentication",
    GSSAPI,
    b"kerberosauthentication",
    b"trustedusercakeys",
    b"usepam",
    b"passwordauthentication",
    b"kbdinteractiveauthentication",
    b"challengeresponseauthentication",
    b"allowusers",
    b"denyusers",
    b"allowgroups",
    b"denygroups",
)
MOST = 8
"""Logins that are tried at a time."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Dict, Hashable, List, Tuple


class Ssh:
    """What sshd says is told once for all of whom it says the same; a login is tried by one of each kind."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.sshd = find_sshd()
        self.wanted = {person.name: person for person in state.wanted.people}
        self.effective = None if self.sshd is None else Effective(self.sshd, state.local)
        self.told: "dict[bytes, int]" = {}
        self.logins: "dict[Hashable, tuple[bytes, bytes, bytes]]" = {}
        self.broken = b""
        self.offers = 0

    def keys_of(self, name: bytes) -> "Dict[str, object]":
        file = look_at(name, self.wanted[name].keys if name in self.wanted else b"")
        # a value takes five
        told: "Dict[str, object]" = {"kprints%d" % n: b",".join(file.prints[n : n + 5]) for n in range(5, len(file.prints), 5)}
        return {"keys": file.digest, "kstate": file.state, "kprints": b",".join(file.prints[:5]), "kmore": file.more, **told}

    def way_in(self, name: bytes, is_listed: bool) -> "Dict[str, object]":
        """Of an account of the host's own; nothing where there is no sshd, or it does not say."""
        if self.effective is None or not is_listed:
            return {}
        try:
            text = self.effective.of(name)
        except Broken as broken:
            self.broken = broken.words
            return {}
        said: "Dict[str, object]" = {"ssh": self.told.setdefault(text, len(self.told))}
        if not look_at(name, b"").state:
            return said
        ends = number(self.state.local.ends(name))
        if ends is not None and now() // 86400 >= ends:
            return {**said, "login": b"ended"}
        by, login, words = self._login(name)
        return {**said, "login": login, "by": by, "lsaid": words}

    def _login(self, name: bytes, anyway: bool = False) -> "tuple[bytes, bytes, bytes]":
        local = self.state.local
        of_kind = (self.effective and self.effective.kind(name), local.accounts[name][6], local.ends(name), local.password(name), anyway)
        if of_kind not in self.logins:
            if self.sshd is None or len(self.logins) >= MOST:
                return b"", b"", b"enough others were tried"
            self.logins[of_kind] = (name, *try_login(self.sshd, name, anyway))
        return self.logins[of_kind]

    def refuses(self, name: bytes, keys: "List[Tuple[bytes, bytes]]", most: int) -> "Dict[str, object]":
        """
        Of somebody who left: whether the account still lets a key in that stands where sshd reads it, once for each kind, and whether sshd takes one of the keys
        that were theirs; of so many people at a time, then as of the one before.
        """
        if self.sshd is None or self.effective is None or not exists(KEYS):
            return {}
        try:
            text = self.effective.of(name)
        except Broken as broken:
            self.broken = broken.words
            return {"lsaid": broken.words}
        by, login, words = self._login(name, True)
        says = self.told.setdefault(text, len(self.told))
        said: "Dict[str, object]" = {"login": login, "by": by, "lsaid": words, "ssh": says}
        if keys and self.offers < most:
            self.offers += 1
            taken, words = offer_keys(self.sshd, name, keys)
            return {**said, "taken": taken, "lsaid": words or said["lsaid"]}
        return said

    def tell(self, records: Records) -> None:
        where = b"" if self.sshd is None else way(self.sshd)
        old = [] if self.sshd is None else untold(standing(self.sshd))
        keytab = has_keytab()
        some = [] if self.sshd is None else by_address(self.sshd.main, OURS, self.state.wanted.ssh_group)
        address = b" ".join([one for one in some if keytab or one != GSSAPI][:MOST])
        told: "Dict[str, object]" = {"there": self.sshd is not None, "way": where, "broken": self.broken, "old": len(old)}
        directories: "Dict[str, object]" = {"auth": b",".join(asking()), "account": b",".join(deciding())}
        records.add("registry-sshd", **told, address=address, keytab=keytab, **directories)
        for text, n in self.told.items():
            says: "Dict[str, object]" = {one.decode(): value(text, one) for one in TOLD}
            records.add("registry-ssh", n=n, keytypes=key_types(text), **says)


def key_types(text: bytes) -> bytes:
    """Of keys that are no certificates, by the setting's name of today or that of before OpenSSH 8.5; empty: it does not say, or more than can be told."""
    told = value(text, b"pubkeyacceptedalgorithms") or value(text, b"pubkeyacceptedkeytypes")
    types = b",".join(one for one in told.split(b",") if b"-cert-" not in one and not one.startswith(b"webauthn"))
    return types if len(types) <= 300 else b""
