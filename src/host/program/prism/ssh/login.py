"""
A real login, up to where sshd and PAM have let the person in: by the host's own sshd and its whole configuration, started for this alone, with a key
that was made for it and that stands in the place of the person's only where nobody else sees it: in a mount namespace of its own.
"""

import _signal
import posix

from prism.core import limits
from prism.core.files import write_all
from prism.core.limits import TimedOut, ask
from prism.core.programs import Ran, have, run
from prism.core.text import last_words
from prism.people.namespaces import NEW_MOUNTS, NEW_PIDS, NO_SUID_DEV_EXEC, Kernel, without_logind
from prism.ssh.apart import have_folder
from prism.ssh.effective import Sshd
from prism.ssh.key_files import FOLDER as KEYS
from prism.ssh.key_files import file_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable

SECONDS = 15
ASIDE = b"/var/lib/prism"
"""Where Prism keeps its record; covered by an empty folder while public keys are offered."""
IN = b"Authenticated to "
PARTLY = b"with partial success"
ASKED = b"SSH2_MSG_SERVICE_ACCEPT received"
OFFERS = b": Offering "
TAKES = b"Server accepts key"
AT_ONCE = 2
"""Keys that are offered in one connection: sshd ends it after a few (MaxAuthTries)."""
OPTIONS = (
    b"BatchMode=yes",
    b"IdentitiesOnly=yes",
    b"PreferredAuthentications=publickey",
    b"StrictHostKeyChecking=no",
    b"UserKnownHostsFile=/dev/null",
    b"GlobalKnownHostsFile=/dev/null",
)
# who comes in does not hang on it, and what comes first today costs a tenth of a second of the processor
KEX = b"curve25519-sha256"


class Heard(Exception):
    """What ssh says as soon as it is known: nothing of the person's has run yet, and nothing shall."""


class Ear:
    def __init__(self, until: bytes) -> None:
        self.said = b""
        self.until = until

    def write(self, said: bytes) -> None:
        self.said += said
        if IN in self.said or self.until in self.said:
            raise Heard


def try_login(sshd: Sshd, name: bytes, anyway: bool = False) -> "tuple[bytes, bytes]":
    """
    yes, more (the key was taken, and something else is asked for), no; empty: it could not be tried. And what ssh said last. `anyway`: also of somebody whose
    file sshd does not read, as if it did: what is then left to refuse them is the account.
    """

    def offer(kernel: Kernel) -> "tuple[bytes, bytes]":
        kernel.mount(b"tmpfs", KEYS, b"tmpfs", NO_SUID_DEV_EXEC, b"mode=755,size=64k")
        key = KEYS + b"/.key"
        made = run(5, [b"ssh-keygen", b"-q", b"-t", b"ed25519", b"-N", b"", b"-C", b"", b"-f", key])
        if not made.ok:
            return b"", last_words(made.said)
        posix.rename(key + b".pub", file_of(name))
        posix.chmod(file_of(name), 0o644)
        ran, said = _ssh(sshd, name, [key], b" -o AuthorizedKeysFile=%s/%%%%u" % KEYS if anyway else b"", IN)
        return (b"yes", b"") if IN in said else _heard(ran, said)

    return _apart(offer)


def offer_keys(sshd: Sshd, name: bytes, keys: "list[tuple[bytes, bytes]]") -> "tuple[bytes, bytes]":
    """Whether sshd would take one of these public keys of that account, by its own files: yes, no; empty: it could not be tried. Nothing is signed."""

    def offer(kernel: Kernel) -> "tuple[bytes, bytes]":
        kernel.mount(b"tmpfs", ASIDE, b"tmpfs", NO_SUID_DEV_EXEC, b"mode=700,size=256k")
        paths = [b"%s/%d.pub" % (ASIDE, n) for n in range(len(keys))]
        for path, key in zip(paths, keys):
            to = posix.open(path, posix.O_WRONLY | posix.O_CREAT | posix.O_CLOEXEC, 0o600)
            write_all(to, b"%s %s\n" % key)
            posix.close(to)
        for n in range(0, len(paths), AT_ONCE):
            some = paths[n : n + AT_ONCE]
            ran, said = _ssh(sshd, name, some, b"", TAKES)
            if TAKES in said or IN in said:
                return b"yes", b""
            # a type that this ssh does not know was offered to nobody
            if ASKED not in said or ran.late or said.count(OFFERS) < len(some):
                return b"", last_words(said)
        return b"no", b""

    return _apart(offer)


def _apart(offer: "Callable[[Kernel], tuple[bytes, bytes]]") -> "tuple[bytes, bytes]":
    """In a child's own namespaces: its first process ends with its answer, and the kernel ends all that it started."""
    if limits.stuck >= 2 or not (have(b"ssh") and have(b"ssh-keygen")):
        return b"", b"ssh: not found"

    def first() -> "tuple[bytes, bytes]":
        try:
            kernel = Kernel()
        except (ImportError, MemoryError):
            return b"", b"this Python has no ctypes"
        # this child has let go of them, and its own would try it again
        limits.held.clear()
        kernel.unshare(NEW_MOUNTS | NEW_PIDS)
        kernel.take_from_host()
        have_folder(kernel)
        without_logind(kernel)

        def inside() -> "tuple[bytes, bytes]":
            kernel.end_with_parent(_signal.SIGKILL)
            return offer(kernel)

        return ask(SECONDS, inside)

    try:
        return ask(SECONDS + 5, first)
    except (TimedOut, OSError) as error:
        return b"", str(error).encode("ascii", "replace")


def _ssh(sshd: Sshd, name: bytes, keys: "list[bytes]", more: bytes, until: bytes) -> "tuple[Ran, bytes]":
    words = [b"ssh", b"-v", b"-N", b"-T", b"-F", b"/dev/null", *(word for key in keys for word in (b"-i", key))]
    for option in OPTIONS + ((b"KexAlgorithms=" + KEX,) if KEX in sshd.kex.split(b",") else ()):
        words += [b"-o", option]
    ear = Ear(until)
    try:
        ran = run(SECONDS - 2, [*words, b"-o", b"ProxyCommand=%s -i%s" % (sshd.program, more), name + b"@this-host"], ear)
    except Heard:
        ran = Ran(0, b"")
    return ran, ear.said


def _heard(ran: Ran, said: bytes) -> "tuple[bytes, bytes]":
    words = last_words(b"\n".join(line for line in said.split(b"\n") if not line.startswith(b"debug1: ")), 2)
    if PARTLY in said:
        return b"more", words
    # sshd has heard who it is, and did not let them in
    return (b"no" if ASKED in said and not ran.late else b""), words
