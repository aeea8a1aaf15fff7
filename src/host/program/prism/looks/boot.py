"""
What a boot makes of fstab's line, where systemd boots: the unit that stands for the place, and whether a boot gets as far as
remote-fs.target, which pulls such units in (systemd-fstab-generator(8)).
"""

from prism.core.programs import have, run
from prism.looks.host import Host

ASKED = (b"Id", b"LoadState", b"FragmentPath", b"ActiveState", b"Result", b"ActiveEnterTimestampMonotonic", b"InactiveEnterTimestamp")


def look_boot(host: Host) -> None:
    if not host.system.systemd or not have(b"systemctl"):
        return
    words = [b"systemctl", b"show"]
    for name in ASKED:
        words += [b"-p", name]
    # the target that a boot goes for is asked in the same breath, by the name that stands for it
    shown = run(10, words + [b"--", host.given.mount_point, b"default.target"])
    if not shown.ok:
        return
    blocks = properties(shown.said)
    unit = blocks[0]
    if not unit.get(b"Id", b"").endswith(b".mount"):
        return
    goal = blocks[1].get(b"Id", b"") if len(blocks) > 1 else b""
    if not goal.endswith(b".target"):
        asked = run(10, [b"systemctl", b"get-default"])
        goal = asked.said if asked.ok else b""
    pulled: "bool | None" = None
    if goal:
        above = run(10, [b"systemctl", b"list-dependencies", b"--reverse", b"--all", b"--plain", b"--no-pager", b"remote-fs.target"])
        if above.ok:
            pulled = goal in above.said.split()
    host.records.add(
        "boot",
        unit=unit.get(b"Id"),
        load=unit.get(b"LoadState"),
        file=unit.get(b"FragmentPath"),
        active=unit.get(b"ActiveState"),
        result=unit.get(b"Result"),
        entered=unit.get(b"ActiveEnterTimestampMonotonic", b"0")[:1] not in (b"", b"0"),
        since=unit.get(b"InactiveEnterTimestamp"),
        pulled=pulled,
    )


def properties(said: bytes) -> "list[dict[bytes, bytes]]":
    """What `systemctl show` prints: `Name=value` lines, a blank line between units."""
    found: "list[dict[bytes, bytes]]" = []
    for block in said.split(b"\n\n"):
        its: "dict[bytes, bytes]" = {}
        for line in block.split(b"\n"):
            name, equals, value = line.partition(b"=")
            if equals:
                its[name] = value
        found.append(its)
    return found
