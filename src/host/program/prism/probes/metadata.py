"""Instance metadata: whether it answers, and the role that it names. By version 2 where that is spoken, else by version 1."""

from _socket import AF_INET, SOCK_STREAM, socket

from prism.core.limits import TimedOut, ask
from prism.core.text import number
from prism.looks.host import Host

ADDRESS = b"169.254.169.254"
SECONDS = 2


def probe_metadata(host: Host) -> None:
    try:
        answers, role = ask(SECONDS, _role)
    except (TimedOut, OSError):
        answers, role = False, b""
    host.records.add("metadata", answers=answers, role=role)


def _role() -> "tuple[bool, bytes]":
    status, token = _get(b"api/token", b"PUT", b"X-aws-ec2-metadata-token-ttl-seconds: 60\r\nContent-Length: 0\r\n")
    header = b"X-aws-ec2-metadata-token: %s\r\n" % token if status == 200 and token else b""
    status, role = _get(b"meta-data/iam/security-credentials", b"GET", header)
    # 404: there is no role; anything else: metadata is switched off, or something else answers there
    return status in (200, 404), role if status == 200 else b""


def _get(path: bytes, method: bytes, header: bytes) -> "tuple[int | None, bytes]":
    """The status, and the body's first line. Raises OSError."""
    connection = socket(AF_INET, SOCK_STREAM)
    try:
        connection.settimeout(SECONDS)
        connection.connect((ADDRESS, 80))
        connection.sendall(b"%s /latest/%s HTTP/1.0\r\nHost: %s\r\n%sConnection: close\r\n\r\n" % (method, path, ADDRESS, header))
        said = b""
        while len(said) < 65536:
            part = connection.recv(4096)
            if not part:
                break
            said += part
    finally:
        connection.close()
    head, _, body = said.partition(b"\r\n\r\n")
    words = head.split(b"\r\n")[0].split(b" ")
    return number(words[1]) if len(words) > 1 else None, body.split(b"\n")[0].strip()
