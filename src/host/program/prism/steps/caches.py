"""Caches of the name service, which would go on telling what was before a change."""

from prism.core.files import exists
from prism.core.programs import have, run


def forget_groups() -> None:
    """What runs is told that groups have changed; what does not run is not asked."""
    if exists(b"/run/nscd/socket") and have(b"nscd"):
        run(5, [b"nscd", b"-i", b"group"])
    if exists(b"/var/lib/sss/pipes/nss") and have(b"sss_cache"):
        run(5, [b"sss_cache", b"-G"])
