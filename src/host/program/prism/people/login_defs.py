"""What login.defs says of the umask, as pam_umask looks it up (pam_modutil_search_key)."""

from prism.core.files import exists, is_file, listed, read_file
from prism.core.programs import run

SECURITY = (
    b"/lib/x86_64-linux-gnu/security/",
    b"/usr/lib/x86_64-linux-gnu/security/",
    b"/lib/aarch64-linux-gnu/security/",
    b"/usr/lib/aarch64-linux-gnu/security/",
    b"/lib64/security/",
    b"/usr/lib64/security/",
    b"/lib/security/",
    b"/usr/lib/security/",
)


class LoginDefs:
    """`umask` as text, None where nothing is set; `usergroups`: whether this build of pam_umask reads USERGROUPS_ENAB, and it is yes."""

    __slots__ = ("umask", "usergroups")

    def __init__(self, umask: "bytes | None", usergroups: bool) -> None:
        self.umask = umask
        self.usergroups = usergroups


def read_login_defs() -> LoginDefs:
    umask = _first(b"UMASK")
    if umask is None:
        return LoginDefs(search_key(read_file(b"/etc/default/login"), b"UMASK"), False)
    asked = (_first(b"USERGROUPS_ENAB") or b"").lower() == b"yes"
    return LoginDefs(umask, asked and _reads_usergroups())


def _first(key: bytes) -> "bytes | None":
    """A key that the site's file has not is taken from the one that the package brings (SUSE)."""
    files = [b"/etc/login.defs", b"/usr/etc/login.defs"]
    if is_file(files[1]):
        # where packages bring theirs there, additions count before both, and the last one most
        folder = b"/etc/login.defs.d/"
        files = [folder + name for name in reversed(listed(folder)) if name.endswith(b".defs")] + files
    for path in files:
        found = search_key(read_file(path), key)
        if found is not None:
            return found
    return None


def search_key(text: "bytes | None", key: bytes) -> "bytes | None":
    """The first value of a key, in whatever letters."""
    for line in (text or b"").split(b"\n"):
        said = line.partition(b"#")[0].replace(b"=", b" ", 1).replace(b"\t", b" ").strip()
        name, _, value = said.partition(b" ")
        if name.upper() == key:
            return value.lstrip(b" =")
    return None


def _reads_usergroups() -> bool:
    """Some builds of pam_umask (Debian's, Ubuntu's) also read this; whether this one does, its text tells."""
    path = pam_module(b"pam_umask.so")
    return path is not None and b"USERGROUPS_ENAB" in (read_file(path) or b"")


def pam_module(name: bytes) -> "bytes | None":
    """A module's file. Where distributions have them first: a search reads all of /usr/lib."""
    for folder in SECURITY:
        if is_file(folder + name):
            return folder + name
    roots = [root for root in (b"/lib/", b"/lib64/", b"/usr/lib/", b"/usr/lib64/") if exists(root)]
    found = run(20, [b"find"] + roots + [b"-maxdepth", b"4", b"-name", name, b"-print", b"-quit"], errors=False)
    return found.said or None
