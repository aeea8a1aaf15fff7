"""set-ids.py FILE...: as fast as it can, each is set-id and is not, in turn."""
import os
import sys
import time

print("ready", flush=True)
while True:
    for mode in (0o6775, 0o775):
        for path in sys.argv[1:]:
            try:
                os.chmod(path, mode)
            except OSError:
                pass
    # half of the time is left to who looks
    time.sleep(0.001)
