"""What can mount."""

from prism.looks.host import Host
from prism.mounts.client import read_client


def look_client(host: Host) -> None:
    client = read_client()
    host.records.add("client", efs=client.version, nfs=client.nfs, stunnel=client.tunnel, manager=client.manager)
