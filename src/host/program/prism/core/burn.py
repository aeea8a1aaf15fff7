"""
Settles another job of which nobody knows whether it came here. Under the host's lock: what it did is told as it told it; where it never
came, its folder is made, so that it is refused as one that was cut off, however late SSM delivers it.
"""

import posix

from prism.core.files import exists, read_file, sync_folder
from prism.core.job import Job
from prism.core.store import JOBS
from prism.core.text import number


def burn(job: Job) -> None:
    folder = JOBS + b"/" + job.given.text(b"BURN")
    words = (read_file(folder + b"/status") or b"").split()
    lines = (read_file(folder + b"/records") or b"").split(b"\n")[:-1]
    if len(words) == 2 and number(words[1]) == len(lines):
        job.records.lines = lines
        state = "done"
    elif exists(folder):
        state = "interrupted"
    else:
        posix.mkdir(folder, 0o700)
        sync_folder(JOBS)
        state = "absent"
    job.records.add("burned", state=state)
