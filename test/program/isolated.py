"""A host in small, for tests as root: a child in a mount namespace of its own, with its own /etc, /home and /run, over this machine's programs."""

import marshal
import os
import traceback
from typing import Any, Callable, TypeVar

from prism.core.job import Job
from prism.core.parameters import Parameters
from prism.core.records import Records
from prism.looks.host import Host
from prism.looks.system import System
from prism.people.namespaces import NEW_MOUNTS, Kernel

PRIVATE = 0x44000
T = TypeVar("T")


def job_for(names: "list[bytes]") -> Job:
    """A job that is given these accounts."""
    job = Job.__new__(Job)
    job.given = Parameters({b"GROUP": b"prism-shared", b"GID": b"3000", b"UMASK": b"0002", b"ACCOUNTS": b",".join(names)})
    job.records = Records()
    job.folder = b""
    job.log = None
    return job


def host_of(job: Job) -> Host:
    return Host(job, System(b"debian", b"12", b"debian", False))


def why_not() -> "str | None":
    """Why none can be made here; None where it can."""
    if os.getuid() != 0:
        return "not root: sessions are opened as several uids"

    try:
        return None if isolated(lambda: True) else "nothing was answered"
    except Exception as error:
        return "no namespace of mounts can be made here: %s" % str(error).strip().split("\n")[-1]


def isolated(do: "Callable[[], T]") -> T:
    """What do() answers, in such a child. Raises what it raised, as text."""
    mine, its = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            kernel = Kernel()
            kernel.unshare(NEW_MOUNTS)
            kernel.mount(b"none", b"/", None, PRIVATE)
            for place in (b"/etc", b"/home", b"/run"):
                kernel.mount(b"tmpfs", place, b"tmpfs", 0, b"mode=755")
            furnish()
            answer: Any = do()
            said = marshal.dumps((True, answer))
        except BaseException:
            said = marshal.dumps((False, traceback.format_exc()))
        os.write(its, said)
        os._exit(0)
    os.close(its)
    with os.fdopen(mine, "rb") as said_by:
        text = said_by.read()
    os.waitpid(child, 0)
    fine, value = marshal.loads(text)
    if not fine:
        raise AssertionError(value)
    return value


def write(path: str, text: str, mode: int = 0o644) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)
    os.chmod(path, mode)


def furnish() -> None:
    """Accounts ann, bob and eve of 51001 to 51003, which nobody else has, and PAM as a Debian has it."""
    write("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534::/nonexistent:/usr/sbin/nologin\n")
    write("/etc/group", "root:x:0:\nnogroup:x:65534:\nprism-shared:x:3000:ann,bob\n")
    write("/etc/shadow", "root:*:19000:0:99999:7:::\n", 0o600)
    write("/etc/nsswitch.conf", "passwd: files\ngroup: files\nshadow: files\n")
    write("/etc/login.defs", "UMASK 022\nUSERGROUPS_ENAB no\n")
    write("/etc/shells", "/bin/sh\n/bin/bash\n")
    for service in ("su", "su-l", "sshd", "cron"):
        write("/etc/pam.d/" + service, "auth sufficient pam_rootok.so\naccount required pam_permit.so\n@include common-session\n")
    write("/etc/pam.d/common-session", "session required pam_permit.so\nsession optional pam_umask.so umask=0002\n")
    write("/etc/pam.d/other", "session required pam_permit.so\n")
    write("/etc/ssh/sshd_config", "UsePAM yes\n")
    for number, name in enumerate(("ann", "bob", "eve"), 51001):
        add(name, number)


def add(name: str, uid: int, shell: str = "/bin/bash") -> None:
    for path, line in (
        ("passwd", "%s:x:%d:%d::/home/%s:%s" % (name, uid, uid, name, shell)),
        ("group", "%s:x:%d:" % (name, uid)),
        ("shadow", name + ":*:19000:0:99999:7:::"),
    ):
        with open("/etc/" + path, "a") as file:
            file.write(line + "\n")
    os.makedirs("/home/" + name, exist_ok=True)
    os.chown("/home/" + name, uid, uid)


def start_file(name: str, text: str, file: str = ".bash_profile") -> None:
    write("/home/%s/%s" % (name, file), text)
