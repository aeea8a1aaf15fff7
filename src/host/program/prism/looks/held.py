"""What other namespaces have of the volume, as records."""

from prism.core.parameters import Parameters
from prism.core.records import Records
from prism.looks.host import Host
from prism.mounts.held import Searched
from prism.mounts.namespaces import search


def look_held(host: Host) -> None:
    record(host.given, host.records, search(host.given, host.place, host.mounts, host.devices))


def record(given: Parameters, records: Records, found: Searched) -> None:
    for one in found.held:
        container = one.group.rpartition(b"/")[2]
        if one.below:
            records.add("below", place=one.place, pid=one.pid, program=one.command, container=container)
        else:
            fs = given.file_system if one.sure else b""
            records.add("held", fs=fs, place=one.place, pid=one.pid, program=one.command, container=container, inert=one.inert)
    if found.more:
        records.add("held-more", count=found.more)
    if found.unfinished:
        records.add("held-unfinished", reason=found.unfinished)
    for one in found.supers:
        records.add("superblock", server=one.server, port=one.port, device=one.device, fsid=one.fsid, sure=one.sure)
