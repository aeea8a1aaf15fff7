"""Numbers of the registry's that this host gives out by itself: subordinate ids, and what SSSD and winbind make of a directory's people."""

from prism.core.files import listed, read_file
from prism.core.text import number
from prism.registry.numbers import FIRST, LAST

SHOWN = 10
SSSD = b"/etc/sssd/"
SMB = b"/etc/samba/smb.conf"

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List, Optional, Tuple

    Range = Tuple[bytes, int, int]
    """Where it is written, its first and its last number."""


def ranges() -> "List[Range]":
    """Those that reach into the registry's numbers, each by the file and what it says there."""
    return [one for one in _subordinate() + _of_sssd() + _of_winbind() if one[1] <= LAST and one[2] >= FIRST][:SHOWN]


def _subordinate() -> "List[Range]":
    found: "List[Range]" = []
    for path in (b"/etc/subuid", b"/etc/subgid"):
        for line in (read_file(path) or b"").split(b"\n"):
            words = line.strip().split(b":")
            first, count = (number(words[1]), number(words[2])) if len(words) == 3 else (None, None)
            if first is not None and count:
                found.append((b"%s: %s" % (path, words[0]), first, first + count - 1))
    return found


def _of_sssd() -> "List[Range]":
    """Only a domain that computes numbers uses a range; without the one or the other end it has SSSD's own."""
    domains: "dict[bytes, dict[bytes, bytes]]" = {}
    files = [SSSD + b"sssd.conf"] + [SSSD + b"conf.d/" + name for name in sorted(listed(SSSD + b"conf.d")) if _is_read(name)]
    for path in files:
        here: "dict[bytes, bytes]" = {}
        for line in (read_file(path) or b"").split(b"\n"):
            line = line.strip()
            if line[:1] == b"[" and line[-1:] == b"]":
                here = domains.setdefault(line[1:-1].strip(), {})
            elif line[:1] not in (b"#", b";"):
                key, _, value = line.partition(b"=")
                here[key.strip()] = value.strip()
    found: "List[Range]" = []
    for name, said in domains.items():
        computes = said.get(b"ldap_id_mapping", b"true" if said.get(b"id_provider") == b"ad" else b"false").lower() == b"true"
        first = number(said.get(b"ldap_idmap_range_min", b"200000"))
        last = number(said.get(b"ldap_idmap_range_max", b"2000200000"))
        if computes and first is not None and last is not None:
            found.append((b"sssd.conf: [%s] ldap_idmap_range" % name, first, last))
    return found


def _is_read(name: bytes) -> bool:
    return name.endswith(b".conf") and name[:1] != b"."


def _of_winbind() -> "List[Range]":
    found: "List[Range]" = []
    for line in (read_file(SMB) or b"").split(b"\n"):
        words, _, value = line.partition(b"=")
        key = b"".join(words.lower().split())
        if key in (b"idmapuid", b"idmapgid") or (key.startswith(b"idmapconfig") and key.endswith(b":range")):
            first, last = _ends(value)
            if first is not None and last is not None:
                found.append((b"smb.conf: " + b" ".join(words.split()), first, last))
    return found


def _ends(value: bytes) -> "Tuple[Optional[int], Optional[int]]":
    first, _, last = value.partition(b"-")
    return number(first.strip()), number(last.strip())
