"""What a look knows of its host so far: looks are done in an order, and later ones use what earlier ones found."""
from prism.core.job import Job
from prism.core.limits import Refusal
from prism.looks.system import System
from prism.mounts.real_place import use_real_place
from prism.mounts.table import Mount
from prism.people.accounts import Accounts


class Host:
    """
    `names`: the accounts that are looked at, those that were given or the login user. `mounts`: the mount table, `top` what is mounted at the
    mount point; `live`: the volume can be looked at. `asked_place`: the mount point as it was asked for, where the real one is another path.
    `devices`: of mounts of the volume that this job took away. `umasks`: what was measured in a session of an account (None: could not be).
    """

    def __init__(self, job: Job, system: System) -> None:
        try:
            self.asked_place = use_real_place(job.given)
        except Refusal:
            # what the path leads to is not known for certain: it is looked at as it was asked for
            self.asked_place = job.given.mount_point
        self.job = job
        self.given = job.given
        self.records = job.records
        self.system = system
        self.accounts = Accounts()
        self.names: "list[bytes]" = job.given.list(b"ACCOUNTS")
        self.login = b""
        self.mounts: "list[Mount]" = []
        self.top: "Mount | None" = None
        self.live = False
        self.devices: "set[bytes]" = set()
        self.umasks: "dict[bytes, int | None]" = {}
        self.instance = b""
