"""
Which directory each path of the permission table was when root last saw it so, by inode number: members may give its name to another one.
For an access point apart, whose paths are others.
"""

from prism.core.files import make_folders, read_file
from prism.core.parameters import Parameters
from prism.core.replace import replace_file

FOLDER = b"/var/lib/prism/laid-out"


def _file(given: Parameters) -> bytes:
    return FOLDER + b"/" + given.file_system + given.text(b"ACCESS_POINT")


def laid_out(given: Parameters) -> "dict[bytes, bytes]":
    """Inode numbers by path."""
    lines = (read_file(_file(given)) or b"").split(b"\n")
    return dict(line.split(b" ") for line in lines if line.count(b" ") == 1)


def note_laid_out(given: Parameters, known: "dict[bytes, bytes]") -> None:
    """What says so already is left as it is. Raises OSError."""
    if known != laid_out(given):
        make_folders(FOLDER, 0o700)
        replace_file(_file(given), 0o600, b"".join(b"%s %s\n" % one for one in sorted(known.items())))
