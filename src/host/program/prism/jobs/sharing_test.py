"""
sharing-test: in phase `write` each identity of this instance leaves a file, in `exchange` each reads others' files and appends to them, in
`clean` everything goes.
"""

from prism.core.job import Job, run_job
from prism.core.steps import Did, changed, step, unchanged
from prism.looks.host import Host
from prism.looks.system import read_system
from prism.sharing.cell import Target
from prism.sharing.cover import cover
from prism.sharing.exchange import exchange
from prism.sharing.place import clean_place
from prism.sharing.trial import Trial, begin, right_volume
from prism.sharing.write import write


def share(job: Job) -> None:
    host = Host(job, read_system())
    phase = job.given.text(b"PHASE")
    if phase == b"write":
        step(job.records, "write", lambda: write(begin(host)))
    elif phase == b"exchange":
        step(job.records, "exchange", lambda: _exchange(begin(host)))
    elif phase == b"alone":
        if step(job.records, "write", lambda: write(begin(host))):
            step(job.records, "exchange", lambda: _exchange(begin(host)))
        step(job.records, "clean", lambda: _clean(host))
    else:
        step(job.records, "clean", lambda: _clean(host))


def _exchange(trial: Trial) -> Did:
    """Every identity of this instance with every writer's file but its own, one record a pair; or by cover."""
    if trial.host.given.flag(b"COVER"):
        return changed(b"tried %d pairs by cover" % cover(trial))
    tried = 0
    for reader in trial.mine:
        writers = [one for one in trial.everybody if not one.read_only and one.text != reader.text]
        cells = exchange(trial, reader, [Target(one.name, one.uid) for one in writers])
        for writer, cell in zip(writers, cells):
            trial.host.records.add(
                "sharing", writer=writer.text, reader=reader.text, read=cell.read, append=cell.append, detail=cell.why, saw=cell.saw
            )
        tried += len(cells)
    return changed(b"tried %d pairs" % tried)


def _clean(host: Host) -> Did:
    trial = Trial(host, right_volume(host), b"")
    return changed("removed what the test wrote") if clean_place(trial) else unchanged("nothing left")


run_job(share)
