"""
What people leave behind who mount a file system by hand, besides the mount and the fstab line: units, automounter maps, boot scripts, umask
lines, groups that own the data. Only read, and only where somebody asked to adopt it.
"""

from prism.core.limits import TimedOut, ask
from prism.core.parameters import Parameters
from prism.looks.data_groups import look_data
from prism.looks.host import Host
from prism.looks.managers import look_managers
from prism.looks.paths import look_paths
from prism.people.profiles import system_profiles, umask_lines, umask_lines_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from prism.people.profiles import Found

SHOWN = 20
TEXT = 120


def look_by_hand(host: Host) -> None:
    look_own_space(host)
    look_managers(host)
    look_umask_lines(host)
    look_data(host)


def look_own_space(host: Host) -> None:
    """The login user that was found here has a personal space too, which nobody could name beforehand; only its name counts for a look."""
    given = host.given
    if given.list(b"ACCOUNTS") or not host.login:
        return
    values = dict(given.values)
    values[b"PATHS"] = b"users/%s:%s:0000" % (host.login, host.login)
    host.given = Parameters(values)
    try:
        look_paths(host)
    finally:
        host.given = given


def look_umask_lines(host: Host) -> None:
    """Lines that set a umask in the profiles of the system and of the accounts. At most 20."""
    found = [one for path in system_profiles() for one in umask_lines(path, None)]
    homes = [(account.home, account.uid) for account in (host.accounts.of(name) for name in host.names) if account is not None]
    for path, number, text in (found + _of_homes(homes))[:SHOWN]:
        host.records.add("umask-line", file=path, line=number, text=text[:TEXT])


def _of_homes(homes: "list[tuple[bytes, int]]") -> "list[Found]":
    """A home may lie on a server that hangs; one that does must not cost the others."""
    try:
        return ask(10, lambda: umask_lines_of(homes))
    except (TimedOut, OSError):
        if len(homes) < 2:
            return []
    return [one for home in homes for one in _of_homes([home])]
