"""Mounting. The exit code proves nothing ("already mounted" is 0, whatever is mounted): the mount table and the client's state do."""

import _signal

from prism.core.programs import Ran, run
from prism.core.steps import Did, Wrong, changed, unchanged
from prism.core.text import last_words
from prism.mounts.answers import answer_of
from prism.mounts.table import OWN, Mount, read_table, top_at
from prism.steps.access import may_change_access, take_away
from prism.steps.harden import harden
from prism.steps.mounting import Mounting, in_words
from prism.steps.tidy import marked, states_now, tidy

TIDYING = 20
"""Seconds that the EFS client gets to put its state away, past its limit."""
UNRESOLVED = (b"Failed to resolve", b"Name or service not known", b"failed to resolve", b"Temporary failure in name resolution")


def step_mount(mounting: Mounting) -> Did:
    top = mounting.top()
    if top is not None:
        if mounting.keep or not may_change_access(mounting, top):
            return _stands(mounting, top)
        the_volume(mounting, top)
        take_away(mounting, top)
    # from here on, a mount found at that place is this run's
    mounting.mounted = True
    before = states_now()
    ran = mount_volume(mounting, mounting.options)
    top = mounting.top()
    if top is None:
        raise why_failed(mounting, ran, before)
    mounted_rightly(mounting, top)
    was = b"; it was " + mounting.left if mounting.left else b""
    return changed(b"mounted %s%s%s%s" % (mounting.given.file_system, _in_words(mounting, top), was, harden(mounting)[1]))


def _stands(mounting: Mounting, top: Mount) -> Did:
    mounted_rightly(mounting, top)
    words = b"%s is mounted%s" % (mounting.given.file_system, _in_words(mounting, top))
    done, more = harden(mounting)
    if done:
        return changed(words + more)
    return unchanged(words + (b", left as it is" if mounting.keep else b"") + more)


def mount_volume(mounting: Mounting, options: bytes) -> Ran:
    given = mounting.given
    if mounting.client.efs:
        words = [b"mount", b"-t", b"efs", b"-o", options, given.file_system + b":/", mounting.place]
    else:
        words = [b"mount", b"-t", b"nfs4", b"-o", options, given.text(b"NFS_SERVER") + b":/", mounting.place]
    return run(
        given.number(b"MOUNT_SECONDS"), words, mounting.job.log, first=_signal.SIGINT, patience=TIDYING, environment=marked(mounting)
    )


def why_failed(mounting: Mounting, ran: Ran, before: "list[bytes]") -> Wrong:
    """Known words are looked for in all that was said, and only what is shown is cut: the client's own go on for long."""
    point = mounting.place
    if ran.ok and top_at(read_table(OWN), point) is not None:
        # this process sees a mount there, which process 1 does not
        umount_now(mounting)
        return Wrong("mount-apart", "the SSM agent has a mount namespace of its own; undone")
    tidy(mounting, before)
    words = last_words(ran.said)
    if ran.ok:
        kind = b"efs" if mounting.client.efs else b"nfs4"
        return Wrong("mount-not-there", words or b"mount -t %s said nothing, exit 0" % kind)
    if ran.late:
        return Wrong("mount-timeout", b"no answer within %d s" % mounting.given.number(b"MOUNT_SECONDS"))
    if any(one in ran.said for one in UNRESOLVED):
        return Wrong("mount-resolve", _from(ran.said, UNRESOLVED))
    if b"timed out" in ran.said:
        return Wrong("mount-timeout", words)
    return Wrong("mount-failed", b"exit %d: %s" % (ran.status, words))


def _from(said: bytes, words: "tuple[bytes, ...]") -> bytes:
    """The line that holds the words, and what follows it, as far as it can be shown."""
    lines = [b" ".join(line.split()) for line in said.split(b"\n") if line.strip()]
    while lines and not any(one in lines[0] for one in words):
        lines.pop(0)
    return b"; ".join(lines)[:280]


def umount_now(mounting: Mounting) -> None:
    """A mount that is seconds old and nobody's; a server that hangs cannot be waited for."""
    if not run(15, [b"umount", b"-c", mounting.place], mounting.job.log).ok:
        run(15, [b"umount", b"-c", b"-f", b"-l", mounting.place], mounting.job.log)


def mounted_rightly(mounting: Mounting, top: Mount) -> None:
    the_volume(mounting, top)
    point = mounting.given.mount_point
    if top.read_only and not mounting.read_only:
        raise Wrong("read-only", in_words(top) + b" is mounted ro")
    if not top.read_only and mounting.read_only:
        raise Wrong("not-read-only", in_words(top) + b" is mounted rw")
    answer = answer_of(top)
    if not answer.reached:
        raise Wrong("mount-hidden", b"%s leads to something else than %s, which is mounted there" % (point, in_words(top)))
    if answer.said == b"timeout":
        raise Wrong("mount-hung", point + b" gave no answer within 5 s")
    if answer.said == b"stale":
        raise Wrong("stale-handle", point + b": stale file handle")
    if answer.said != b"yes":
        raise Wrong("mount-failed", b"%s does not answer: %s" % (point, answer.words))


def the_volume(mounting: Mounting, top: Mount) -> None:
    if not mounting.is_asked_for(top):
        raise Wrong("mount-wrong", b"%s is mounted at %s" % (in_words(top), mounting.given.mount_point))
    if top.encrypted != b"yes" and mounting.given.text(b"CLIENT") != b"plain-nfs" and not mounting.keep:
        raise Wrong("not-encrypted", in_words(top) + b" does not go through TLS")


def _in_words(mounting: Mounting, top: Mount) -> bytes:
    encryption = b" with TLS" if top.encrypted == b"yes" else b", not encrypted"
    return encryption + (b", with an IAM identity" if top.iam else b"") + (b", read-only" if mounting.read_only else b"")
