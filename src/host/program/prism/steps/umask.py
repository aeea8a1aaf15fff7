"""The members' umask."""
from prism.core.job import Job
from prism.core.steps import Did, unchanged
from prism.people.accounts import Accounts


def step_umask(job: Job, accounts: Accounts) -> Did:
    return unchanged("")
