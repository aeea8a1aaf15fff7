"""What is tried on the volume: the umask of each account's session is measured first, so that what it makes is made as a session of its makes it."""

from prism.looks.behaviour import look_behaviours
from prism.looks.enforced import look_enforced
from prism.looks.host import Host
from prism.looks.sessions import measure_umasks


def look_tries(host: Host) -> None:
    measure_umasks(host)
    if host.given.flag(b"ENFORCED"):
        look_enforced(host)
    else:
        look_behaviours(host)
