"""
pam-config (SUSE) writes files that end in -pc, authconfig (Amazon Linux 2) in -ac. What PAM reads is a link to each, without the end, which both
leave alone where it points elsewhere (pam-config(8), system-auth-ac(5)): it comes to a file of ours, which takes in all that they write.
"""

import posix

from prism.core.files import is_file, sync_folder
from prism.core.steps import Did, Wrong, changed, skipped
from prism.looks.host import Host
from prism.steps.umask_lines import pam_lines, uncovered, write_file

FOLDER = b"/etc/pam.d/"


def is_link_to(file: bytes) -> bool:
    """Is the file behind such a link, or behind ours?"""
    name = file.rpartition(b"-")[0]
    try:
        target = posix.readlink(FOLDER + name)
    except OSError:
        return False
    return is_file(FOLDER + file) and target in (file, FOLDER + file, name + b"-prism", FOLDER + name + b"-prism")


def by_links(host: Host, files: "list[bytes]") -> Did:
    for file in files:
        if not is_link_to(file):
            return skipped(b"/etc/pam.d/%s is not a link to %s here: edited by hand, not changed" % (file.rpartition(b"-")[0], file))
    links: "list[bytes]" = []
    for file in files:
        path = FOLDER + file.rpartition(b"-")[0]
        write_file(path + b"-prism", _including(host, file))
        _turn(path)
        links.append(b"%s adds to %s" % (path, file))
    left = uncovered(host)
    return changed(b", ".join(links) + (b"; still not covered: " + left if left else b""))


def _turn(path: bytes) -> None:
    """The link comes to our file in one go, and does so after a power cut too. Raises Wrong."""
    new = path + b".new"
    try:
        try:
            posix.unlink(new)
        except FileNotFoundError:
            pass
        posix.symlink(path.rpartition(b"/")[2] + b"-prism", new)
        posix.rename(new, path)
        sync_folder(FOLDER)
    except OSError:
        raise Wrong("step-failed", b"could not rename into %s" % path)


def _including(host: Host, file: bytes) -> bytes:
    name = file.rpartition(b"-")[0]
    text = b"#%%PAM-1.0\n# All of %s, then the umask for members (Prism). To go back: ln -sfn %s /etc/pam.d/%s\n" % (file, file, name)
    for kind in (b"auth", b"account", b"password", b"session"):
        text += b"%s include %s\n" % (kind, file)
    return text + pam_lines(host, b"session ")
