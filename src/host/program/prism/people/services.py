"""Which ways in there are on a host, and what each is called to PAM."""

from prism.core.programs import have
from prism.people.pam_stack import pam_file
from prism.people.sshd_config import sshd_configuration, uses_pam


class Services:
    """`ssh`: sshd can run, `ssh_pam`: it asks PAM; `cron`: cron's PAM service, empty where there is none; `su`: that of a login by su."""

    __slots__ = ("ssh", "ssh_pam", "cron", "su")

    def __init__(self, ssh: bool, ssh_pam: bool, cron: bytes, su: bytes) -> None:
        self.ssh = ssh
        self.ssh_pam = ssh_pam
        self.cron = cron
        self.su = su


def read_services() -> Services:
    configuration = sshd_configuration() if have(b"sshd") else None
    cron = b"cron" if have(b"cron") else b"crond" if have(b"crond") else b""
    # SUSE's is called cron, and says crond to PAM
    if cron == b"cron" and pam_file(b"cron") is None and pam_file(b"crond") is not None:
        cron = b"crond"
    return Services(configuration is not None, configuration is not None and uses_pam(configuration), cron, su_service())


def su_service() -> bytes:
    return b"su" if pam_file(b"su-l") is None else b"su-l"
