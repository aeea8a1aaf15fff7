"""unreadable.py SHARED UID: what that uid writes for a sharing test nobody can read."""
import os
import sys
import time

shared, uid = sys.argv[1], int(sys.argv[2])
print("ready", flush=True)
while True:
    for name in os.listdir(shared):
        if name.startswith(".prism-sharing-"):
            try:
                for entry in os.scandir(os.path.join(shared, name)):
                    at = entry.stat(follow_symlinks=False)
                    if at.st_uid == uid and at.st_mode & 0o777:
                        os.chmod(entry.path, 0)
            except OSError:
                pass
    time.sleep(0.005)
