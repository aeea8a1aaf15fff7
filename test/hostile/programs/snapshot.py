"""Prints a line for every file below the given folders, without what is mounted in them: type, mode, owner, size and SHA-256 or target."""
import hashlib
import os
import stat
import sys

ignored = {os.fsencode(path) for path in sys.argv[1].split(",")}


def line(path, shown, at):
    said = b"%s %o %d:%d" % (shown, at.st_mode, at.st_uid, at.st_gid)
    if stat.S_ISLNK(at.st_mode):
        return said + b" -> " + os.readlink(path)
    if stat.S_ISREG(at.st_mode):
        digest = hashlib.sha256()
        with open(path, "rb", 0) as file:
            for part in iter(lambda: file.read(1 << 20), b""):
                digest.update(part)
        return said + b" %d %s" % (at.st_size, digest.hexdigest()[:16].encode())
    if stat.S_ISCHR(at.st_mode) or stat.S_ISBLK(at.st_mode):
        return said + b" %d" % at.st_rdev
    return said


def walk(root, name, folder, device, lines):
    for entry in os.scandir(folder):
        shown = entry.path[len(root) :]
        # what lies above it was looked at on the way here
        if name + shown in ignored:
            continue
        try:
            at = entry.stat(follow_symlinks=False)
            if at.st_dev != device:
                continue
            lines.append(line(entry.path, shown, at))
            if stat.S_ISDIR(at.st_mode):
                walk(root, name, entry.path, device, lines)
        except FileNotFoundError:
            pass


for pair in sys.argv[2:]:
    root, _, name = pair.partition("=")
    root = os.fsencode(root)
    at = os.lstat(root)
    lines = [line(root, b"", at)]
    walk(root, name.encode(), root, at.st_dev, lines)
    for each in sorted(lines):
        text = b"%s%s" % (name.encode(), each)
        sys.stdout.buffer.write(text.replace(b"\\", b"\\\\").replace(b"\n", b"\\n") + b"\n")
