"""unmount"""

from prism.core.job import Job, run_job


def do(job: Job) -> None:
    return


run_job(do)
