"""What sshd makes of its configuration for an account, by its own word: `sshd -T -C`, once for each kind of account that it can tell apart."""

from prism.core.programs import find_program
from prism.core.text import last_words
from prism.people.sshd_config import sshd_configuration
from prism.registry.local import Local
from prism.ssh.apart import run_sshd
from prism.ssh.config import all_lines, kind_of, patterns_in, reads_all

TYPE_CHECKING = False
if TYPE_CHECKING:
    from prism.ssh.config import Kind

FROM = b"host=localhost,addr=127.0.0.1,laddr=127.0.0.1,lport=22"


class Broken(Exception):
    """sshd does not take its configuration: in words, bytes."""

    def __init__(self, words: bytes) -> None:
        Exception.__init__(self, words)
        self.words = words


class Sshd:
    """The host's sshd: its program, and the file without which it does not start. `kex`: the key exchanges that it takes, as far as it was asked."""

    __slots__ = ("program", "main", "kex")

    def __init__(self, program: bytes, main: bytes) -> None:
        self.program = program
        self.main = main
        self.kex = b""


def find_sshd() -> "Sshd | None":
    program, main = find_program(b"sshd"), sshd_configuration()
    return None if program is None or main is None else Sshd(program, main)


class Effective:
    """Asked when it is first needed; `more` are patterns that a configuration to come will tell accounts apart by."""

    def __init__(self, sshd: Sshd, local: Local, more: "tuple[bytes, ...]" = ()) -> None:
        self.sshd = sshd
        self.local = local
        self.patterns = sorted({*patterns_in(all_lines(sshd.main)), *more})
        self.alone = not reads_all(sshd.main)
        self.told: "dict[Kind, bytes]" = {}
        self.names = {fields[2]: name for name, fields in local.groups.items()}

    def kind(self, name: bytes) -> "Kind":
        own = self.names.get(self.local.accounts[name][3], b"")
        kind = kind_of(name, [own, *self.local.member_of(name)], self.patterns)
        # a line that was not read may name them
        return kind | {(b"account", name)} if self.alone else kind

    def of(self, name: bytes) -> bytes:
        """Its lines. Raises Broken."""
        kind = self.kind(name)
        if kind not in self.told:
            self.told[kind] = ask_sshd(self.sshd, name)
        return self.told[kind]


def ask_sshd(sshd: Sshd, name: bytes) -> bytes:
    """Raises Broken."""
    words = [sshd.program, b"-T", b"-C", b"user=%s,%s" % (name, FROM)]
    told = run_sshd(words, errors=False)
    if not told.ok:
        raise Broken(last_words(run_sshd(words).said, 2))
    # no Match says it otherwise
    sshd.kex = value(told.said, b"kexalgorithms")
    return told.said


def value(text: bytes, keyword: bytes) -> bytes:
    """Of a keyword in what sshd told; several lines of one are one value."""
    head = keyword + b" "
    return b" ".join(line[len(head) :] for line in text.split(b"\n") if line.startswith(head))
