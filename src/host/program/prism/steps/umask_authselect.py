"""authselect (Red Hat) writes PAM's files from a profile: ours is the selected one with two lines more."""

import posix

from prism.core.files import is_file, listed, make_folders, read_file
from prism.core.programs import Ran, run
from prism.core.steps import Did, Wrong, changed, skipped, unchanged
from prism.core.text import last_words
from prism.looks.host import Host
from prism.steps.umask_lines import append_lines, settings_in, uncovered, write_file

OURS = b"/etc/authselect/custom/prism"
WRITTEN = (b"system-auth", b"password-auth", b"fingerprint-auth", b"smartcard-auth", b"postlogin", b"nsswitch.conf")


def by_authselect(host: Host, current: "list[bytes]") -> Did:
    """`current` is the selected profile, then its features."""
    profile, features = current[0], current[1:]
    if profile == b"custom/prism" and not uncovered(host):
        return unchanged("authselect profile custom/prism")
    if not run(20, [b"authselect", b"check"]).ok:
        return skipped("authselect says that the PAM files were edited by hand; not changed")
    if profile != b"custom/prism":
        # a profile of that name that nobody selected is a leftover of a run that was cut off
        _remove_ours()
        _must("create-profile", run(20, [b"authselect", b"create-profile", b"prism", b"-b", profile, b"--symlink-meta"]))
    # cron takes password-auth alone; su and sshd also postlogin, whose own pam_umask would come after ours
    for file in (b"system-auth", b"password-auth", b"postlogin"):
        if not is_file(OURS + b"/" + file):
            raise Wrong("step-failed", b"authselect's profile %s has no %s" % (profile, file))
        append_lines(host, OURS + b"/" + file)
    lost = _select(host, profile, features)
    if lost:
        return skipped(
            b"authselect would undo what was edited by hand (%s): it was put back, and members keep their own umask" % b", ".join(lost)
        )
    left = uncovered(host)
    return changed(b"authselect profile custom/prism, based on " + profile + (b"; still not covered: " + left if left else b""))


def _select(host: Host, profile: bytes, features: "list[bytes]") -> "list[bytes]":
    """
    From 1.4 on (RHEL 10) authselect's check calls valid what was edited by hand, and its select writes over it. Where that came about, the
    profile of before is selected again and the files are put back: which those are, is returned.
    """
    kept: "dict[bytes, bytes]" = {}
    for name in WRITTEN:
        text = read_file(b"/etc/authselect/" + name)
        if text is not None:
            kept[b"/etc/authselect/" + name] = text
    folder = host.job.folder + b"/authselect"
    try:
        # for people, should the machine go down in between
        make_folders(folder, 0o700)
        for path, text in kept.items():
            write_file(folder + b"/" + path.rpartition(b"/")[2], text)
    except (OSError, Wrong):
        raise Wrong("step-failed", "authselect's files could not be copied aside")
    _must("select", run(60, [b"authselect", b"select", b"custom/prism"] + features, host.job.log))
    lost = [path for path, text in kept.items() if settings_in(read_file(path) or b"") != settings_in(text)]
    if lost:
        _must("select", run(60, [b"authselect", b"select", profile] + features))
        for path, text in kept.items():
            write_file(path, text)
    return lost


def _must(what: str, ran: Ran) -> None:
    if not ran.ok:
        raise Wrong("step-failed", b"authselect %s: %s" % (what.encode(), last_words(ran.said)))


def _remove_ours() -> None:
    """A folder of root's in which only files and links are."""
    for name in listed(OURS):
        posix.unlink(OURS + b"/" + name)
    try:
        posix.rmdir(OURS)
    except FileNotFoundError:
        pass
