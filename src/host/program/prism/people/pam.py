"""Which umask a PAM service gives an account, by following its session stack as libpam would (pam_dispatch.c)."""

from prism.people.accounts import Account
from prism.people.login_defs import LoginDefs, read_login_defs
from prism.people.membership import Membership
from prism.people.pam_conditions import groups_named_in, succeed_if
from prism.people.pam_stack import Module, modules_in, stack_of
from prism.people.pam_umask import umasks_after

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Set, Tuple

    from prism.people.pam_control import Action
    from prism.people.pam_stack import Stack

    State = Tuple[int, int]
    """The umask, and what libpam thinks so far."""
    States = Set[State]

BEFORE = 0o022
"""What sshd, cron and root's su have before PAM."""
NEGATIVE, UNDECIDED, POSITIVE = -1, 0, 1


class Pam:
    """PAM as its files are now; who changes one makes another."""

    def __init__(self, groups: Membership) -> None:
        self.groups = groups
        self.stacks: "dict[bytes, Stack | None]" = {}
        self.defs: "LoginDefs | None" = None

    def learn(self, services: "list[bytes]") -> None:
        """Reads these stacks, and asks the name service once for all that they need."""
        names: "list[bytes]" = []
        for service in services:
            if service not in self.stacks:
                self.stacks[service] = stack_of(service)
            for module in modules_in(self.stacks[service] or []):
                if module.name.endswith(b"pam_succeed_if.so"):
                    names.extend(groups_named_in(module.words))
        self.groups.expect(names)

    def umask_of(self, service: bytes, account: Account) -> "int | None":
        """0022 where nothing sets one; None where that hangs on a module whose answer is not ours to know."""
        if service not in self.stacks:
            self.learn([service])
        stack = self.stacks[service]
        if stack is None:
            return None
        umasks = {umask for umask, _ in self._walk(stack, (BEFORE, UNDECIDED), service, account)}
        return umasks.pop() if len(umasks) == 1 else None

    def _walk(self, stack: "Stack", first: "State", service: bytes, account: Account) -> "States":
        """All states that a stack, begun in one, may end in. Ways only lead forward, so each place is come to once."""
        reached: "list[States]" = [set() for _ in range(len(stack) + 1)]
        reached[0].add(first)
        for at, one in enumerate(stack):
            for state in reached[at]:
                if not isinstance(one, Module):
                    reached[at + 1] |= self._walk(one.stack, state, service, account)
                    continue
                for umask, action in self._outcomes(one, state[0], service, account):
                    after, thought = _act(action, at, len(stack), state[1], first[1])
                    reached[after].add((umask, thought))
        return reached[len(stack)]

    def _outcomes(self, module: Module, umask: int, service: bytes, account: Account) -> "list[tuple[int, Action]]":
        """What a module may do: the umask after it, and what becomes of the stack."""
        actions = module.actions
        if module.name.endswith(b"pam_umask.so"):
            if self.defs is None:
                self.defs = read_login_defs()
            after = umasks_after(umask, module.words, account, self.defs, self.groups.own_group)
            return [(one, actions[b"success"]) for one in after]
        if module.name.endswith(b"pam_succeed_if.so"):
            return [(umask, actions[code]) for code in succeed_if(module.words, service, account, self.groups)]
        if module.name.endswith(b"pam_permit.so"):
            return [(umask, actions[b"success"])]
        if module.name.endswith(b"pam_deny.so"):
            return [(umask, actions[b"session_err"])]
        if not module.name:
            return [(umask, actions[b"perm_denied"])]
        # One that we cannot ask. Where its no ends the session there is none to tell of, so that is not looked at.
        may = {action for action in actions.values() if action not in (b"bad", b"die")}
        return [(umask, action) for action in may or {actions[b"success"]}]


def _act(action: "Action", at: int, end: int, thought: int, begun: int) -> "tuple[int, int]":
    """Where the stack goes on, and what libpam thinks then; `begun` is what it thought where this stack began."""
    if isinstance(action, int):
        # one that leads too far fails, and is the last of its stack
        return (at + 1 + action, thought) if at + 1 + action <= end else (end, NEGATIVE)
    if action == b"reset":
        return at + 1, begun
    if action in (b"ok", b"done"):
        thought = thought or POSITIVE
        return (end if action == b"done" and thought == POSITIVE else at + 1), thought
    if action in (b"bad", b"die"):
        return (end if action == b"die" else at + 1), NEGATIVE
    return at + 1, thought
