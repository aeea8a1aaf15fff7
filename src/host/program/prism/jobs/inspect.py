"""
inspect: what is there. At depth `facts` it only reads; at depth `behaviour` it also tries things on the volume, so it takes the lock. With
a key to burn it looks at nothing else.
"""

from prism.core.burn import burn
from prism.core.job import Job, run_job, run_look
from prism.core.parameters import read_parameters
from prism.looks.by_hand import look_by_hand
from prism.looks.host import Host
from prism.looks.look import look
from prism.looks.registered import look_registered
from prism.looks.system import read_system
from prism.looks.tries import look_tries


def facts(job: Job) -> None:
    host = Host(job, read_system())
    look_registered(host)
    look(host, b"facts")
    if job.given.flag(b"BY_HAND"):
        look_by_hand(host)


def behaviour(job: Job) -> None:
    host = Host(job, read_system())
    look_registered(host)
    look(host, b"behaviour", look_tries)


if read_parameters().text(b"BURN"):
    run_job(burn)
elif read_parameters().text(b"DEPTH") == b"behaviour":
    run_job(behaviour)
else:
    run_look(facts)
