"""
tree.py PLACE SEED COUNT LAYOUT: lays the volume out anew, then makes so many small trees that chance makes, in shared/, in the place of users/ and in
the root: names, types, modes. LAYOUT: a line `MODE UID GID PATH` for each folder.
"""
import os
import random
import socket
import sys

place, seed, count, layout = os.fsencode(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), os.fsencode(sys.argv[4])
dice = random.Random(seed)
words = [b".prism-look-", b".prism-sharing-", b"shared", b"users", b"groups", b"ben", b"mallory", b"a[$(id>>${PWD}pwned${PWD}ran)]", b"\n0 0 0755 ben", b"-rf", b"|", b"\x1b[31m", b"%s", b"\\", b"'"]
letters = [b for b in range(1, 256) if b != 47]


def empty(folder):
    for entry in list(os.scandir(folder)):
        if entry.is_dir(follow_symlinks=False):
            empty(entry.path)
            os.rmdir(entry.path)
        else:
            os.unlink(entry.path)


def lay_out():
    empty(place)
    for line in layout.split(b"\n"):
        mode, uid, gid, path = line.split(b" ", 3)
        path = os.path.join(place, path)
        os.makedirs(path, exist_ok=True)
        os.chown(path, int(uid), int(gid))
        os.chmod(path, int(mode, 8))
    with open(place + b"/shared/pay", "wb") as file:
        file.write(b'echo "$(id -u) pay" >>/pwned/ran\n')


def name():
    made = b""
    while dice.random() < 0.6:
        made += dice.choice(words) if dice.random() < 0.4 else bytes(dice.choice(letters) for _ in range(dice.randrange(1, 30)))
    return (made or b"x%d" % dice.randrange(10**6))[: dice.choice([20, 100, 255])]


def make(folder, depth):
    for _ in range(dice.randrange(1, 5)):
        path = os.path.join(folder, name())
        kind = dice.choice(["file", "file", "folder", "folder", "link", "fifo", "socket", "device", "hard"])
        try:
            if kind == "file":
                with open(path, "xb") as file:
                    file.write(bytes(dice.randrange(256) for _ in range(dice.randrange(50))))
            elif kind == "folder":
                os.mkdir(path)
                if depth < 3:
                    make(path, depth + 1)
            elif kind == "link":
                os.symlink(dice.choice([b"/etc/shadow", b"/etc", b"..", b".", b"/proc/self/fd/0", path, b"/dev/zero", b"nowhere"]), path)
                continue
            elif kind == "fifo":
                os.mkfifo(path)
            elif kind == "socket":
                socket.socket(socket.AF_UNIX).bind(path)
            elif kind == "device":
                os.mknod(path, 0o20666, os.makedev(1, dice.choice([3, 5, 8])))
            elif kind == "hard":
                os.link(place + b"/shared/pay", path)
                continue
            os.lchown(path, dice.choice([0, 1666, 2002, 4294967294, 64199]), dice.choice([0, 3000, 3001, 2002]))
            os.chmod(path, dice.choice([0, 0o777, 0o7777, 0o2775, 0o1777, 0o644, 0o4755, dice.randrange(0o10000)]))
            if dice.random() < 0.3:
                os.utime(path, (1, dice.choice([1, 2**31, 2**33])))
        except (OSError, ValueError):
            pass


lay_out()
if dice.random() < 0.5:
    os.rename(place + b"/users", place + b"/users.aside")
    os.mkdir(place + b"/users")
    os.chmod(place + b"/users", 0o2775)
for _ in range(count):
    make(dice.choice([place, place + b"/shared", place + b"/users"]), 0)
