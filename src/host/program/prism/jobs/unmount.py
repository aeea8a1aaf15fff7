"""unmount: really, or not at all; then a look at what is left."""

from prism.core.job import Job, run_job
from prism.core.steps import step
from prism.looks.client import look_client
from prism.looks.fstab import look_fstab
from prism.looks.host import Host
from prism.looks.mounted import look_mounts, look_place
from prism.looks.system import look_system, read_system
from prism.looks.zone import look_zone
from prism.mounts.asked import note_asked
from prism.mounts.left import note_left
from prism.steps.unmount import remove_line, unmount


def do(job: Job) -> None:
    host = Host(job, read_system())
    look_system(host.records, host.system)
    if step(host.records, "unmount", lambda: unmount(host)) and step(host.records, "fstab", lambda: remove_line(host)):
        for note in (lambda: note_asked(host.given, b""), lambda: note_left(host.given)):
            try:
                note()
            except OSError:
                # notes help a later look to tell what was wanted; that the mount is gone is what counts
                pass
    look_zone(host)
    look_client(host)
    look_mounts(host)
    look_place(host)
    look_fstab(host)
    host.records.add("looked", depth="mount")


run_job(do)
