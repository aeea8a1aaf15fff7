"""Whether sshd uses PAM, by its configuration."""

from prism.core.files import is_file, read_file
from prism.core.globs import paths_like

CONFIGURATIONS = (b"/etc/ssh/sshd_config", b"/usr/etc/ssh/sshd_config")
DEEPEST = 8


def sshd_configuration() -> "bytes | None":
    """The file without which sshd does not start."""
    for path in CONFIGURATIONS:
        if is_file(path):
            return path
    return None


def uses_pam(path: bytes) -> bool:
    """sshd takes the first UsePAM it reads, in the order of its Include lines; without one it does not use PAM."""
    values: "list[bytes]" = []
    _read(path, values, 0)
    return values[:1] == [b"yes"]


def _read(path: bytes, values: "list[bytes]", depth: int) -> None:
    """Adds what UsePAM is set to, in order, in lower case."""
    text = None if depth >= DEEPEST or not is_file(path) else read_file(path)
    for line in (text or b"").split(b"\n"):
        words = line.replace(b"=", b" ", 1).replace(b'"', b"").split()
        keyword = words[0].lower() if words else b""
        if keyword == b"usepam" and len(words) > 1:
            values.append(words[1].lower())
        elif keyword == b"include":
            for pattern in words[1:]:
                for file in paths_like(pattern if pattern.startswith(b"/") else b"/etc/ssh/" + pattern):
                    _read(file, values, depth + 1)
