"""PAM's modules by which sshd asks a directory for passwords: one that knows somebody by a person's name lets that one in as the person."""

from prism.core.files import exists, read_file
from prism.people.pam_lines import Unfinished, lines_of, words_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List, Tuple

    Line = Tuple[bytes, bytes]
    """A control and a module."""

FOLDERS = (b"/etc/pam.d/", b"/usr/lib/pam.d/", b"/usr/etc/pam.d/")
NAMES = b"sss krb5 ldap winbind kanidm himmelblau aad authd radius tacplus lsass centrify vas".split()
SAME = (b"sss", b"ldap", b"winbind")
"""Say the same of an account however somebody came: the login by a key asks them, too."""
SSSD = b"/var/lib/sss/pipes/pam"
"""Without it nobody answers pam_sss, which Red Hat's usual profile has on every host."""
DEEPEST = 8


def asking(service: bytes = b"sshd") -> "List[bytes]":
    """Those of the auth stack."""
    return sorted({b"pam_" + name for _, module in _stack(service, b"auth") for name in _directory(module)})


def deciding(service: bytes = b"sshd") -> "List[bytes]":
    """Those of the account stack that may keep it from asking others: of whom they let in by a password, a login by a key says nothing."""
    ending = [module for control, module in _stack(service, b"account") if _ends(control)]
    return sorted({b"pam_" + name for module in ending for name in _directory(module) if name not in SAME})


def _stack(service: bytes, kind: bytes) -> "List[Line]":
    try:
        # what has none of that type of its own is `other` to PAM
        return _lines(service, kind, 0) or _lines(b"other", kind, 0)
    except Unfinished:
        # nobody gets in
        return []


def _lines(service: bytes, kind: bytes, depth: int) -> "List[Line]":
    paths = [service] if service.startswith(b"/") else [folder + service for folder in FOLDERS]
    text = next((one for one in map(read_file, paths) if one is not None), b"") if depth < DEEPEST else b""
    found: "List[Line]" = []
    for words in map(words_of, lines_of(text)):
        if words[0].lower() in (kind, b"-" + kind) and len(words) > 2:
            control = words[1].lower()
            taken = control in (b"include", b"substack")
            found += _lines(words[2], kind, depth + 1) if taken else [(control, words[2])]
        elif words[0].lower() == b"@include" and len(words) > 1:
            found += _lines(words[1], kind, depth + 1)
    return found


def _ends(control: bytes) -> bool:
    """On success it may be the last that is asked, or jump over others. Rather once too often."""
    said = control.strip(b"[]").replace(b"=", b" ").split()
    return control == b"sufficient" or any(
        what in (b"success", b"default") and does not in (b"ok", b"ignore", b"bad", b"die", b"reset")
        for what, does in zip(said[::2], said[1::2])
    )


def _directory(module: bytes) -> "List[bytes]":
    file = module.rpartition(b"/")[2]
    names = [name for name in NAMES if file.startswith(b"pam_" + name)]
    return [name for name in names if name != b"sss" or exists(SSSD)]
