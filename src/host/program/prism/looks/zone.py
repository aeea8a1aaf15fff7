"""Instance metadata (IMDSv2, then v1), over a socket of our own: curl need not be there. Answers within two seconds, or not at all."""

import _socket

from prism.core.clock import monotonic
from prism.looks.host import Host

SERVICE = "169.254.169.254"
SECONDS = 2.0
TOKEN_SECONDS = 1.0
PATHS = (b"meta-data/placement/availability-zone", b"meta-data/placement/region", b"meta-data/instance-id")


def look_zone(host: Host) -> None:
    zone, region, identifier = read_metadata(SERVICE, 80)
    host.instance = identifier
    if zone and region and identifier:
        host.records.add("zone", az=zone, region=region, id=identifier)


def read_metadata(service: str, port: int) -> "tuple[bytes, bytes, bytes]":
    """Availability zone, region and instance id; empty from the first on that is not told."""
    until = monotonic() + SECONDS
    # an answer to this one may be lost on its way (a hop limit of 1): the older version is asked in the time that is left
    token = get(
        service,
        port,
        b"PUT",
        b"api/token",
        b"X-aws-ec2-metadata-token-ttl-seconds: 60\r\nContent-Length: 0\r\n",
        monotonic() + TOKEN_SECONDS,
    )
    header = b"X-aws-ec2-metadata-token: %s\r\n" % token if token else b""
    found: "list[bytes]" = []
    for path in PATHS:
        said = get(service, port, b"GET", path, header, until) if len(found) == 0 or found[-1] else b""
        found.append(said)
    return found[0], found[1], found[2]


def get(service: str, port: int, method: bytes, path: bytes, header: bytes, until: float) -> bytes:
    """The first line of what is answered with status 200; empty for anything else."""
    socket = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)
    try:
        _wait(socket, until)
        socket.connect((service, port))
        asked = b"%s /latest/%s HTTP/1.0\r\nHost: %s\r\n%sConnection: close\r\n\r\n" % (method, path, service.encode(), header)
        while asked:
            _wait(socket, until)
            asked = asked[socket.send(asked) :]
        said = b""
        while len(said) < 8192:
            _wait(socket, until)
            part = socket.recv(4096)
            if not part:
                break
            said += part
    except OSError:
        return b""
    finally:
        socket.close()
    head, _, body = said.partition(b"\r\n\r\n")
    status = head.split(b"\r\n", 1)[0].split(b" ")
    if len(status) < 2 or not status[0].startswith(b"HTTP/") or status[1] != b"200":
        return b""
    return body.split(b"\n", 1)[0].strip()


def _wait(socket: _socket.socket, until: float) -> None:
    """The socket waits no longer than this. Raises OSError where that is past."""
    left = until - monotonic()
    if left <= 0:
        raise OSError(110, "no time left")
    socket.settimeout(left)
