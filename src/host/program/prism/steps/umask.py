"""The members' umask."""

from prism.core.steps import Did, unchanged
from prism.looks.host import Host


def step_umask(host: Host) -> Did:
    return unchanged("")
