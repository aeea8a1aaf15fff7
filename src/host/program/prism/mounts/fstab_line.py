"""A line of fstab, as mount(8) reads it."""

from prism.core.parameters import Parameters
from prism.mounts.identify import is_target
from prism.mounts.table import unescaped


class Line:
    """A line that says what to mount; `place` as mount(8) reads it: /mnt//x and /mnt/./x are /mnt/x."""

    __slots__ = ("spec", "place", "kind", "options", "dump", "passes")

    def __init__(self, fields: "list[bytes]") -> None:
        self.spec, place, self.kind, self.options, self.dump, self.passes = (fields + [b""] * 6)[:6]
        self.place = place and as_mount_reads(place)

    @property
    def ours(self) -> bool:
        return self.has(b"x-prism")

    def has(self, option: bytes) -> bool:
        return option in self.options.split(b",")


def as_mount_reads(place: bytes) -> bytes:
    place = unescaped(place)
    names = [name for name in place.split(b"/") if name not in (b"", b".")]
    return (b"/" if place.startswith(b"/") else b"") + b"/".join(names)


def parse(text: bytes) -> "Line | None":
    """None for comments and blanks. A carriage return stays: systemd has it in the last option, where mount(8) drops it."""
    fields = [field for field in text.replace(b"\t", b" ").split(b" ") if field]
    if not fields or fields[0].startswith(b"#"):
        return None
    return Line(fields)


def names_volume(given: Parameters, spec: bytes) -> bool:
    """The file system, by its id, its DNS name or a mount target's address?"""
    fs = given.file_system
    host, colon, _ = spec.partition(b":")
    if host == fs or spec.startswith(fs + b".efs.") or b"." + fs + b".efs." in spec:
        return True
    return colon == b":" and b":/" in spec and is_target(given, host)
