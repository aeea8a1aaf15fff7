"""What root has this host start by tables and scripts of its own: cron's, and what begins with the host. A line of root's becomes somebody by `su` and the like."""

from prism.core.files import listed, read_file
from prism.leaving.spools import CRONTABS
from prism.leaving.units import said_words
from prism.sudo.sudoers import MOST

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List, Tuple

    Files = List[Tuple[bytes, bytes]]

SCRIPTS = (b"/etc/rc.local", b"/etc/rc.d/rc.local", b"/etc/inittab", b"/etc/anacrontab", b"/etc/xinetd.conf", b"/etc/logrotate.conf")
FOLDERS = (b"/etc/xinetd.d", b"/etc/logrotate.d", b"/etc/supervisor/conf.d", b"/etc/supervisord.d")
TIMES = 5


def root_tables() -> "Files":
    return _read([folder + b"/root" for folder in CRONTABS])


def started_by_root() -> "Files":
    """Also what names by a word of its own as whom it runs: `user = NAME`, logrotate's `su NAME GROUP`."""
    return _read([*SCRIPTS, *(folder + b"/" + name for folder in FOLDERS for name in listed(folder))])


def names_in(text: bytes, names: "Tuple[bytes, ...]", has_user: bool) -> bool:
    """`has_user`: cron's own table, with whose each line is; another person's line becomes nobody else."""
    for line in text.split(b"\n"):
        words = line.split()
        if not words or words[0].startswith(b"#") or words[0].partition(b"=")[0] == b"MAILTO":
            continue
        if has_user:
            at = 1 if words[0].lstrip(b"-").startswith(b"@") else TIMES
            if words[at : at + 1] == [names[0]]:
                return True
            # the program itself may be called as somebody is
            words = words[at + 2 :] if words[at : at + 1] == [b"root"] else []
        if any(word in names for word in said_words(b" ".join(words))):
            return True
    return False


def _read(paths: "List[bytes]") -> "Files":
    pairs = [(path, read_file(path, MOST)) for path in paths]
    return [(path, text) for path, text in pairs if text is not None]
