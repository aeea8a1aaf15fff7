"""
errs.py, put before a job's program: calls that come to the volume fail by chance, as a server lets them fail. `place` is the mount point,
`seed` makes the same dice again.
"""

import posix

errors = (5, 116, 13, 2, 28, 122, 30, 20, 4)
"""EIO, ESTALE, EACCES, ENOENT, ENOSPC, EDQUOT, EROFS, ENOTDIR, EINTR."""
one_in = 20


def spoil(place, seed):
    device = posix.stat(place).st_dev
    fstat, state = posix.fstat, [seed]

    def dice(most):
        state[0] = (state[0] * 1103515245 + 12345) % (1 << 31)
        return (state[0] >> 8) % most

    def on_volume(words, named):
        where = named.get("dir_fd", words[0] if words else None)
        if isinstance(where, bytes) and where.startswith(b"/proc/self/fd/"):
            where = int(where.rpartition(b"/")[2])
        try:
            return where == place if isinstance(where, bytes) else isinstance(where, int) and fstat(where).st_dev == device
        except OSError:
            return False

    def spoiled(real):
        def call(*words, **named):
            if on_volume(words, named) and dice(one_in) == 0:
                raise OSError(errors[dice(len(errors))], "the server erred")
            return real(*words, **named)

        return call

    for name in "open mkdir unlink rmdir fsync fstat scandir fchown fchmod statvfs read write stat lstat".split():
        setattr(posix, name, spoiled(getattr(posix, name)))
