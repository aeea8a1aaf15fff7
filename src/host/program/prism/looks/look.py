"""The look: `inspect` is this, and so is the look after a mount."""

from prism.looks.asked import look_asked
from prism.looks.boot import look_boot
from prism.looks.client import look_client
from prism.looks.fstab import look_fstab
from prism.looks.host import Host
from prism.looks.left import look_left
from prism.looks.login import look_login
from prism.looks.mounted import look_mounts, look_place
from prism.looks.paths import look_paths
from prism.looks.people import look_accounts, look_groups
from prism.looks.processes import look_stale, look_units
from prism.looks.system import look_system
from prism.looks.umasks import look_umasks
from prism.looks.zone import look_zone
from prism.mounts.client import ask_client

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable


def look(host: Host, depth: bytes, tries: "Callable[[Host], None] | None" = None) -> None:
    """Everything that is read, then what is tried, where something is given that tries."""
    ask_client()
    look_system(host.records, host.system)
    look_zone(host)
    look_login(host)
    look_accounts(host)
    look_groups(host)
    look_client(host)
    look_mounts(host)
    look_place(host)
    look_fstab(host)
    look_boot(host)
    look_left(host)
    look_asked(host)
    look_paths(host, entries=not host.given.flag(b"ENFORCED"))
    if tries is not None:
        tries(host)
    look_umasks(host)
    look_stale(host)
    look_units(host)
    host.records.add("looked", depth=depth)
