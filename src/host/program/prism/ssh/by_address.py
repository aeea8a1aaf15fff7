"""Lines of sshd's configuration that let somebody else's keys in from some addresses alone, where one account's answer does not show them."""

from prism.core.files import read_file
from prism.ssh.config import DEEPEST, included, line_of

WAYS = (
    b"authorizedkeysfile",
    b"authorizedkeyscommand",
    b"trustedusercakeys",
    b"authorizedprincipalsfile",
    b"authorizedprincipalscommand",
    b"hostbasedauthentication",
    b"gssapiauthentication",
    b"kerberosauthentication",
)


def by_address(main: bytes, ours: bytes, group: bytes) -> "list[bytes]":
    """
    Keywords that let somebody else's keys in from some addresses alone, and includes that are not read. Of files sshd takes the one that is named first: once
    the group's own block was there with ours alone, others are never read.
    """
    found: "list[bytes]" = []
    _by_address(main, 0, None, (ours, group), found)
    return sorted({one for one in found if one != ours})


def _by_address(path: bytes, depth: int, outer: "bool | None", own: "tuple[bytes, bytes]", found: "list[bytes]") -> None:
    """A Match of an included file ends with it, and is never wider than the one around it: `outer` says of what kind that is, None where there is none."""
    ours, group = own
    is_some, is_groups, is_inside = bool(outer), False, outer is not None
    for text in (read_file(path) or b"").split(b"\n"):
        keyword, words = line_of(text)
        if keyword == b"match":
            is_inside = True
            is_some = bool(outer) or _is_for_some(words)
            is_groups = outer is None and [words[0].lower(), *words[1:]] == [b"group", group] if words else False
        elif keyword == b"include":
            for file in included(text, words) if depth < DEEPEST else [None]:
                if file is None:
                    found.append(keyword)
                else:
                    _by_address(file, depth + 1, is_some if is_inside else None, own, found)
        elif keyword == WAYS[0] and words == [ours]:
            if is_groups:
                found.append(ours)
        elif is_some and keyword in WAYS and words[:1] not in ([b"none"], [b"no"]) and not (keyword == WAYS[0] and ours in found):
            found.append(keyword)


def _is_for_some(words: "list[bytes]") -> bool:
    """Whether a Match asks for more than the account: of that, `sshd -T` is asked for one address alone."""
    if [word.lower() for word in words] == [b"all"]:
        return False
    return len(words) % 2 == 1 or any(word.lower() not in (b"user", b"group") for word in words[::2])
