"""What a look knows of its host so far: looks are done in an order, and later ones use what earlier ones found."""

from prism.core.job import Job
from prism.looks.system import System
from prism.mounts.place import real_place
from prism.mounts.table import Mount
from prism.people.accounts import Accounts
from prism.people.names import Names


class Host:
    """
    `names`: the accounts that are looked at, those that were given or the login user. `place`: where the mount point really is, links of
    root's followed. `mounts`: the mount table, `top` what is mounted at the place; `live`: the volume can be looked at. `devices`: of mounts
    of the volume that this job took away. `numbers`: whose uids and gids are. `umasks`: what was measured in a session of an account (None: could not be);
    `sessions`: the same by account and kind of session.
    """

    def __init__(self, job: Job, system: System) -> None:
        self.job = job
        self.given = job.given
        self.place = real_place(job.given.mount_point)
        self.records = job.records
        self.system = system
        self.accounts = Accounts()
        self.numbers = Names()
        self.names: "list[bytes]" = job.given.list(b"ACCOUNTS")
        self.login = b""
        self.mounts: "list[Mount]" = []
        self.top: "Mount | None" = None
        self.live = False
        self.devices: "set[bytes]" = set()
        self.umasks: "dict[bytes, int | None]" = {}
        self.sessions: "dict[tuple[bytes, bytes], int | None]" = {}
        self.instance = b""
