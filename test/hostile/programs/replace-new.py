"""
replace-new.py FOLDER PREFIX KIND TARGET loop|inotify: what appears in FOLDER under a name with that prefix is put aside the moment it is
seen, and something else takes its name: link TARGET | hardlink TARGET | fifo | folder | takes TARGET (TARGET itself). Anew each time.
"""
import ctypes
import os
import sys
import time

folder, prefix, kind, target, how = sys.argv[1:6]
libc = ctypes.CDLL(None, use_errno=True)
os.chdir(folder)
mine = set(os.listdir("."))
count = raced = 0
taken = ""
if how == "inotify":
    watch = libc.inotify_init1(0)
    # create, moved here, attributes changed
    libc.inotify_add_watch(watch, b".", 0x100 | 0x80 | 0x4)


def note(number):
    """How often it came in between, for who asks."""
    with open("/attack/out/raced.new", "w") as file:
        file.write("%d" % number)
    os.rename("/attack/out/raced.new", "/attack/out/raced")


def replace(name):
    global count, raced, taken
    count += 1
    aside = ".aside%d.%d" % (os.getpid(), count)
    try:
        os.rename(name, aside)
        if kind == "link":
            os.symlink(target, name)
        elif kind == "hardlink":
            os.link(target, name)
        elif kind == "fifo":
            os.mkfifo(name, 0o666)
        elif kind == "folder":
            os.mkdir(name, 0o777)
            os.chmod(name, 0o2777)
        elif kind == "takes":
            if taken:
                os.rename(taken, target)
            os.rename(target, name)
            taken = name
        mine.add(name)
        raced += 1
        if prefix:
            note(raced)
    except OSError:
        pass


if prefix:
    note(0)
print("ready", flush=True)
while True:
    if how == "inotify":
        os.read(watch, 65536)
    else:
        time.sleep(0.0002)
    seen = os.listdir(".")
    for each in seen:
        if each.startswith(prefix) and each not in mine:
            replace(each)
    # a test's name comes again in its next phase
    mine &= set(seen)
