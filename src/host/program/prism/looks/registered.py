"""That a registry of people has accounts on this host: only how many, as looking at them is another job's."""

from prism.looks.host import Host
from prism.registry.record import read_record


def look_registered(host: Host) -> None:
    """As the host's record has them, those of who left too."""
    count = len(read_record().people)
    if count:
        host.records.add("registry-people", count=count)
