"""By what a mount of the volume is known in a table where no name of ours is: its device, the port of its tunnel, its server's address."""

from prism.core.parameters import Parameters
from prism.mounts.carriers import LOCAL
from prism.mounts.identify import State, identify, is_target
from prism.mounts.table import Mount

YES = 2
MAYBE = 1
NO = 0


class Traces:
    """`devices` and `ports` of the volume's mounts and tunnels; `others`: ports of tunnels of other file systems."""

    def __init__(self, given: Parameters, mounts: "list[Mount]", states: "list[State]", devices: "set[bytes]") -> None:
        self.given = given
        self.states = states
        self.devices = devices.union(mount.device for mount in mounts if mount.fs == given.file_system)
        self.ports = {state.port for state in states if state.fs == given.file_system}
        self.ports.update(mount.option(b"port") for mount in mounts if mount.fs == given.file_system and mount.source.startswith(LOCAL))
        self.ports.discard(b"")
        self.others = {state.port for state in states if state.fs != given.file_system}
        # mounts of the host that are none of the volume's, and tables elsewhere have too
        self.foreign = {mount.device for mount in mounts if mount.fs != given.file_system}.difference(self.devices)

    def tells(self, mount: Mount) -> int:
        """YES, NO, or MAYBE: a mount through a tunnel of which no state file knows any more whose it is."""
        if mount.device in self.devices:
            return YES
        if mount.device in self.foreign or b":/" not in mount.source:
            return NO
        identify(mount, self.given, self.states)
        if mount.fs:
            return YES if mount.fs == self.given.file_system else NO
        if mount.source.startswith(LOCAL) and mount.kind.startswith(b"nfs"):
            return self.of_port(mount.option(b"port"))
        return NO

    def of_port(self, port: bytes) -> int:
        if port in self.ports:
            return YES if port not in self.others else MAYBE
        return NO if port in self.others else MAYBE

    def of_server(self, device: bytes, address: bytes, port: bytes) -> int:
        """The same of a superblock, which has a server's address and port."""
        if device in self.devices:
            return YES
        if device in self.foreign:
            return NO
        if address.startswith(b"127.") or address == b"::1":
            return self.of_port(port)
        return YES if is_target(self.given, address) else NO
