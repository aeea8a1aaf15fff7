"""set-ids.py FILE...: as fast as it can, each is set-id and is not, in turn."""
import os
import sys

print("ready", flush=True)
while True:
    for mode in (0o6775, 0o775):
        for path in sys.argv[1:]:
            try:
                os.chmod(path, mode)
            except OSError:
                pass
