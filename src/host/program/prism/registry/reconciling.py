"""The record of an earlier time, or of the instance whose image this one was made of, against what is here."""

from prism.core.steps import Did, changed, unchanged
from prism.registry.record import Record, this_instance, write_record
from prism.registry.state import State


def reconcile(state: State) -> Did:
    """
    What was noted and has another number here is no longer ours, but for whoever left, whom somebody may have given another number; whose line somebody took out is, as what they left
    still has their number. Whom this run may make is noted before it does: an account that was made, and that nobody knows of, would be a stranger's the next time. So is who left and had
    been lost. Raises OSError.
    """
    before = state.record
    here = this_instance() or before.instance
    people = {name: uid for name, uid in before.people.items() if state.local.uid(name) in (uid, None) or (name, uid) in state.left}
    lost = sorted(set(before.people) - set(people))
    for person in state.wanted.people if state.wanted.only is None else []:
        if state.uid_of(person.name) is None or (state.uid_of(person.name) == person.uid and person.name in state.wanted.adopt):
            people[person.name] = person.uid
    for name, uid in state.left:
        if state.local.uid(name) == uid:
            people[name] = uid
    after = Record(here, people)
    said: "list[bytes]" = []
    if before.instance and before.instance != here:
        said.append(b"was written on %s, whose image this instance was made of" % before.instance)
    if lost:
        said.append(b"%s: no longer here with that number" % b", ".join(lost))
    if (after.instance, after.people) == (before.instance, before.people):
        return unchanged("as it is")
    write_record(after)
    state.record = after
    return changed(b"; ".join(said) or b"%d accounts noted" % len(people))
