"""A module's control: what each answer of it does to the stack (pam.conf(5), _pam_parse_control)."""

from prism.core.text import number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Dict, Union

    Action = Union[bytes, int]
    """ok, done, bad, die, ignore, reset; or how many modules are jumped over."""
    Actions = Dict[bytes, Action]

CODES = (
    b"success open_err symbol_err service_err system_err buf_err perm_denied auth_err cred_insufficient authinfo_unavail user_unknown maxtries "
    b"new_authtok_reqd acct_expired session_err cred_unavail cred_expired cred_err no_module_data conv_err authtok_err authtok_recover_err "
    b"authtok_lock_busy authtok_disable_aging try_again ignore abort authtok_expired module_unknown bad_item conv_again incomplete"
).split()
WORDS = (b"ignore", b"ok", b"done", b"bad", b"die", b"reset")
NAMED = {
    b"required": ((b"ok", b"success new_authtok_reqd"), (b"ignore", b"ignore"), (b"bad", b"")),
    b"requisite": ((b"ok", b"success new_authtok_reqd"), (b"ignore", b"ignore"), (b"die", b"")),
    b"optional": ((b"ok", b"success new_authtok_reqd"), (b"ignore", b"")),
    b"sufficient": ((b"done", b"success new_authtok_reqd"), (b"ignore", b"")),
}


def actions_of(control: bytes) -> "Actions":
    """By the code that a module returns. What cannot be read makes every answer a bad one, as in libpam."""
    actions: "Actions" = {}
    if control.lower() in NAMED:
        for action, codes in NAMED[control.lower()]:
            for code in codes.split():
                actions[code] = action
            if not codes:
                _default(actions, action)
        return actions
    said = control[1:-1] if control.startswith(b"[") else control
    words = said.replace(b"=", b" = ").split()
    for at in range(0, len(words), 3):
        action = _action(words[at + 2]) if words[at + 1 : at + 2] == [b"="] and len(words) > at + 2 else None
        if action is None or words[at] not in CODES and words[at] != b"default":
            actions = {}
            break
        if words[at] == b"default":
            _default(actions, action)
        else:
            actions[words[at]] = action
    _default(actions, b"bad")
    return actions


def _default(actions: "Actions", action: "Action") -> None:
    """For every code that has none yet."""
    for code in CODES:
        actions.setdefault(code, action)


def _action(word: bytes) -> "Action | None":
    if word in WORDS:
        return word
    return number(word, 9) or None
