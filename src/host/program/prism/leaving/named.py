"""Where a host's own configuration still names somebody who left. Read only: whose these files are, Prism cannot know, so it names them."""

from prism.core.files import listed, read_file
from prism.leaving.units import instances, runs_as, units
from prism.people.sshd_config import sshd_configuration
from prism.ssh.config import naming
from prism.sudo.sudoers import MOST, is_in_sudoers, sudoers, words

POLKIT = tuple(folder + b"/polkit-1/rules.d" for folder in (b"/etc", b"/run", b"/usr/local/share", b"/usr/share"))
LOCAL_AUTHORITY = (b"/etc/polkit-1/localauthority", b"/var/lib/polkit-1/localauthority")
"""What polkit read before it had rules: a folder of folders."""
SHOWN = 5


class Named:
    """The files are read once for all people."""

    def __init__(self) -> None:
        self.units = units()
        self.started = instances()
        self.tables = _files(b"/etc/cron.d") + _one(b"/etc/crontab")
        self.sudoers = sudoers()
        main = sshd_configuration()
        self.sshd = [] if main is None else naming(main)
        self.others = _one(b"/etc/doas.conf") + _one(b"/usr/local/etc/doas.conf") + _files(b"/etc/doas.d")
        for folder in (
            *POLKIT,
            b"/etc/polkit-1/localauthority.conf.d",
            *(top + b"/" + name for top in LOCAL_AUTHORITY for name in listed(top)),
        ):
            self.others += _files(folder)

    def of(self, name: bytes, uid: int) -> "list[bytes]":
        number = b"%d" % uid
        found = [b"unit " + unit for unit, text in self.units if runs_as(text, (name, number))]
        found += [b"unit " + unit for unit, instance in self.started if instance in (name, number)]
        found += [path for path, text in self.tables if any(_cron_user(line) == name for line in text.split(b"\n"))]
        found += [path for path, text in self.sudoers if is_in_sudoers(text, (name, b"#" + number))]
        found += [path for path, text in self.others if {name, number}.intersection(words(text))]
        found += [path for one, path in self.sshd if one == name]
        return sorted(set(found))[:SHOWN]

    def sudo(self, name: bytes, uid: int, groups: "list[bytes]") -> bool:
        """Whether sudoers names them, or a group of theirs but those that the distribution's own file gives rights (which are told by name)."""
        names = (name, b"#%d" % uid, *(b"%" + group for group in groups))
        return any(is_in_sudoers(text, names) for _, text in self.sudoers)


def _files(folder: bytes) -> "list[tuple[bytes, bytes]]":
    return [pair for name in listed(folder) for pair in _one(folder + b"/" + name)]


def _one(path: bytes) -> "list[tuple[bytes, bytes]]":
    text = read_file(path, MOST)
    return [] if text is None else [(path, text)]


def _cron_user(line: bytes) -> bytes:
    words = line.split()
    if not words or words[0].startswith(b"#"):
        return b""
    at = 1 if words[0].startswith(b"@") else 5
    return words[at] if len(words) > at else b""
