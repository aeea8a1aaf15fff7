"""The keys by which a person comes in: a file of root's for each, in a folder of root's, on the host's own disk."""

import posix
from binascii import Error, a2b_base64, b2a_base64

from prism.core.digest import sha256
from prism.core.files import make_folders, read_file
from prism.core.replace import remove_file, replace_file
from prism.core.stat import is_directory, is_regular
from prism.core.steps import Did, Wrong, changed, unchanged
from prism.core.text import mode

FOLDER = b"/etc/ssh/authorized_keys.d"
SHOWN = 20
"""As many as the registry may give somebody."""


class KeyFile:
    """`digest`: of what it holds, empty where there is none; `prints`: the first keys in it, as `ssh-keygen -l` shows them; `more`: how many others there are."""

    __slots__ = ("digest", "state", "prints", "more")

    def __init__(self, digest: bytes, state: bytes, prints: "list[bytes]") -> None:
        self.digest = digest
        self.state = state
        self.prints = prints[:SHOWN]
        self.more = len(prints) - len(self.prints)


def file_of(name: bytes) -> bytes:
    return FOLDER + b"/" + name


def look_at(name: bytes, wanted: bytes) -> KeyFile:
    """The keys are told one by one where they are not those that are wanted. A folder that others can write makes any file theirs."""
    try:
        found = posix.lstat(file_of(name))
    except OSError:
        return KeyFile(b"", b"", [])
    state = b"%d:%s" % (found.st_uid, mode(found.st_mode)) if is_regular(found.st_mode) else b"other"
    if not is_closed_folder():
        state = b"folder"
    text = read_file(file_of(name)) or b""
    digest = digest_of(text)
    return KeyFile(digest, state, [] if digest == wanted else [fingerprint(line) for line in text.split(b"\n") if line.strip()])


def is_closed_folder() -> bool:
    folder = posix.lstat(FOLDER)
    return folder.st_uid == 0 and is_directory(folder.st_mode) and folder.st_mode & 0o7777 == 0o755


def digest_of(text: bytes) -> bytes:
    return sha256(text).hexdigest()[:32].encode()


def fingerprint(line: bytes) -> bytes:
    """A question mark for what is no plain key: options, a certificate, a comment."""
    words = line.split()
    try:
        body = a2b_base64(words[1]) if len(words) > 1 else b""
    except Error:
        body = b""
    if not body or body[4 : 4 + len(words[0])] != words[0]:
        return b"?"
    return b"SHA256:" + b2a_base64(sha256(body).digest()).rstrip(b"=\n")


def keep_keys(name: bytes, lines: "list[bytes]") -> Did:
    """Exactly those. Raises Wrong or OSError."""
    if not lines:
        had = look_at(name, b"").state != b""
        remove_file(file_of(name))
        return changed("no key any more") if had else unchanged("no key")
    return changed(b"keys: %d" % len(lines)) if _write(name, lines) else unchanged("as the registry has them")


def _write(name: bytes, lines: "list[bytes]") -> bool:
    make_folders(FOLDER, 0o755)
    folder = posix.lstat(FOLDER)
    if folder.st_uid != 0 or not is_directory(folder.st_mode):
        raise Wrong("key-folder-not-roots", b"%s is no folder of root's" % FOLDER)
    if folder.st_mode & 0o7777 != 0o755:
        # sshd reads as the person, and refuses what others can write
        posix.chmod(FOLDER, 0o755)
    path, text = file_of(name), b"".join(line + b"\n" for line in lines)
    before = look_at(name, digest_of(text))
    if before.digest == digest_of(text) and before.state == b"0:0644":
        return False
    if before.state not in (b"", b"0:0644"):
        # what a link leads to, or whose a file was, is not kept
        remove_file(path)
    replace_file(path, 0o644, text)
    return True
