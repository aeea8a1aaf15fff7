"""Port 2049 of the addresses that matter: those that the name gives, and the one that EFS gives for the instance's zone. All are tried at once."""

from _socket import AF_INET, AF_INET6, SO_ERROR, SOCK_STREAM, SOL_SOCKET, socket
from errno import EADDRNOTAVAIL, EAFNOSUPPORT, ECONNREFUSED, EHOSTUNREACH, EINPROGRESS, EINVAL, ENETUNREACH, ETIMEDOUT
from select import select

from prism.core.clock import monotonic
from prism.looks.host import Host
from prism.probes.name import Named

PORT = 2049
SECONDS = 4
# EADDRNOTAVAIL and EAFNOSUPPORT: a host without IPv6 that was given such an address
UNREACHABLE = (ENETUNREACH, EHOSTUNREACH, EINVAL, EADDRNOTAVAIL, EAFNOSUPPORT)


def probe_ports(host: Host, named: Named) -> bytes:
    """The first address whose port is open; empty where none is."""
    addresses: "list[bytes]" = []
    for address in named.four[:1] + [host.given.text(b"TARGET")] + named.six[:1]:
        if address and address not in addresses:
            addresses.append(address)
    outcomes = connect_all(addresses, PORT, SECONDS)
    for address, outcome in zip(addresses, outcomes):
        host.records.add("tcp", address=address, outcome=outcome)
    reached = [address for address, outcome in zip(addresses, outcomes) if outcome == "open"]
    return reached[0] if reached else b""


def connect_all(addresses: "list[bytes]", port: int, seconds: float) -> "list[str]":
    """What came of connecting to each: open, refused, timeout, unreachable, error."""
    outcomes = ["timeout"] * len(addresses)
    waiting: "dict[int, tuple[int, socket]]" = {}
    for at, address in enumerate(addresses):
        try:
            connection = socket(AF_INET6 if b":" in address else AF_INET, SOCK_STREAM)
        except OSError as error:
            outcomes[at] = outcome_of(error.errno or EINVAL)
            continue
        connection.setblocking(False)
        try:
            code = connection.connect_ex((address, port))
        except OSError:
            # what the resolver gave is no address that can be connected to
            code = EINVAL
        if code == EINPROGRESS:
            waiting[connection.fileno()] = (at, connection)
        else:
            outcomes[at] = outcome_of(code)
            connection.close()
    until = monotonic() + seconds
    while waiting and monotonic() < until:
        for descriptor in select([], list(waiting), [], max(0.0, until - monotonic()))[1]:
            at, connection = waiting.pop(descriptor)
            outcomes[at] = outcome_of(connection.getsockopt(SOL_SOCKET, SO_ERROR))
            connection.close()
    for _, connection in waiting.values():
        connection.close()
    return outcomes


def outcome_of(code: int) -> str:
    if code == 0:
        return "open"
    if code == ECONNREFUSED:
        return "refused"
    if code == ETIMEDOUT:
        return "timeout"
    return "unreachable" if code in UNREACHABLE else "error"
