"""swap.py PATH TARGET: as fast as it can, PATH is what it was and a link to TARGET, in turn (one rename, never absent)."""
import ctypes
import os
import platform
import random
import sys
import time

path, target = sys.argv[1], sys.argv[2]
dice = random.Random(1)
libc = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 316, "aarch64": 276}[platform.machine()]
if not os.path.lexists(path):
    os.mkdir(path)
os.symlink(target, path + ".link")
one, other = os.fsencode(path), os.fsencode(path + ".link")
print("ready", flush=True)
while True:
    began = time.monotonic()
    for _ in range(50):
        libc.syscall(number, -100, one, -100, other, 2)
    took = time.monotonic() - began
    # as long as that took it rests, in the one state or the other: who looks shall come to run
    if dice.random() < 0.5:
        libc.syscall(number, -100, one, -100, other, 2)
    time.sleep(took)
