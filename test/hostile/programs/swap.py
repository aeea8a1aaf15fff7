"""swap.py PATH TARGET: as fast as it can, PATH is what it was and a link to TARGET, in turn (one rename, never absent)."""
import ctypes
import os
import platform
import sys

path, target = sys.argv[1], sys.argv[2]
libc = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 316, "aarch64": 276}[platform.machine()]
if not os.path.lexists(path):
    os.mkdir(path)
os.symlink(target, path + ".link")
one, other = os.fsencode(path), os.fsencode(path + ".link")
print("ready", flush=True)
while True:
    for _ in range(50):
        libc.syscall(number, -100, one, -100, other, 2)
    # half of the time each, and neither in step with who looks
    os.sched_yield()
