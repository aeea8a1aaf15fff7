"""The transcript: records kept in this process, printed at its end by a descriptor that no child has."""

from binascii import b2a_base64
from zlib import DEFLATED, compressobj

from prism.core.digest import sha256
from prism.core.text import as_bytes, encode

SUMMARY = 2400
"""What ListCommandInvocations returns for certain."""
WHOLE = 23000
"""Under what GetCommandInvocation returns."""


class Records:
    """What a job has to say. `failed` is the step that failed first."""

    def __init__(self) -> None:
        self.lines: "list[bytes]" = []
        self.failed = ""

    def add(self, kind: str, **fields: object) -> None:
        """One record; a field whose name is a word of Python's ends in `_`. Values are cut at 300 bytes."""
        self._add(kind, 300, fields)

    def add_long(self, kind: str, **fields: object) -> None:
        """As add, for values of ours that may take 12,000 bytes."""
        self._add(kind, 12000, fields)

    def _add(self, kind: str, most: int, fields: "dict[str, object]") -> None:
        parts = [kind.encode()]
        for name, value in fields.items():
            parts.append(name.rstrip("_").replace("_", "-").encode() + b"=" + encode(as_bytes(value), most))
        self.lines.append(b" ".join(parts))


def transcript(lines: "list[bytes]", job: bytes, script: bytes, sha: bytes, state: bytes) -> bytes:
    """Header, records, end. The header's first 2,400 characters are complete whenever the packed records fit there."""
    body = b"".join(line + b"\n" for line in lines)
    head = b"PRISM/1 job=%s script=%s sha=%s state=%s records=%d sha256=%s packed=" % (
        job,
        script,
        sha,
        state,
        len(lines),
        sha256(body).hexdigest().encode(),
    )
    end = b"PRISM/1 end job=%s records=%d\n" % (job, len(lines))
    packed = b"-"
    if lines:
        packer = compressobj(9, DEFLATED, 31)
        packed = b2a_base64(packer.compress(body) + packer.flush(), newline=False)
        if len(head) + len(body) + len(end) > WHOLE and len(head) + len(packed) + len(end) <= WHOLE:
            body = b""
        elif len(head) + len(packed) > SUMMARY:
            packed = b"-"
    return head + packed + b"\n" + body + end
