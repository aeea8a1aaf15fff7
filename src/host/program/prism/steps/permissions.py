"""The permissions step: what the volume is by now, whether that may be changed, and the layout."""

from select import select

from prism.core.limits import TimedOut, ask, ask_each
from prism.core.steps import Did, Wrong, changed, skipped, unchanged
from prism.core.text import as_bytes
from prism.core.text import mode as octal_mode
from prism.mounts.laid_out import laid_out, note_laid_out
from prism.mounts.table import Mount
from prism.people.accounts import account_with
from prism.steps.layout import NOT_OURS, lay_out
from prism.steps.layout_seen import Seen, kind_of_root, look_at_paths, look_at_root
from prism.steps.mounting import Mounting
from prism.steps.refusing import volume_refuses

MAKING = (0o700, 0o2700)


def step_permissions(mounting: Mounting) -> Did:
    if mounting.read_only:
        return skipped("mounted read-only: nothing can be set from here")
    if mounting.given.flag(b"ENFORCED"):
        return skipped("the access point makes everybody one user: nothing can be set")
    top = mounting.top()
    if top is None:
        raise Wrong("mount-not-there", b"nothing is mounted at %s any more" % mounting.given.mount_point)
    try:
        paths = _seen(mounting, top)
        known = laid_out(mounting.given)
        rules = _planned(mounting, paths, known)
        if rules:
            done, inodes, error, words = ask(60, lambda: lay_out(mounting.place, top.device, rules, known, not top.access_point))
        else:
            done, inodes, error, words = [], {rule.path: seen.inode for rule, seen in zip(mounting.given.rules, paths)}, 0, b""
    except TimedOut:
        raise Wrong("mount-hung", b"%s gave no answer in time" % mounting.given.mount_point)
    except OSError as trouble:
        raise volume_refuses(trouble.errno, as_bytes(trouble.strerror))
    if error == NOT_OURS:
        raise Wrong("layout-not-ours", words)
    if words:
        raise volume_refuses(error, words)
    others = [path for path, inode in inodes.items() if known.get(path, inode) != inode]
    more = b"; another directory than before: " + b", ".join(others) if others else b""
    known.update(inodes)
    note_laid_out(mounting.given, known)
    if done:
        return changed(b"set " + b", ".join(done) + more)
    return unchanged(b"%d paths as the table says" % len(mounting.given.rules) + more)


def _check_root(mounting: Mounting, seen: "tuple[int, int, int, int]") -> None:
    entries, uid, gid, mode = seen
    kind = kind_of_root(entries, uid, gid, mode, mounting.given.gid)
    if kind == b"foreign" and not mounting.given.flag(b"ADOPT"):
        raise Wrong("foreign-root", b"the root is %d:%d:%o with %d entries" % (uid, gid, mode, entries))


def _planned(mounting: Mounting, paths: "list[Seen]", known: "dict[bytes, bytes]") -> "list[tuple[bytes, int, int, int]]":
    """
    The table by numbers, where each path may become what it says; nothing where each is so already. The directories of a plan that was
    agreed to become known.
    """
    found: "list[tuple[bytes, int, int, int]]" = []
    due = False
    for rule, seen in zip(mounting.given.rules, paths):
        uid = 0
        if rule.owner != b"root":
            account = mounting.accounts.of(rule.owner)
            if account is None:
                raise Wrong("account-missing", rule.owner)
            uid = account.uid
        if seen.refused:
            raise Wrong("step-failed", seen.refused)
        if seen.there and rule.owner != b"root" and seen.uid != uid:
            other = account_with(seen.uid)
            raise Wrong(
                "foreign-personal-space",
                b"%s belongs to uid %d (%s), not to %s (uid %d)"
                % (rule.path, seen.uid, other.name if other else b"UNKNOWN", rule.owner, uid),
            )
        wanted = b"%d:%d:%s" % (uid, rule.gid, octal_mode(rule.mode))
        inode = as_planned(mounting.given.list(b"BEFORE"), rule.path, _state(seen), wanted)
        if inode:
            known[rule.path] = inode
        due = due or _state(seen) != wanted
        found.append((rule.path, uid, rule.gid, rule.mode))
    return found if due else []


def _seen(mounting: Mounting, top: Mount) -> "list[Seen]":
    """
    What the paths of the table are, where the root may be laid out. Another instance may be making a personal space for the same account:
    it is root's and 0700 until it is given away, or 2700 where users/ hands its setgid down. That is waited for.
    """
    paths = [rule.path for rule in mounting.given.rules]
    look = (15.0, lambda: look_at_paths(mounting.place, top.device, paths))
    root, told = ask_each([(15.0, lambda: look_at_root(mounting.place, top.device)), look])
    _check_root(mounting, root())
    for _ in range(7):
        if not any(path.startswith(b"users/") and _in_the_making(Seen(*one)) for path, one in zip(paths, told())):
            break
        select([], [], [], 0.25)
        (told,) = ask_each([look])
    return [Seen(*one) for one in told()]


def _in_the_making(seen: Seen) -> bool:
    return seen.there and not seen.refused and seen.uid == 0 and seen.mode in MAKING


def _state(seen: Seen) -> bytes:
    return b"%d:%d:%s" % (seen.uid, seen.gid, octal_mode(seen.mode)) if seen.there else b"-"


def as_planned(before: "list[bytes]", path: bytes, seen: bytes, wanted: bytes) -> bytes:
    """
    Where a plan was agreed to, each path is as it was then, or as it shall be: another instance may have been first. Raises Wrong. Answers
    the inode number that it had then.
    """
    for rule in before:
        name, _, then = rule.partition(b":")
        if name != path:
            continue
        then, _, inode = then.partition(b"=")
        if seen in (then, wanted):
            return inode
        owner, _, bits = seen.rpartition(b":")
        # half way there, by another instance at this moment: made and not yet given away, or given away with the mode of before
        if then == b"-" and len(bits) == 4 and bits.endswith(b"700"):
            continue
        if owner == wanted.rpartition(b":")[0] and bits == then.rpartition(b":")[2]:
            return inode
        raise Wrong("adopt-changed", b"%s is %s (uid:gid:mode), was %s" % (path, seen, then))
    return b""
