"""Whether an account may still come in, by what shadow says of its days."""

from prism.core.clock import now
from prism.core.files import read_file
from prism.core.programs import run
from prism.core.text import number

SECONDS = 10


class Days:
    """Whether an account is past its end, and whether its password is past its own: before a new one neither cron nor ssh goes on."""

    __slots__ = ("expired", "due")

    def __init__(self, expired: bool, due: bool) -> None:
        self.expired = expired
        self.due = due


def days_of(names: "list[bytes]") -> "dict[bytes, Days]":
    """What shadow says of their days, as pam_unix reads it; of those that it knows."""
    found = _days(read_file(b"/etc/shadow", 1 << 22) or b"", names)
    others = [name for name in names if name not in found]
    if others:
        found.update(_days(run(SECONDS, [b"getent", b"shadow"] + others).said, others))
    return found


def _days(text: bytes, names: "list[bytes]") -> "dict[bytes, Days]":
    today = now() // 86400
    found: "dict[bytes, Days]" = {}
    for line in text.split(b"\n"):
        fields = line.split(b":")
        if len(fields) < 8 or fields[0] not in names or fields[0] in found:
            continue
        changed, most, ends = number(fields[2], 9), number(fields[4], 9), number(fields[7], 9)
        due = changed == 0 or (changed is not None and most is not None and today - changed > most)
        found[fields[0]] = Days(ends is not None and today >= ends, due)
    return found
