"""What tests of steps share: a mount with given values, programs that only say what they are told to, and a mount table."""

from prism.core.parameters import Parameters
from prism.core.programs import Ran
from prism.core.records import Records
from prism.looks.system import System
from prism.mounts.client import Client
from prism.mounts.table import Mount
from prism.steps.mounting import Mounting

VOLUME = b"fs-0123456789abcdef0"
PLACE = b"/mnt/research-data"
GIVEN = {
    b"MOUNT_POINT": PLACE,
    b"FILE_SYSTEM": VOLUME,
    b"GROUP": b"prism-shared",
    b"GID": b"3000",
    b"ACCOUNTS": b"ubuntu",
    b"ACCESS": b"rw",
    b"KEEP_MOUNT": b"0",
    b"CLIENT": b"repository",
    b"MANAGER": b"apt-get",
    b"EFS_OPTIONS": b"_netdev,noresvport,tls,nosuid,nodev",
    b"NFS_OPTIONS": b"nfsvers=4.1",
    b"NFS_SERVER": b"nfs.example",
    b"MOUNT_SECONDS": b"4",
    b"PACKAGE_SECONDS": b"1",
}


class FakeJob:
    def __init__(self, given: "dict[bytes, bytes]") -> None:
        self.given = Parameters(given)
        self.records = Records()
        self.log = None
        self.key = b"01JTEST.mount.1"
        self.folder = b"/nonexistent"


def mounting(**more: bytes) -> Mounting:
    given = dict(GIVEN)
    for name, value in more.items():
        given[name.encode()] = value
    made = Mounting(FakeJob(given), System(b"ubuntu", b"24.04", b"debian", True))  # type: ignore[arg-type]
    made.client = Client(b"3.2.0", True, True, b"apt-get")
    return made


class Programs:
    """Answers in turn, the last one again and again; `asked` holds the argument lists."""

    def __init__(self, *answers: "tuple[int, bytes]") -> None:
        self.answers = list(answers) or [(0, b"")]
        self.asked: "list[list[bytes]]" = []

    def __call__(self, seconds: float, words: "list[bytes]", log: object = None, **more: object) -> Ran:
        self.asked.append(words)
        status, said = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return Ran(status, said)


def mounted(place: bytes = PLACE, own: bytes = b"rw,relatime", number: int = 40, device: bytes = b"0:50", fs: bytes = VOLUME) -> Mount:
    line = b"%d 1 %s / %s %s shared:1 - nfs4 127.0.0.1:/ rw,vers=4.1,port=20049" % (number, device, place.replace(b" ", b"\\040"), own)
    made = Mount(line)
    made.fs, made.encrypted = fs, b"yes"
    return made
