"""Whom a Kerberos realm's word lets in here: the principals that accounts name in their homes, and whether sshd has a key to believe the realm by."""

from prism.core.files import exists, read_file
from prism.core.limits import TimedOut, ask

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Dict, List, Tuple

    Principals = List[Tuple[bytes, bytes, bytes]]

FILES = (b"/.k5login", b"/.k5users")
KEYTAB = b"/etc/krb5.keytab"
SETTINGS = b"/etc/krb5.conf"
ACCOUNTS = 5000
MOST = 65536
SECONDS = 10


def has_keytab() -> bool:
    """Without one nobody is let in by GSSAPI. One at a place of its own counts."""
    return exists(KEYTAB) or b"default_keytab_name" in (read_file(SETTINGS) or b"")


def principals(accounts: "Dict[bytes, List[bytes]]") -> "Tuple[Principals, bool]":
    """
    Who is named, by the first part of `NAME/...@REALM`, in whose account, and in which file; and whether all could be looked at. They lie where members write,
    and on file systems that may hang: so in a child, with a limit.
    """

    def look() -> "Principals":
        found: "Principals" = []
        for name in list(accounts)[:ACCOUNTS]:
            for path in [accounts[name][5].rstrip(b"/") + file for file in FILES]:
                for line in (read_file(path, MOST) or b"").split(b"\n"):
                    said = line.split()
                    if said:
                        found.append((said[0].partition(b"@")[0].partition(b"/")[0], name, path))
        return found

    try:
        return ask(SECONDS, look), len(accounts) <= ACCOUNTS
    except (TimedOut, OSError):
        return [], False
