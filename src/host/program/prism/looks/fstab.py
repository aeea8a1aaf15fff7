"""Lines of /etc/fstab for the place, and of the file system for other places: at most 20 of each."""

from prism.looks.host import Host
from prism.mounts import fstab
from prism.mounts.fstab_line import names_volume, parse

MOST = 20


def look_fstab(host: Host) -> None:
    given = host.given
    try:
        text = fstab.read()
    except OSError:
        # what cannot be read has no line that could be expected: the row says so
        return
    number = here = elsewhere = 0
    places = fstab.places_of(given)
    for whole in fstab.lines_of(text):
        number += 1
        line = fstab.at_place(given, places, whole)
        if line is None and any(sign in whole for sign in (given.file_system, b":/")):
            line = parse(whole)
        if line is None:
            continue
        volume = names_volume(given, line.spec)
        if line.place in places:
            here += 1
            if here > MOST:
                continue
        elif volume:
            elsewhere += 1
            if elsewhere > MOST:
                continue
        else:
            continue
        host.records.add(
            "fstab",
            line=number,
            spec=line.spec,
            place=given.mount_point if line.place in places else line.place,
            type=line.kind,
            options=line.options,
            dump=line.dump,
            pass_=line.passes,
            ours=line.ours,
            volume=volume,
            text=whole,
        )
    found = fstab.survey(given, text)
    if found.foreign:
        host.records.add("fstab-foreign", lines=found.foreign_lines, digest=fstab.foreign_digest(found))
