"""Has a file without a descriptor of it: registered with a ring of io_uring's, or sent to a socket that nobody reads. Prints a line, then stays."""
import array
import ctypes
import os
import socket
import sys
import time

how, path = sys.argv[1:]
file = os.open(path, os.O_RDWR)
library = ctypes.CDLL(None)
ring = library.syscall(425, 8, ctypes.create_string_buffer(120)) if how == "ring" else -1
mine, its = socket.socketpair()
if ring < 0:
    # where the kernel makes no ring
    mine.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [file]))])
elif library.syscall(427, ring, 2, (ctypes.c_int * 1)(file), 1) != 0:
    sys.exit("Error: not registered")
os.close(file)
print("parked")
time.sleep(1000)
