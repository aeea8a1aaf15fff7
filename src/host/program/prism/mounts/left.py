"""A note for each file system that Prism itself took away, so that a later look can tell that from one that was lost."""

from prism.core.files import is_file, make_folders
from prism.core.parameters import Parameters
from prism.core.replace import remove_file, replace_file

FOLDER = b"/var/lib/prism/left"


def _file(given: Parameters) -> bytes:
    return FOLDER + b"/" + given.file_system


def note_left(given: Parameters) -> None:
    """Raises OSError."""
    if not was_left(given):
        make_folders(FOLDER, 0o700)
        replace_file(_file(given), 0o600, b"")


def forget_left(given: Parameters) -> None:
    """Raises OSError."""
    remove_file(_file(given))


def was_left(given: Parameters) -> bool:
    return is_file(_file(given))
