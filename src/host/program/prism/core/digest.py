"""SHA-256 from Python's own module where there is one: hashlib loads OpenSSL, which takes longer than a look."""

try:
    from _sha2 import sha256  # 3.12 and newer
except ImportError:
    try:
        from _sha256 import sha256
    except ImportError:
        from hashlib import sha256

__all__ = ["sha256"]
