"""Where a host's own configuration still names somebody who left. Read only: whose these files are, Prism cannot know, so it names them."""

from prism.core.clock import monotonic
from prism.core.files import listed, read_file
from prism.core.programs import find_program
from prism.leaving.ways import MANAGED, managed_by
from prism.people.sshd_config import sshd_configuration
from prism.ssh.config import naming
from prism.sudo.asking import ask_sudo
from prism.sudo.certain import is_certain
from prism.sudo.sudoers import MOST, is_in_sudoers, sudoers, words

UNITS = (
    b"/etc/systemd/system",
    b"/run/systemd/system",
    b"/usr/local/lib/systemd/system",
    b"/usr/lib/systemd/system",
    b"/lib/systemd/system",
)
SHOWN = 5
TOGETHER = 30


class Named:
    """The files are read once for all people."""

    def __init__(self) -> None:
        self.units = [unit for folder in UNITS for unit in _units(folder)]
        self.started = [(path, name) for folder in UNITS[:2] for path, name in _wanted(folder)]
        self.tables = _files(b"/etc/cron.d") + _one(b"/etc/crontab")
        self.sudoers = sudoers()
        self.sudo = find_program(b"sudo")
        # without sudo nobody reads them
        self.is_certain = self.sudo is None or is_certain(self.sudoers)
        if self.is_certain:
            self.sudo = None
        self.until = monotonic() + TOGETHER
        main = sshd_configuration()
        self.sshd = [] if main is None else naming(main)
        self.others = _one(b"/etc/doas.conf") + _files(b"/etc/polkit-1/rules.d") + _files(b"/usr/share/polkit-1/rules.d")

    def of(self, name: bytes, uid: int) -> "tuple[list[bytes], bool]":
        """And whether that is all: of what sudo reads and is not known for certain, sudo itself is asked."""
        number = b"%d" % uid
        found = [b"unit " + unit for unit, text in self.units if _runs_as(text, (name, number))]
        found += [b"unit " + unit for unit, instance in self.started if instance in (name, number)]
        found += [path for path, text in self.tables if any(_cron_user(line) == name for line in text.split(b"\n"))]
        found += [path for path, text in self.sudoers if is_in_sudoers(text, (name, b"#" + number, b"%" + name, b"%#" + number))]
        found += [MANAGED for _ in managed_by(name)]
        found += [path for path, text in self.others if name in words(text)]
        found += [path for one, path in self.sshd if one == name]
        says = None if self.sudo is None or monotonic() > self.until else ask_sudo(self.sudo, name)
        if says is not None and says.gives_root:
            found.append(b"what sudo reads")
        return sorted(set(found))[:SHOWN], self.is_certain or (says is not None and says.said != b"")


def _units(folder: bytes) -> "list[tuple[bytes, bytes]]":
    """Services with what others add to them: each by its file's name."""
    found = _files(folder, b".service")
    for name in listed(folder):
        if name.endswith(b".service.d"):
            found += [(name[:-2], text) for _, text in _files(folder + b"/" + name, b".conf")]
    return found


def _wanted(folder: bytes) -> "list[tuple[bytes, bytes]]":
    """Units of a template that are started for somebody: user@1000.service, and what it is started for."""
    names = [(one, folder + b"/" + one) for one in listed(folder)]
    for one, path in list(names):
        if one.endswith((b".wants", b".requires", b".upholds")):
            names += [(name, path + b"/" + name) for name in listed(path)]
    return [(name, name.partition(b"@")[2].rpartition(b".")[0]) for name, _ in names if b"@" in name]


def _files(folder: bytes, end: bytes = b"") -> "list[tuple[bytes, bytes]]":
    pairs = [(folder + b"/" + name, name) for name in listed(folder) if name.endswith(end)]
    return [(name if end else path, text) for path, name in pairs for text in [read_file(path, MOST)] if text is not None]


def _one(path: bytes) -> "list[tuple[bytes, bytes]]":
    text = read_file(path, MOST)
    return [] if text is None else [(path, text)]


def _runs_as(text: bytes, names: "tuple[bytes, ...]") -> bool:
    for line in text.split(b"\n"):
        key, equals, value = line.partition(b"=")
        if equals and key.strip() in (b"User", b"Group") and value.strip() in names:
            return True
        # su, runuser, setpriv, and a console that lets somebody in by itself
        if equals and key.strip().startswith(b"Exec") and any(one in value.replace(b"=", b" ").split() for one in names):
            return True
    return False


def _cron_user(line: bytes) -> bytes:
    words = line.split()
    if not words or words[0].startswith(b"#"):
        return b""
    at = 1 if words[0].startswith(b"@") else 5
    return words[at] if len(words) > at else b""
