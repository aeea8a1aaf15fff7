"""
spaces: what the registry's people have on a volume that is mounted here. With CHANGE their spaces, the folders of groups and the links in their
homes are made and kept, each by itself; then, and without it, a look, and with TRY each person tries all of it.
"""

from prism.core.job import Job, run_job, run_look
from prism.core.parameters import read_parameters
from prism.registry.volume import give_on_volume, look_on_volume


def change(job: Job) -> None:
    give_on_volume(job)
    look_on_volume(job)


if read_parameters().flag(b"CHANGE"):
    run_job(change)
else:
    run_look(look_on_volume)
