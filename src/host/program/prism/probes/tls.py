"""TLS with the list of authorities that the client itself checks against. Without the client there is none, and nothing is looked at."""

from prism.core.files import read_file
from prism.core.programs import have, run
from prism.looks.host import Host
from prism.probes.settings import authorities

SECONDS = 10
BY_CODE = {
    b"9": "not-yet-valid",
    b"10": "expired",
    b"62": "wrong-name",
    b"2": "untrusted",
    b"18": "untrusted",
    b"19": "untrusted",
    b"20": "untrusted",
    b"21": "untrusted",
}


def probe_tls(host: Host, address: bytes) -> None:
    """`address`: one whose port is open; empty: none is."""
    if not address or not have(b"mount.efs"):
        return
    listed = authorities(host.given.text(b"REGION"))
    if not read_file(listed, 1):
        host.records.add("tls", address=address, outcome="no-ca", detail=listed + b" is not there")
        return
    if not have(b"openssl"):
        host.records.add("tls", address=address, outcome="no-openssl", detail=b"")
        return
    name = host.given.text(b"NAME")
    to = (b"[%s]" if b":" in address else b"%s") % address + b":2049"
    words = [b"openssl", b"s_client", b"-connect", to, b"-servername", name, b"-verify_hostname", name, b"-CAfile", listed]
    ran = run(SECONDS, words)
    outcome, detail = ("timeout", b"no answer within %d s" % SECONDS) if ran.late else read_handshake(ran.said)
    host.records.add("tls", address=address, outcome=outcome, detail=detail)


def read_handshake(said: bytes) -> "tuple[str, bytes]":
    """What openssl s_client made of it, and its word for what is wrong."""
    lines = said.replace(b"\0", b"").split(b"\n")
    if any(b"no peer certificate available" in line for line in lines):
        return "not-tls", _reason(lines) or b"no TLS handshake came back"
    for line in lines:
        line = line.strip()
        if line.startswith(b"Verify return code: "):
            detail = line[20:]
            code = detail.split(b" ")[0]
            return ("verified", b"") if code == b"0" else (BY_CODE.get(code, "failed"), detail)
    return "failed", b""


def _reason(lines: "list[bytes]") -> bytes:
    """`NUMBER:error:NUMBER:library:function:REASON:file:line:`"""
    for line in lines:
        parts = line.partition(b":error:")[2].split(b":")
        if len(parts) > 3:
            return parts[-4]
    return b""
