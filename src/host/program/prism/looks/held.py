"""What other namespaces have of the volume, as records."""

from prism.core.records import Records
from prism.looks.host import Host
from prism.mounts.held import Searched
from prism.mounts.namespaces import search


def look_held(host: Host) -> None:
    record(host.records, search(host.given, host.place, host.mounts, host.devices))


def record(records: Records, found: Searched) -> None:
    for one in found.held:
        records.add(
            "held",
            place=one.place,
            pid=one.pid,
            command=one.command,
            group=one.group,
            namespace=one.namespace,
            below=one.below,
            sure=one.sure,
        )
    if found.more:
        records.add("held-more", count=found.more)
    if found.unfinished:
        records.add("held-unfinished", reason=found.unfinished)
    for one in found.supers:
        records.add("superblock", server=one.server, port=one.port, device=one.device, fsid=one.fsid, sure=one.sure)
