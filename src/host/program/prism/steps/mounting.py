"""What a mount knows of itself from step to step, and what it has to undo should a later one fail."""

from prism.core.job import Job
from prism.looks.host import Host
from prism.looks.system import System
from prism.mounts.client import Client
from prism.mounts.identify import read_mounts
from prism.mounts.place import real_place
from prism.mounts.table import Mount, top_at


class Mounting:
    """
    `place`: where the mount point really is. To undo: `mounted`, a mount found at the place is this run's; `left`, the access (rw or ro) of a
    mount that it took away to mount it otherwise, and `left_options`, with which that comes back; `made`, the directories that it made, the deepest first; `fstab_before`, our line as
    it stood, or nothing, once fstab was written; `fstab_text`, all of fstab before it was taken over, and `fstab_after`, what it became.
    `tidied`: what of the EFS client's was taken away after a mount that failed, in words.
    """

    def __init__(self, job: Job, system: System) -> None:
        self.job = job
        self.given = job.given
        self.records = job.records
        self.system = system
        self.host = Host(job, system)
        self.accounts = self.host.accounts
        self.names = self.host.names
        self.place = real_place(job.given.mount_point)
        self.client = Client(b"", False, False, b"")
        self.mounts: "list[Mount]" = []
        self.mounted = False
        self.left = b""
        self.left_options = b""
        self.made: "list[bytes]" = []
        self.fstab_before: "bytes | None" = None
        self.fstab_text: "bytes | None" = None
        self.fstab_after: "bytes | None" = None
        self.tidied = b""

    def top(self) -> "Mount | None":
        """Reads the mount table: what is mounted at the place now, by where it really is."""
        self.mounts = read_mounts(self.given)
        return top_at(self.mounts, self.place)

    @property
    def read_only(self) -> bool:
        return self.given.text(b"ACCESS") == b"ro"

    @property
    def keep(self) -> bool:
        """What is mounted stays as it is, and nothing is mounted."""
        return self.given.flag(b"KEEP_MOUNT")

    @property
    def options(self) -> bytes:
        """Those that it is mounted with, for `mount -o`."""
        return self.given.text(b"EFS_OPTIONS" if self.client.efs else b"NFS_OPTIONS")

    @property
    def iam(self) -> bool:
        """The mount shows an IAM identity, by the EFS client alone."""
        return b"iam" in self.options.split(b",")

    def is_asked_for(self, mount: Mount) -> bool:
        """The volume, through the access point that was asked for, or through none."""
        return mount.fs == self.given.file_system and mount.access_point == self.given.text(b"ACCESS_POINT")


def in_words(mount: Mount) -> bytes:
    through = b", through " + mount.access_point if mount.access_point else b""
    return b"%s (%s%s)" % (mount.fs or mount.source, mount.kind, through)
