"""The umask for the group's members only, in the way that the distribution wants it."""

from prism.core.files import make_folders, read_file
from prism.core.programs import have, run
from prism.core.steps import Did, Wrong, changed, skipped, unchanged
from prism.core.text import last_words
from prism.looks.host import Host
from prism.people.login_defs import pam_module
from prism.steps.umask_authselect import by_authselect
from prism.steps.umask_files import by_files, can_take_lines
from prism.steps.umask_lines import pam_lines, uncovered, write_file
from prism.steps.umask_links import by_links, is_link_to

PROFILE = b"/etc/profile.d/prism-umask.sh"
CONFIGURATIONS = b"/usr/share/pam-configs"


def step_umask(host: Host) -> Did:
    did = _by_pam(host)
    return did if did.status == "skipped" else _after_profile(host, did)


def _by_pam(host: Host) -> Did:
    if pam_module(b"pam_umask.so") is None or pam_module(b"pam_succeed_if.so") is None:
        return skipped("this PAM has no pam_umask or pam_succeed_if; members keep their own umask")
    if have(b"pam-auth-update"):
        return _by_pam_auth_update(host)
    if have(b"authselect"):
        current = run(20, [b"authselect", b"current", b"-r"], errors=False)
        if current.ok and current.said:
            return by_authselect(host, current.said.split(b"\n")[0].split())
    left = uncovered(host)
    if not left:
        return unchanged(b"members already get %s" % host.given.text(b"UMASK"))
    if is_link_to(b"common-session-pc"):
        return by_links(host, [b"common-session-pc"])
    if is_link_to(b"system-auth-ac"):
        return by_links(host, [b"system-auth-ac", b"password-auth-ac"])
    if can_take_lines():
        return by_files(host, left)
    return skipped(b"no tool that manages PAM here accepts additions (%s); not edited" % left)


def _by_pam_auth_update(host: Host) -> Did:
    path = CONFIGURATIONS + b"/prism-umask"
    name = b"Name: umask %s for the members of %s (Prism)\n" % (host.given.text(b"UMASK"), host.given.group)
    text = name + b"Default: yes\nPriority: 0\nSession-Type: Additional\nSession:\n" + pam_lines(host, b"\t")
    if read_file(path) == text and not uncovered(host):
        return unchanged("pam-auth-update profile prism-umask")
    make_folders(CONFIGURATIONS, 0o755)
    write_file(path, text)
    tool = [b"pam-auth-update", b"--package"]
    if not run(60, tool + [b"--enable", b"prism-umask"], host.job.log).ok:
        ran = run(60, tool, host.job.log)
        if not ran.ok:
            raise Wrong("step-failed", b"pam-auth-update: " + last_words(ran.said))
    left = uncovered(host)
    if not left:
        return changed("pam-auth-update profile prism-umask")
    if b"ingroup " + host.given.group in (read_file(b"/etc/pam.d/common-session") or b""):
        return changed(b"pam-auth-update profile prism-umask; still not covered: " + left)
    return skipped("pam-auth-update left /etc/pam.d alone (edited by hand, or the profile was switched off); members keep their own umask")


def _after_profile(host: Host, did: Did) -> Did:
    """
    Red Hat's start files until release 8, and Amazon Linux 2's, come after PAM and give 022 to everybody whose first group is not his own, as a
    directory's people mostly have it. What lies in /etc/profile.d comes after that rule, in login shells and, by /etc/bashrc, in others.
    """
    if not any(b"id -gn" in (read_file(path) or b"") for path in (b"/etc/profile", b"/etc/bashrc")):
        return did
    text = b"# By Prism: members share what they make, whatever their first group is\n"
    text += b'case " $(id -Gn 2>/dev/null) " in *" %s "*) umask %s ;; esac\n' % (host.given.group, host.given.text(b"UMASK"))
    if read_file(PROFILE) == text:
        return did
    write_file(PROFILE, text)
    return changed(b"%s, and %s" % (did.detail, PROFILE) if did.status == "changed" else b"%s; %s" % (PROFILE, did.detail))
