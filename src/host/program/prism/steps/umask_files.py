"""Files that no tool writes anew: Amazon Linux 2023 has none, and images select no profile. Packages keep what was added to them."""

from posix import lstat

from prism.core.files import is_file
from prism.core.stat import is_regular
from prism.core.steps import Did, changed, skipped
from prism.looks.host import Host
from prism.steps.umask_lines import append_lines, has_lines, uncovered

FOLDER = b"/etc/pam.d/"
FILES = (b"system-auth", b"password-auth", b"postlogin")


def can_take_lines() -> bool:
    """Are they there, and files themselves?"""
    try:
        found = lstat(FOLDER + FILES[0]).st_mode
    except OSError:
        return False
    return is_regular(found)


def by_files(host: Host, left: bytes) -> Did:
    added: "list[bytes]" = []
    for name in FILES:
        path = FOLDER + name
        if is_file(path) and not has_lines(host, path):
            append_lines(host, path)
            added.append(path)
    if not added:
        return skipped(b"lines after Prism's in /etc/pam.d set another umask (%s); not changed" % left)
    left = uncovered(host)
    return changed(b"added to " + b", ".join(added) + (b"; still not covered: " + left if left else b""))
