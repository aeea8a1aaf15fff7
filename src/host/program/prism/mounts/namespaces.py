"""
The volume in every mount namespace: a container keeps what it was started with, whatever is unmounted here, and one that was started before
the mount sees the directory below it. Read from /proc alone and bounded; what was not looked at is said.
"""

import posix

from prism.core.clock import monotonic
from prism.core.limits import TimedOut, ask
from prism.core.parameters import Parameters
from prism.core.processes import command_of, control_group_of
from prism.mounts.held import Held, Searched, Super, judge
from prism.mounts.identify import read_states
from prism.mounts.reading import Reader
from prism.mounts.table import Mount
from prism.mounts.traces import NO, YES, Traces

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List, Tuple

    HeldTold = Tuple[bytes, int, bytes, bytes, bool, bool, bool]
    SuperTold = Tuple[bytes, bytes, bytes, bytes, bool]
    Found = Tuple[List[HeldTold], List[SuperTold], int, bytes]

SECONDS = 5.0
SHOWN = 20
"""As many of each are told; the rest is counted."""


def search(given: Parameters, place: bytes, mounts: "list[Mount]", devices: "set[bytes]") -> Searched:
    """`place`: where the mount point really is; `mounts`: process 1's, identified; `devices`: more of the volume's, from before it was unmounted."""
    try:
        traces = Traces(given, mounts, read_states(), devices)
        group = posix.getpgrp()
        held, supers, more, unfinished = ask(SECONDS + 2, lambda: _search(traces, place, mounts, group))
    except (TimedOut, OSError):
        return Searched([], [], 0, b"no-answer")
    return Searched([Held(*one) for one in held], [Super(*one) for one in supers], more, unfinished)


def _search(traces: Traces, place: bytes, mounts: "list[Mount]", group: int) -> "Found":
    """In a child: all that came of it, as marshal knows it."""
    reader = Reader(group, monotonic() + SECONDS)
    reader.read()
    found = judge(traces, place, mounts, reader.views)
    held = [one.told(command_of(one.pid) or b"", control_group_of(one.pid)) for one in found[:SHOWN]]
    seen = {mount.device for mount in mounts}
    for view in reader.views:
        seen.update(view.devices())
    supers: "list[SuperTold]" = []
    for server, port, device, fsid in sorted(reader.volumes):
        sure = traces.of_server(device, server, port)
        if device not in seen and sure != NO and len(supers) < SHOWN:
            supers.append((server, port, device, fsid, sure == YES))
    return held, supers, max(0, len(found) - SHOWN), reader.unfinished
