"""
tests-files.py SHARED KIND TARGET: inside of a sharing test's folder, which the group may write, every file is replaced as it appears:
link TARGET | hardlink | fifo | copy (the same bytes, another owner) | truncate | append.
"""
import os
import sys
import time

shared, kind, target = sys.argv[1:4]
seen = set()
print("ready", flush=True)


def attack(path):
    try:
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW), "rb") as file:
            text = file.read(65536)
    except OSError:
        text = b""
    try:
        if kind == "truncate":
            os.truncate(path, 0)
            return
        if kind == "append":
            with open(path, "ab") as file:
                file.write(text + b"\n" + b"\x1b[2J\n" * 1000)
            return
        os.unlink(path)
        if kind == "link":
            os.symlink(target, path)
        elif kind == "hardlink":
            os.link(target, path)
        elif kind == "fifo":
            os.mkfifo(path, 0o666)
        elif kind == "copy":
            with open(path, "wb") as file:
                file.write(text)
            os.chmod(path, 0o666)
    except OSError:
        pass


while True:
    time.sleep(0.0002)
    for name in os.listdir(shared):
        if not name.startswith(".prism-"):
            continue
        try:
            inner = os.listdir(os.path.join(shared, name))
        except OSError:
            continue
        for each in inner:
            path = os.path.join(shared, name, each)
            if path not in seen:
                seen.add(path)
                attack(path)
