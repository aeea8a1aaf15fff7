"""The shared group, and those beside it: made with their numbers where they are missing."""

from prism.core.programs import run
from prism.core.steps import Did, Wrong, changed, unchanged
from prism.core.text import last_words
from prism.steps.caches import forget_groups
from prism.steps.mounting import Mounting
from prism.steps.preflight import check_group


def step_group(mounting: Mounting) -> Did:
    made: "list[bytes]" = []
    there: "list[bytes]" = []
    for name, gid, is_there in check_group(mounting):
        if is_there:
            there.append(b"%s has gid %d" % (name, gid))
            continue
        ran = run(30, [b"groupadd", b"-g", b"%d" % gid, name], mounting.job.log)
        if not ran.ok:
            raise Wrong("step-failed", b"groupadd: " + last_words(ran.said, 2))
        made.append(b"made %s with gid %d" % (name, gid))
    if not made:
        return unchanged(b", ".join(there))
    forget_groups()
    mounting.accounts.forget_groups()
    return changed(b", ".join(made))
