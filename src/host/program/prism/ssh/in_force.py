"""
The registry's people come in by the files of root's alone: one block of sshd's configuration says so for their group, before any other block that
could say otherwise. What sshd makes of its configuration for each account is compared before and after: where anything else would change, all is as it was.
"""

from prism.core.files import is_file, read_file
from prism.core.replace import remove_file, replace_file
from prism.core.steps import Did, Wrong, changed, unchanged
from prism.registry.state import State
from prism.ssh.config import FOLDER, all_lines, line_of, takes_in
from prism.ssh.effective import Broken, Effective, Sshd, find_sshd, value
from prism.ssh.key_files import FOLDER as KEYS
from prism.ssh.running import forget_told, tell_all, untold

DROP_IN = FOLDER + b"sshd_config.d/00-prism-people.conf"
BEGIN, END = b"# Prism: the registry's people", b"# Prism: end"
SETTING = b"authorizedkeysfile"
OURS = KEYS + b"/%u"


def block(group: bytes) -> bytes:
    return b"%s\nMatch Group %s\n\tAuthorizedKeysFile %s\n%s\n" % (BEGIN, group, OURS, END)


def put_in_force(state: State) -> Did:
    """Raises Wrong or OSError."""
    group = state.wanted.ssh_group
    members = [one.name for one in state.wanted.people if group in state.local.member_of(one.name)]
    sshd = find_sshd()
    if sshd is None or not members:
        return unchanged("there is no sshd" if sshd is None else "nobody is to come in")
    local = state.local
    try:
        before = Effective(sshd, local, (group,))
        was = {name: before.of(name) for name in local.accounts}
    except Broken as broken:
        raise Wrong("sshd-config-broken", broken.words)
    if all(value(was[name], SETTING) == OURS for name in members):
        # an earlier job may have been ended before it told the one that runs
        return changed(_reload()) if untold(standing(sshd)) else unchanged("as the registry has it")
    path, text = _place(sshd, group)
    kept = read_file(path) if is_file(path) else None
    forget_told()
    if text != kept:
        replace_file(path, 0o644, text)
    try:
        _hold_to(sshd, state, was, members)
    except (Wrong, OSError):
        if kept is None:
            remove_file(path)
        elif text != kept:
            replace_file(path, 0o644, kept)
        raise
    return changed(b"%s, for the group %s; %s" % (path, group, _reload()))


def _place(sshd: Sshd, group: bytes) -> "tuple[bytes, bytes]":
    """The file that is written, and what it is to hold. Raises Wrong."""
    main = read_file(sshd.main) or b""
    if takes_in(main, DROP_IN):
        return DROP_IN, block(group)
    if not sshd.main.startswith(FOLDER):
        raise Wrong("sshd-no-drop-ins", b"%s is the distribution's, and does not take in %s" % (sshd.main, DROP_IN))
    lines = without_block(main).split(b"\n")
    first = next((n for n, text in enumerate(lines) if line_of(text)[0] == b"match"), None)
    if first is None:
        head, tail = b"\n".join(lines).rstrip(b"\n") + b"\n", b""
    else:
        head, tail = b"".join(line + b"\n" for line in lines[:first]), b"\n".join(lines[first:])
    return sshd.main, head + block(group) + tail


def without_block(text: bytes) -> bytes:
    kept: "list[bytes]" = []
    inside = False
    for line in text.split(b"\n"):
        if line == BEGIN:
            inside = True
        if not inside:
            kept.append(line)
        if line == END:
            inside = False
    return b"\n".join(kept)


def _hold_to(sshd: Sshd, state: State, was: "dict[bytes, bytes]", members: "list[bytes]") -> None:
    """Raises Wrong where something is now otherwise than it is to be, for whom; OSError where sshd cannot be asked."""
    after = Effective(sshd, state.local, (state.wanted.ssh_group,))
    for name, text in was.items():
        try:
            told = after.of(name)
        except Broken as broken:
            raise Wrong("sshd-config-broken", broken.words)
        is_member = name in members
        if is_member and value(told, SETTING) != OURS:
            raise Wrong("sshd-not-ours", b"%s: AuthorizedKeysFile stays %s" % (name, value(told, SETTING)))
        if _but(told, is_member) != _but(text, is_member):
            words = (
                b"more than its keys would be otherwise" if is_member else b"sshd would be otherwise for it, which is not the registry's"
            )
            raise Wrong("sshd-not-ours", b"%s: %s" % (name, words))


def _but(text: bytes, is_member: bool) -> "list[bytes]":
    return sorted(line for line in text.split(b"\n") if not (is_member and line.startswith(SETTING + b" ")))


def _reload() -> bytes:
    return b"sshd reads it again" if tell_all() else b"no sshd runs that would have to read it again"


def standing(sshd: Sshd) -> bytes:
    """The file in which the block stands now; empty: none."""
    main = read_file(sshd.main) or b""
    if is_file(DROP_IN) and takes_in(main, DROP_IN):
        return DROP_IN
    return sshd.main if any(words[-1:] == [OURS] for keyword, words in all_lines(sshd.main) if keyword == SETTING) else b""


def way(sshd: Sshd) -> bytes:
    """Where the block stands now; empty: nowhere."""
    where = standing(sshd)
    return b"drop-in" if where == DROP_IN else b"block" if where else b""
