"""Where a host's own configuration still names somebody who left. Read only: whose these files are, Prism cannot know, so it names them."""

from prism.core.clock import monotonic
from prism.core.files import listed, read_file
from prism.core.programs import find_program
from prism.leaving.kerberos import principals
from prism.leaving.polkit import polkit_files
from prism.leaving.tables import names_in, root_tables, started_by_root
from prism.leaving.units import instances, runs_as, units
from prism.leaving.ways import MANAGED, doas_paths, managed_by
from prism.people.sshd_config import sshd_configuration
from prism.ssh.config import naming
from prism.sudo.asking import ask_sudo
from prism.sudo.certain import is_certain
from prism.sudo.sudoers import MOST, is_in_sudoers, sudoers, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Dict, List

SHOWN = 5
TOGETHER = 30


class Named:
    """The files are read once for all people."""

    def __init__(self, accounts: "Dict[bytes, List[bytes]]") -> None:
        self.units = units()
        self.started = instances()
        self.tables = _files(b"/etc/cron.d") + _one(b"/etc/crontab")
        self.by_root = root_tables() + started_by_root()
        self.sudoers = sudoers()
        self.sudo = find_program(b"sudo")
        # without sudo nobody reads them
        self.is_certain = self.sudo is None or is_certain(self.sudoers)
        if self.is_certain:
            self.sudo = None
        self.until = monotonic() + TOGETHER
        main = sshd_configuration()
        self.sshd = [] if main is None else naming(main)
        self.others = [pair for path in doas_paths() for pair in _one(path)] + polkit_files()
        self.kerberos, self.has_all = principals(accounts)

    def of(self, name: bytes, uid: int) -> "tuple[list[bytes], bool]":
        """And whether that is all: of what sudo reads and is not known for certain, sudo itself is asked."""
        number = b"%d" % uid
        found = [b"unit " + unit for unit, text in self.units if runs_as(text, (name, number))]
        found += [b"unit " + unit for unit, instance in self.started if instance in (name, number)]
        found += [path for path, text in self.tables if names_in(text, (name, number), True)]
        found += [path for path, text in self.by_root if names_in(text, (name, number), False)]
        found += [path for path, text in self.sudoers if is_in_sudoers(text, (name, b"#" + number, b"%" + name, b"%#" + number))]
        found += [MANAGED for _ in managed_by(name)]
        found += [path for path, text in self.others if {name, number}.intersection(words(text))]
        found += [path for one, path in self.sshd if one == name]
        found += [path for who, whose, path in self.kerberos if who == name and whose != name]
        says = None if self.sudo is None or monotonic() > self.until else ask_sudo(self.sudo, name)
        if says is not None and says.gives_root:
            found.append(b"what sudo reads")
        return sorted(set(found))[:SHOWN], self.has_all and (self.is_certain or (says is not None and says.said != b""))


def _files(folder: bytes) -> "list[tuple[bytes, bytes]]":
    return [pair for name in listed(folder) for pair in _one(folder + b"/" + name)]


def _one(path: bytes) -> "list[tuple[bytes, bytes]]":
    text = read_file(path, MOST)
    return [] if text is None else [(path, text)]
