from typing import Any, Callable

SIGKILL: int
SIGTERM: int
SIGINT: int
SIGHUP: int
SIGPIPE: int
SIGALRM: int
SIGCHLD: int
SIGSTOP: int
SIGCONT: int
SIGXFSZ: int
SIGXCPU: int
SIG_DFL: int
SIG_IGN: int
SIG_BLOCK: int
SIG_SETMASK: int
ITIMER_REAL: int

def signal(signalnum: int, handler: int | Callable[[int, Any], Any], /) -> Any: ...
def getsignal(signalnum: int, /) -> Any: ...
def setitimer(which: int, seconds: float, interval: float = ..., /) -> tuple[float, float]: ...
def pthread_sigmask(how: int, mask: Any, /) -> set[int]: ...
def set_wakeup_fd(fd: int, /) -> int: ...
