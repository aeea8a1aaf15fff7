"""home.py TARGET NAME [TARGET NAME]...: in the working directory each NAME is a link to its TARGET, made anew all the time."""
import os
import sys
import time

pairs = list(zip(sys.argv[1::2], sys.argv[2::2]))
print("ready", flush=True)
while True:
    for target, name in pairs:
        try:
            os.symlink(target, ".x")
            os.rename(".x", name)
        except OSError:
            pass
    time.sleep(0.0005)
