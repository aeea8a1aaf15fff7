"""put-aside.py PATH KIND [TARGET]: puts a thing of the volume aside, which members may do in its root, and something else in its place."""
import os
import socket
import sys

path, kind = sys.argv[1], sys.argv[2]
target = sys.argv[3] if len(sys.argv) > 3 else ""
if kind in ("copy", "folder") and os.path.lexists(path + ".aside"):
    # another attack did so before
    sys.exit()
if os.path.lexists(path):
    os.rename(path, path + ".aside")
if kind == "link":
    os.symlink(target, path)
elif kind == "file":
    open(path, "w").close()
elif kind == "fifo":
    os.mkfifo(path, 0o666)
elif kind == "socket":
    os.chdir(os.path.dirname(path))
    socket.socket(socket.AF_UNIX).bind(os.path.basename(path))
elif kind == "folder":
    os.mkdir(path)
    os.chmod(path, 0o2777)
elif kind == "copy":
    # as it was, but the member's own
    os.mkdir(path)
    os.chmod(path, 0o2775)
    for name in os.listdir(path + ".aside"):
        try:
            os.mkdir(path + "/" + name)
        except OSError:
            pass
