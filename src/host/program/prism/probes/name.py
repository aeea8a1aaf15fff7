"""The volume's name, asked as the EFS client asks: for addresses of both families, in the order in which they would be tried."""

from _socket import AF_INET, AF_INET6, AF_UNSPEC, SOCK_STREAM, gaierror, getaddrinfo

from prism.core.files import read_file
from prism.core.limits import TimedOut, ask
from prism.looks.host import Host

SECONDS = 12
SERVER = frozenset(b"0123456789abcdefghijklmnopqrstuvwxyzABCDEF.:%")


class Named:
    """What a name leads to; `first` is what a client tries first, empty where there is nothing."""

    __slots__ = ("four", "six", "first")

    def __init__(self, four: "list[bytes]", six: "list[bytes]", first: bytes) -> None:
        self.four = four
        self.six = six
        self.first = first


def probe_name(host: Host) -> Named:
    name = host.given.text(b"NAME")
    found: "list[tuple[int, bytes]]" = []
    try:
        found = ask(SECONDS, lambda: addresses_of(name))
        outcome = "answered" if found else "none"
    except TimedOut:
        outcome = "timeout"
    except OSError:
        outcome = "none"
    four = [address for family, address in found if family == AF_INET][:8]
    six = [address for family, address in found if family == AF_INET6][:4]
    first = found[0][1] if found else b""
    host.records.add(
        "dns",
        name=name,
        outcome=outcome,
        addresses=b",".join(four),
        servers=b",".join(servers(read_file(b"/etc/resolv.conf", 65536) or b"")),
        hosts=names(read_file(b"/etc/hosts", 1 << 22) or b"", name),
        six=b",".join(six),
        first=first,
    )
    return Named(four, six, first)


def addresses_of(name: bytes) -> "list[tuple[int, bytes]]":
    """Each address once, with its family, in the resolver's order."""
    found: "list[tuple[int, bytes]]" = []
    try:
        # the name as bytes: as text it would load the tables of international names
        answers = getaddrinfo(name, None, AF_UNSPEC, SOCK_STREAM)
    except gaierror:
        return []
    for family, _, _, _, address in answers:
        one = (int(family), str(address[0]).encode())
        if one not in found:
            found.append(one)
    return found


def servers(text: bytes) -> "list[bytes]":
    """The name servers in the text of resolv.conf; at most eight."""
    lines = [line.split() for line in text.split(b"\n")]
    return [words[1] for words in lines if len(words) > 1 and words[0] == b"nameserver" and SERVER.issuperset(words[1])][:8]


def names(text: bytes, name: bytes) -> bool:
    """Whether the text of /etc/hosts has a line for that name."""
    return any(name.lower() in [word.lower() for word in line.partition(b"#")[0].split()[1:]] for line in text.split(b"\n"))
