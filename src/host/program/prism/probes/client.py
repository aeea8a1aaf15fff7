"""Whether the programs that mount are whole."""

import posix

from prism.core.files import is_file, listed, read_file, read_proc
from prism.core.programs import find_program, have, run
from prism.looks.host import Host
from prism.probes.settings import CONFIGURATION, setting

SECONDS = 10
WATCHDOG = b"amazon-efs-mount-watchdog"


def probe_client(host: Host) -> None:
    helper = have(b"mount.efs")
    tunnel = b""
    for program in (b"stunnel4", b"stunnel", b"stunnel5", b"efs-proxy"):
        if have(program):
            tunnel = program
    version, checks = _stunnel(tunnel) if tunnel.startswith(b"stunnel") else (b"", b"")
    host.records.add(
        "efs-client",
        helper=helper,
        runs=helper and run(SECONDS, [b"mount.efs", b"--version"]).ok,
        nfs=have(b"mount.nfs4"),
        configured=bool(read_file(CONFIGURATION, 1)),
        tunnel=tunnel,
        botocore=_botocore(),
        package=_package(),
        watchdog=is_running(WATCHDOG),
        watchdogprogram=have(WATCHDOG),
        tunnelversion=version,
        tunnelchecks=checks,
    )


def _stunnel(program: bytes) -> "tuple[bytes, bytes]":
    """Its version, and whether it can check the name in a certificate as the client asks it to: yes, no, or off where it does not ask."""
    version, able = read_help(run(SECONDS, [program, b"-help"]).said)
    if setting(b"stunnel_check_cert_hostname").lower() in (b"false", b"no", b"off", b"0"):
        return version, b"off"
    return version, b"yes" if able else b"no" if version else b""


def read_help(said: bytes) -> "tuple[bytes, bool]":
    """Out of what `stunnel -help` prints: its version, and whether it knows checkHost."""
    version = b""
    able = False
    for line in said.split(b"\n"):
        words = line.split()
        if b"stunnel" in words[:-2] and words[words.index(b"stunnel") + 2] == b"on":
            version = words[words.index(b"stunnel") + 1]
        able = able or line.strip().startswith(b"checkHost")
    return version, able


def _botocore() -> str:
    """Which the client's fallback needs; asked of the interpreter that the client has."""
    python = find_program(b"python3")
    if python is None:
        return "unknown"
    return "yes" if run(SECONDS, [python, b"-c", b"import botocore"]).ok else "no"


def _package() -> bytes:
    """dpkg's status of the package, or `installed` of rpm; empty where no package manager knows it."""
    if have(b"dpkg-query"):
        ran = run(SECONDS, [b"dpkg-query", b"-W", b"-f=${db:Status-Status}", b"amazon-efs-utils"], errors=False)
        return ran.said if ran.ok else b""
    if have(b"rpm") and run(SECONDS, [b"rpm", b"-q", b"amazon-efs-utils"]).ok:
        return b"installed"
    return b""


def is_running(name: bytes) -> bool:
    """Whether a process's command line names it: the program itself, or Python with its path."""
    for pid in listed(b"/proc", 1 << 20):
        if pid.isdigit() and int(pid) != posix.getpid():
            words = read_proc(b"/proc/%s/cmdline" % pid, 4096).split(b"\0")
            if any(word.rpartition(b"/")[2] == name for word in words[:3]):
                return True
    return False


MODPROBE = (b"/etc/modprobe.d", b"/run/modprobe.d", b"/usr/local/lib/modprobe.d", b"/usr/lib/modprobe.d", b"/lib/modprobe.d")
MODULES = (b"nfs", b"nfsv4", b"sunrpc", b"fs-nfs", b"fs-nfs4")


def probe_modules(host: Host) -> None:
    """Whether the kernel knows NFS 4, the line that keeps its modules from being loaded, and whether it has modules at all."""
    known = any(line.split()[-1:] == [b"nfs4"] for line in read_proc(b"/proc/filesystems").split(b"\n"))
    blocked = b""
    for folder in MODPROBE:
        for name in listed(folder, 200):
            if not blocked and name.endswith(b".conf"):
                line = blocking_line(read_file(folder + b"/" + name, 65536) or b"")
                blocked = b"%s/%s: %s" % (folder, name, line) if line else b""
    release = posix.uname().release.encode("ascii", "replace")
    host.records.add("nfs-module", known=known, blocked=blocked, modules=is_file(b"/lib/modules/%s/modules.dep" % release))


def blocking_line(text: bytes) -> bytes:
    """The first line that blacklists a module of NFS, or puts nothing in its place."""
    for line in text.split(b"\n"):
        words = line.partition(b"#")[0].split()
        if len(words) < 2 or words[1].replace(b"_", b"-") not in MODULES:
            continue
        if words[0] == b"blacklist" or (
            words[0] == b"install" and words[2:3] and words[2].rpartition(b"/")[2] in (b"true", b"false", b":")
        ):
            return b" ".join(words)
    return b""
