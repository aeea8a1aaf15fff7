"""Text from a host: bytes, never interpreted. Encoded once, here; decimal numbers are read here too, and only as such."""

INERT = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:/@+,~=-")
DIGITS = frozenset(b"0123456789")
OCTAL = frozenset(b"01234567")
CODES = [b"%c" % c if c in INERT else b"%%%02X" % c for c in range(256)]


def encode(value: bytes, most: int = 300) -> bytes:
    """Percent-encodes at most so many bytes of a value; what is left is inert in a record."""
    value = value[:most]
    if INERT.issuperset(value):
        return value
    return b"".join([CODES[c] for c in value])


def as_bytes(value: object) -> bytes:
    """A field's value as bytes: text of ours is ASCII, True is 1, None is nothing."""
    if isinstance(value, bytes):
        return value
    if value is None:
        return b""
    if value is True or value is False:
        return b"1" if value else b"0"
    return str(value).encode("ascii", "replace")


def number(text: bytes, most: int = 10) -> "int | None":
    """A decimal number of at most so many digits; None for anything else."""
    if 0 < len(text) <= most and DIGITS.issuperset(text):
        return int(text)
    return None


def octal(text: bytes) -> "int | None":
    """An octal number of at most six digits; None for anything else."""
    if 0 < len(text) <= 6 and OCTAL.issuperset(text):
        return int(text, 8)
    return None


def mode(bits: int) -> bytes:
    """Permission bits as four octal digits."""
    return b"%04o" % (bits & 0o7777)


def last_words(said: bytes, lines: int = 4) -> bytes:
    """The last lines of what a program said, on one line: what a failure shows. At most 280 bytes."""
    kept = [b" ".join(line.split()) for line in said.split(b"\n") if line.strip()]
    words = b"; ".join(kept[-lines:])
    return words if len(words) <= 280 else b"..." + words[-276:]


def printable(value: bytes) -> str:
    """For text of ours that quotes a host: what is not ASCII becomes a question mark."""
    return value.decode("ascii", "replace").replace("\ufffd", "?")
