"""Fetching the client's package or installer: what has another sum than the given one is not kept."""

import posix

from prism.core.digest import sha256
from prism.core.programs import have, run
from prism.core.replace import remove_file
from prism.core.steps import Wrong
from prism.core.text import last_words
from prism.steps.mounting import Mounting
from prism.steps.package_words import no_room

FETCH_SECONDS = 300


def fetch_checked(mounting: Mounting, file: bytes) -> None:
    """The file becomes what lies at the given address. Raises Wrong, and then there is no file."""
    address = mounting.given.text(b"CLIENT_URL")
    if have(b"curl"):
        words = [b"curl", b"-fsSL", b"--proto", b"=https", b"--retry", b"2", b"--connect-timeout", b"15", b"-o", file, address]
    elif have(b"wget"):
        words = [b"wget", b"-q", b"--https-only", b"--tries", b"3", b"--connect-timeout", b"15", b"-O", file, address]
    else:
        raise Wrong("client-fetch-failed", address + b": neither curl nor wget is there")
    ran = run(FETCH_SECONDS, words, mounting.job.log)
    if not ran.ok:
        remove_file(file)
        if no_room(ran.said):
            raise Wrong("package-no-space", b"fetching: " + last_words(ran.said, 5))
        raise Wrong("client-fetch-failed", b"%s: %s" % (address, last_words(ran.said, 2)))
    found = _sum(file)
    if found != mounting.given.text(b"CLIENT_SHA256"):
        remove_file(file)
        raise Wrong("client-checksum", b"it has SHA-256 " + found)


def _sum(file: bytes) -> bytes:
    found = sha256()
    descriptor = posix.open(file, posix.O_RDONLY | posix.O_NOFOLLOW | posix.O_CLOEXEC)
    try:
        while True:
            part = posix.read(descriptor, 1 << 20)
            if not part:
                return found.hexdigest().encode()
            found.update(part)
    finally:
        posix.close(descriptor)
