"""pam_umask: what it makes of a umask (pam_umask.c): its argument or login.defs, then user groups, then what GECOS says, as it is."""

from prism.core.text import OCTAL
from prism.people.accounts import Account
from prism.people.login_defs import LoginDefs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable


def umasks_after(
    before: int, words: "list[bytes]", account: Account, defs: LoginDefs, own_group: "Callable[[Account], bool | None]"
) -> "set[int]":
    """One umask; two where it is not known whether the account's first group is its own, and that counts."""
    value: "bytes | None" = None
    usergroups = False
    for word in words:
        name = word.lower()
        if name.startswith(b"umask="):
            value = word[6:]
        elif name in (b"usergroups", b"nousergroups"):
            usergroups = name == b"usergroups"
    if value is None:
        value = defs.umask
        usergroups = usergroups or defs.usergroups
    here = _octal(value or b"")
    found = {before if here is None else here}
    own = own_group(account) if usergroups else False
    if own is not False:
        # somebody alone in a group of the same name: the group gets what the owner has
        shared = {(one & ~0o070) | (one >> 3 & 0o070) for one in found}
        found = shared if own else found | shared
    for part in account.gecos.split(b","):
        if part[:6].lower() == b"umask=":
            found = {_octal(part[6:]) or 0}
    return found


def _octal(text: bytes) -> "int | None":
    """As strtoul reads it: the digits that it begins with; None where there are none."""
    text = text.lstrip()
    end = 0
    while end < len(text) and text[end] in OCTAL:
        end += 1
    return int(text[:end], 8) & 0o777 if end else None
