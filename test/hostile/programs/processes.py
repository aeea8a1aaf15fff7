"""processes.py FOLDER COUNT: processes that stand in FOLDER, with names that want to be more than names."""
import os
import sys
import time

names = [b"x | \xe2\x9c\x85", b"a\nholds", b"\x1b[31m", b"$(id>>/pwned/ran", b") S 1 1 1 1", b"`id`", b"<!-- -->", b"\xff\xfe\xfd", b"sshd: x", b"efs-proxy"]
os.chdir(sys.argv[1])
for number in range(int(sys.argv[2])):
    if os.fork() == 0:
        with open("/proc/self/comm", "wb") as comm:
            comm.write(names[number % len(names)])
        time.sleep(600)
        os._exit(0)
print("ready", flush=True)
time.sleep(600)
