"""What a volume that is mounted here has for the registry's people: their spaces, the folders of groups, the links in their homes."""

from prism.core.job import Job
from prism.core.limits import Refusal, TimedOut
from prism.core.text import mode as octal_mode
from prism.mounts.identify import read_mounts
from prism.mounts.place import real_place
from prism.mounts.table import Mount, top_at
from prism.registry.here import Resident, everybody, residents
from prism.registry.homes import link_homes, look_at_homes
from prism.registry.places import give_places, look_at_places, places_in
from prism.registry.visits import try_places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from prism.registry.homes import Home


def _mount(job: Job) -> "Mount | None":
    """The volume that was given, where it is mounted at its place."""
    given = job.given
    top = top_at(read_mounts(given), real_place(given.mount_point))
    fits = top is not None and top.fs == given.file_system and top.access_point == given.text(b"ACCESS_POINT")
    return top if fits else None


def give_on_volume(job: Job) -> None:
    """To those alone who have their account here."""
    mount = _mount(job)
    people = residents(everybody(job.given))
    places = places_in(job.given, [*people])
    if mount is None:
        told = [(b"failed", b"the volume is not mounted at " + job.given.mount_point, b"not-mounted") for _ in places]
    else:
        told = give_places(mount, places)
    for place, (status, detail, code) in zip(places, told):
        job.records.add("space-did", of=b"space", name=place.path, status=status, detail=detail, code=code)
    if mount is None:
        return
    for person, (was, why) in zip(people, link_homes(_homes(job, people))):
        status = b"failed" if why else b"changed" if b"none" in was else b"unchanged"
        job.records.add("space-did", of=b"link", name=person.name, status=status, detail=why, code=b"home-links-differ" if why else b"")


def look_on_volume(job: Job) -> None:
    records = job.records
    mount = _mount(job)
    if mount is None:
        records.add("space-volume", state=b"absent", paths=0, homes=0, tried=0)
        return
    people = residents(everybody(job.given))
    # of everybody who is to have one, whether their account is there or not
    places = places_in(job.given, everybody(job.given))
    others = [b"users/" + name for name in job.given.list(b"OTHERS")]
    paths = [one.path for one in places]
    try:
        seen = look_at_places(mount, paths + others)
    except (TimedOut, OSError, Refusal):
        records.add("space-volume", state=b"silent", paths=0, homes=0, tried=0)
        return
    for path, (there, uid, gid, mode, _, refused) in zip(paths, seen):
        if refused or not there:
            records.add("space-path", path=path, refused=refused)
        else:
            records.add("space-path", path=path, uid=uid, gid=gid, mode=octal_mode(mode), refused=b"")
    for person, (links, why) in zip(people, look_at_homes(_homes(job, people))):
        records.add("space-home", name=person.name, links=b",".join(links), why=why)
    tried = 0
    if job.given.flag(b"TRY"):
        there_are = [path for path, one in zip(paths + others, seen) if one[0] and not one[5]]
        spaces = [path[6:] for path in there_are if path.startswith(b"users/")]
        directories = [path[7:] for path in there_are if path.startswith(b"groups/")]
        try_places(job, mount, [one.account for one in people], spaces, directories)
        tried = len(people)
    records.add("space-volume", state=b"there", paths=len(paths), homes=len(people), tried=tried)


def _homes(job: Job, people: "list[Resident]") -> "list[Home]":
    point = job.given.mount_point
    return [(one.home, one.uid, [(b"shared", point + b"/shared"), (b"space", point + b"/users/" + one.name)]) for one in people]
