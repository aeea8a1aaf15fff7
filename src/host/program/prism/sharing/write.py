"""The first phase: each identity of this instance leaves a file that holds a nonce, drawn here and now; root looks at what is there then."""

import posix

from prism.core.digest import sha256
from prism.core.limits import Refusal, TimedOut
from prism.core.steps import Did, changed, skipped
from prism.looks.sessions import measure_logins
from prism.sharing.identity import Identity
from prism.sharing.place import make_place, remove_cut_off
from prism.sharing.trial import Trial
from prism.volume.acting import act
from prism.volume.folder import Folder
from prism.volume.said import Acted
from prism.volume.tokens import token
from prism.volume.tree import on_volume

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Tuple

    Written = Tuple[Identity, bytes]

WRITE = b"write"


def write(trial: Trial) -> Did:
    remove_cut_off(trial)
    if not trial.open:
        make_place(trial)
    writers = [one for one in trial.mine if not one.read_only]
    trial.host.names = [one.account for one in writers if not one.temporary]
    # what somebody writes is made with the umask that a session of theirs has
    measure_logins(trial.host)
    nonces = [token(32) for _ in writers]
    acted = [_write(trial, *one) for one in zip(writers, nonces)]
    wrong = _look(trial, list(zip(writers, nonces)))
    wrote: "list[bytes]" = []
    failed: "list[bytes]" = []
    for identity, nonce, said, why in zip(writers, nonces, acted, wrong):
        if why is None:
            wrote.append(identity.account)
            _record(trial, identity, nonce)
        else:
            outcome, words = said.of(WRITE)
            failed.append(b"%s %s" % (identity.account, b"error " + why if outcome == b"done" else (outcome + b" " + words).rstrip()))
    if wrote:
        return changed(b"wrote as " + b", ".join(wrote) + (b"; not as " + b", ".join(failed) if failed else b""))
    return skipped(b"wrote as nobody" + (b": " + b", ".join(failed) if failed else b""))


def _write(trial: Trial, identity: Identity, nonce: bytes) -> Acted:
    who = trial.who(identity)
    if who is None:
        return Acted(b"no such account")
    if trial.seconds() <= 0:
        return Acted(b"not tried: those before took too long", late=True)
    name = trial.file(identity.name)
    return act(
        trial.mount, who, trial.seconds(), lambda hands: hands.attempt(WRITE, lambda: hands.make_file(trial.path, name, nonce + b"\n"))
    )


def _look(trial: Trial, written: "list[Written]") -> "list[bytes | None]":
    """What is wrong with each file, by root's own descriptor; None where it is as it was to be."""

    def look(root: Folder) -> "list[bytes | None]":
        folder = root.walk(trial.path)
        return [_seen(folder, trial.file(identity.name), identity.uid, nonce) for identity, nonce in written]

    try:
        return on_volume(trial.mount, 20, look)
    except (TimedOut, OSError):
        return [b"root could not look at it" for _ in written]
    except Refusal as refusal:
        return [refusal.words for _ in written]


def _seen(folder: Folder, name: bytes, uid: int, nonce: bytes) -> "bytes | None":
    try:
        file = folder.regular(name)
    except Refusal as refusal:
        return refusal.words
    except OSError:
        return b"root could not look at it"
    try:
        seen = posix.fstat(file)
        if seen.st_uid != uid:
            return b"the file is of uid %d" % seen.st_uid
        if seen.st_nlink != 1:
            return b"the file has another name too"
        return None if posix.read(file, 4096) == nonce + b"\n" else b"the file holds something else"
    finally:
        posix.close(file)


def _record(trial: Trial, identity: Identity, nonce: bytes) -> None:
    digest = sha256(nonce).hexdigest().encode()
    more = {} if trial.knows_umask(identity) else {"umask": b"unknown"}
    trial.host.records.add("wrote", writer=identity.text, digest=digest, uid=identity.uid, **more)
