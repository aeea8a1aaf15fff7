"""owners.py SHARED UID: folders of a sharing test, and what lies in them, become that uid's as they appear, and open to all."""
import os
import sys
import time

shared, uid = sys.argv[1], int(sys.argv[2])
print("ready", flush=True)
while True:
    for name in os.listdir(shared):
        if name.startswith(".prism-"):
            folder = os.path.join(shared, name)
            try:
                os.chown(folder, uid, uid, follow_symlinks=False)
                os.chmod(folder, 0o777)
                for inner in os.listdir(folder):
                    os.chown(os.path.join(folder, inner), uid, uid, follow_symlinks=False)
            except OSError:
                pass
    time.sleep(0.0005)
