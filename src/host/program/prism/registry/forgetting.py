"""Caches of the name service, which would go on telling what was before a change."""

from prism.core.files import exists
from prism.core.programs import have, run


def forget_names() -> None:
    """What runs is told that accounts and groups have changed; what does not run is not asked."""
    if exists(b"/run/nscd/socket") and have(b"nscd"):
        for table in (b"passwd", b"group"):
            run(5, [b"nscd", b"-i", table])
    if exists(b"/var/lib/sss/pipes/nss") and have(b"sss_cache"):
        run(5, [b"sss_cache", b"-UG"])
