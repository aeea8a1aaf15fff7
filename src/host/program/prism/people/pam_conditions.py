"""pam_succeed_if: what it returns for an account, condition by condition (pam_succeed_if.c)."""

from prism.core.globs import like
from prism.core.text import DIGITS
from prism.people.accounts import Account
from prism.people.membership import Membership

FLAGS = (b"quiet", b"quiet_success", b"quiet_fail", b"debug", b"audit")
SAME, LESS, MORE = 1, 2, 4
NUMERIC = {b"eq": SAME, b"ne": LESS | MORE, b"lt": LESS, b"<": LESS, b"le": LESS | SAME, b"<=": LESS | SAME}
NUMERIC.update({b"gt": MORE, b">": MORE, b"ge": MORE | SAME, b">=": MORE | SAME})
OF_TEXT = (b"=", b"!=", b"=~", b"glob", b"!~", b"noglob", b"in", b"notin")
OF_GROUPS = (b"ingroup", b"notingroup")
HOLDS, NOT, WRONG = b"success", b"auth_err", b"service_err"


def groups_named_in(words: "list[bytes]") -> "list[bytes]":
    """The groups that its conditions ask for."""
    found: "list[bytes]" = []
    for at, word in enumerate(words[:-1]):
        if word.lower() in OF_GROUPS:
            found.extend(one for one in words[at + 1].split(b":") if one)
    return found


def succeed_if(words: "list[bytes]", service: bytes, account: Account, groups: Membership) -> "tuple[bytes, ...]":
    """The codes that it may return: one, or several where that hangs on what is not ours to know."""
    # with use_uid the caller is meant, not the account; who that is is not known
    caller = b"use_uid" in words
    left = [word for word in words if word not in FLAGS and word != b"use_uid"]
    sure = True
    for at in range(0, len(left), 3):
        if len(left) - at < 3:
            return (WRONG,) if sure else (NOT, WRONG)
        name = left[at].lower()
        answer = None if caller and name != b"service" else _condition(name, left[at + 1].lower(), left[at + 2], service, account, groups)
        if answer is None:
            sure = False
        elif answer != HOLDS:
            return (answer,) if sure else (NOT, answer)
    return (HOLDS,) if sure else (HOLDS, NOT)


def _condition(name: bytes, how: bytes, value: bytes, service: bytes, account: Account, groups: Membership) -> "bytes | None":
    """None where it cannot be told."""
    if name in (b"tty", b"ruser", b"rhost") or how in (b"innetgr", b"notinnetgr"):
        return None
    have = {
        b"user": account.name,
        b"login": account.name,
        b"name": account.name,
        b"uid": b"%d" % account.uid,
        b"gid": b"%d" % account.gid,
        b"shell": account.shell,
        b"home": account.home,
        b"dir": account.home,
        b"homedir": account.home,
        b"service": service,
    }.get(name)
    if have is None:
        return WRONG
    if how in NUMERIC:
        mine, other = _number(have), _number(value)
        if mine is None or other is None:
            return WRONG
        return HOLDS if NUMERIC[how] & (SAME if mine == other else LESS if mine < other else MORE) else NOT
    if how in OF_GROUPS:
        found = _in_any(account, value, groups)
        return None if found is None else HOLDS if found == (how == b"ingroup") else NOT
    if how in OF_TEXT:
        return HOLDS if _text(have, how, value) else NOT
    return WRONG


def _text(have: bytes, how: bytes, value: bytes) -> bool:
    if how in (b"=", b"!="):
        return (have == value) == (how == b"=")
    if how in (b"in", b"notin"):
        return (b":%s:" % have in b":%s:" % value) == (how == b"in")
    return like(have, value) == (how in (b"=~", b"glob"))


def _in_any(account: Account, names: bytes, groups: Membership) -> "bool | None":
    found: "bool | None" = False
    for name in names.split(b":"):
        if name:
            belongs = groups.belongs(account, name)
            if belongs:
                return True
            if belongs is None:
                found = None
    return found


def _number(text: bytes) -> "int | None":
    """As strtoll reads it, base by prefix."""
    digits = text.lstrip(b" \t\n\v\f\r")
    sign = -1 if digits.startswith(b"-") else 1
    digits = digits[1:] if digits[:1] in (b"-", b"+") else digits
    base = 10
    if digits[:2].lower() == b"0x":
        digits, base = digits[2:], 16
    elif digits.startswith(b"0"):
        base = 8
    known = DIGITS if base == 10 else frozenset(b"01234567") if base == 8 else frozenset(b"0123456789abcdefABCDEF")
    if not 0 < len(digits) <= 18 or not known.issuperset(digits):
        return None
    return sign * int(digits, base)
