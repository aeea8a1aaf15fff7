"""
Which accounts Prism made or took over on this host, and which number each has: only those are ever changed. Root's own file, with the instance
that it was written on, since an image takes it along.
"""

import posix

from prism.core.files import make_folders, read_file
from prism.core.replace import replace_file
from prism.core.text import number
from prism.registry.numbers import is_name, is_number

FOLDER = b"/var/lib/prism"
FILE = FOLDER + b"/people"


class Record:
    def __init__(self, instance: bytes, people: "dict[bytes, int]") -> None:
        self.instance = instance
        self.people = people

    def has(self, name: bytes, uid: int) -> bool:
        return self.people.get(name) == uid


def read_record() -> Record:
    """Lines `instance ID` and `person NAME UID`; any other says nothing, nor does what can be nobody's of a registry."""
    instance = b""
    people: "dict[bytes, int]" = {}
    for line in (read_file(FILE) or b"").split(b"\n"):
        words = line.split(b" ")
        uid = number(words[2]) if len(words) == 3 else None
        if words[0] == b"person" and uid is not None and is_number(uid) and is_name(words[1]):
            people[words[1]] = uid
        elif words[0] == b"instance" and len(words) == 2:
            instance = words[1]
    return Record(instance, people)


def write_record(record: Record) -> None:
    """On the disk when it returns. Raises OSError."""
    make_folders(FOLDER, 0o700)
    lines = [b"instance %s\n" % record.instance] if record.instance else []
    lines += [b"person %s %d\n" % one for one in sorted(record.people.items())]
    replace_file(FILE, 0o600, b"".join(lines))


def this_instance() -> bytes:
    """As the agent says; empty where it does not."""
    return posix.environ.get(b"AWS_SSM_INSTANCE_ID", b"")
