"""
All unit tests on this Python. As root in PID and mount namespaces of their own, with a /proc of their own: they see the processes that they
started and no others, so that several Pythons can run beside each other, and nothing that a test leaves outlives them. The last line on
stdout is what came of it, as JSON.
"""

import json
import os
import signal
import sys
import time
import unittest

from prism.people.namespaces import NEW_MOUNTS, NEW_PIDS, Kernel

PRIVATE = 0x44000
HERE = os.path.dirname(os.path.abspath(__file__))


class Counted(unittest.TextTestResult):
    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self.passed = 0
        self.begun = 0.0
        self.took: "list[tuple[float, str]]" = []

    def startTest(self, test: unittest.TestCase) -> None:
        self.begun = time.monotonic()
        super().startTest(test)

    def stopTest(self, test: unittest.TestCase) -> None:
        self.took.append((time.monotonic() - self.begun, test.id()))
        super().stopTest(test)

    def addSuccess(self, test: unittest.TestCase) -> None:
        self.passed += 1
        super().addSuccess(test)


def tests() -> int:
    began = time.monotonic()
    # some names, or all
    suite = unittest.defaultTestLoader.loadTestsFromNames(sys.argv[1:]) if sys.argv[1:] else unittest.defaultTestLoader.discover(HERE)
    result = unittest.TextTestRunner(resultclass=Counted).run(suite)
    assert isinstance(result, Counted)
    told = {
        "passed": result.passed,
        "failed": len(result.failures) + len(result.errors) + len(result.unexpectedSuccesses),
        "skipped": [[str(test), why] for test, why in result.skipped],
        "seconds": time.monotonic() - began,
        "slowest": sorted(result.took, reverse=True)[:3],
    }
    print(json.dumps(told), flush=True)
    return 0 if result.wasSuccessful() and result.passed else 1


def reap(child: int) -> int:
    """The child's exit status; whoever else ends meanwhile is seen off, as a machine's first process does."""
    while True:
        pid, status = os.wait()
        if pid == child:
            return os.WEXITSTATUS(status) if os.WIFEXITED(status) else 1


def apart() -> int:
    """The tests as children of a first process of their own, which ends with this one and takes everything along."""
    kernel = Kernel()
    try:
        kernel.unshare(NEW_MOUNTS | NEW_PIDS)
    except OSError as error:
        sys.stderr.write("among all processes of this machine: %s\n" % error)
        return tests()
    kernel.mount(b"none", b"/", None, PRIVATE)
    first = os.fork()
    if first == 0:
        kernel.end_with_parent(signal.SIGKILL)
        kernel.mount(b"proc", b"/proc", b"proc", 0)
        child = os.fork()
        if child > 0:
            os._exit(reap(child))
        return tests()
    return reap(first)


if __name__ == "__main__":
    sys.exit(apart() if os.getuid() == 0 else tests())
