"""Names and nonces that nobody can guess."""

import posix
from binascii import hexlify


def token(size: int = 8) -> bytes:
    """So many random bytes in hexadecimal digits."""
    return hexlify(posix.urandom(size))
