"""What each mount of the volume was asked for: at most 20 places; what is no such word is told as none."""

from prism.looks.host import Host
from prism.mounts.asked import notes


def look_asked(host: Host) -> None:
    for note in notes(host.given)[:20]:
        host.records.add_long("asked", place=note.place[:300], at=note.at, said=note.word)
