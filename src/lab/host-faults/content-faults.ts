/** Faults of what lies in shared/: what the group cannot change. */
import type { HostFault } from './host-fault.ts'

const notOurs = 'what people made is theirs to change'

const inShared = (name: string, make: string): HostFault => ({
  name,
  script: `cd "$P/shared"; ${make}`,
  says: ['unwritable-files'],
  mount: { left: notOurs },
  fix: 'find "$P/shared" -mindepth 1 -delete',
})

/** Stops whoever has begun to list a folder, and lets it go on after 9 s. */
const heldUp = `import ctypes, os, signal, sys, time
try:
    os.nice(-19)
except OSError:
    pass
before = set()
IN_OPEN = 0x20
libc = ctypes.CDLL(None)
seen = libc.inotify_init()
libc.inotify_add_watch(seen, sys.argv[1].encode(), IN_OPEN)
with open("/run/slow", "w") as mine:
    mine.write(str(os.getpid()))
def holds(pid):
    try:
        return any(os.readlink("/proc/%s/fd/%s" % (pid, fd)).startswith(sys.argv[1]) for fd in os.listdir("/proc/%s/fd" % pid))
    except OSError:
        return False
while os.read(seen, 1 << 20):
    held = [int(pid) for pid in os.listdir("/proc") if pid.isdigit() and int(pid) not in before and holds(pid)]
    before.update(held)
    for how, pause in ((signal.SIGSTOP, 9), (signal.SIGCONT, 0)):
        for pid in held:
            try:
                os.kill(pid, how)
            except ProcessLookupError:
                pass
        time.sleep(pause if held else 0)
`

export const contentFaults: readonly HostFault[] = [
  inShared('a file that the group cannot write', 'install -m 644 -o "$U" -g 3000 /dev/null notes'),
  inShared('a file that the group cannot read', 'install -m 620 -o "$U" -g 3000 /dev/null notes'),
  inShared('a file of another group', 'install -m 664 -o "$U" -g 100 /dev/null notes'),
  inShared('another user’s private file in the way', 'install -m 600 -o eve -g 1005 /dev/null notes'),
  inShared('a folder that the group cannot write', 'install -d -m 2755 -o "$U" -g 3000 folder'),
  inShared('a folder that the group cannot enter', 'install -d -m 2764 -o "$U" -g 3000 folder'),
  inShared('a folder without setgid', 'install -d -m 2775 -o "$U" -g 3000 folder; chmod 00775 folder'),
  inShared('a folder of another group', 'install -d -m 2775 -o "$U" -g 100 folder'),
  inShared(
    'such a file deep below',
    'install -d -m 2775 -o "$U" -g 3000 a a/b a/b/c; install -m 640 -o "$U" -g 3000 /dev/null a/b/c/notes',
  ),
  inShared('a folder where only owners may replace files', 'install -d -m 3775 -o eve -g 3000 folder'),
  inShared('a private folder of another user', 'install -d -m 700 -o eve -g 1005 folder'),
  inShared('a file of mode 0000', 'install -m 0 -o "$U" -g 3000 /dev/null notes'),
  inShared('a file that was moved in, of its owner’s group and 0644', 'install -m 644 -o "$U" -g 1000 /dev/null notes'),
  inShared('a file of a uid and a gid that nobody has', 'install -m 640 -o 7777 -g 7777 /dev/null notes'),
  inShared('such a file under a name of Prism’s', 'install -m 600 -o eve -g 3000 /dev/null .prism-notes'),
  inShared(
    'such a file below a folder with a name of Prism’s',
    'install -d -m 2775 -g 3000 .prism-old; install -m 600 -o eve -g 3000 /dev/null .prism-old/notes',
  ),
  inShared('such a file with a line break in its name', `install -m 640 -o "$U" -g 3000 /dev/null $'no\\ntes'`),
  inShared(
    'such a file among 1500 good ones',
    'seq -f good-%g 1500 | xargs touch; chgrp 3000 good-*; chmod 664 good-*; install -m 640 -o "$U" -g 3000 /dev/null notes',
  ),
  inShared('a folder without setgid, deep below', 'install -d -m 2775 -o "$U" -g 3000 a a/b a/b/c; chmod 00775 a/b/c'),
  {
    name: 'the look into shared/ does not come to its end',
    // whoever walks through it is held up for longer than the 8 s that the walk has
    script: `install -d -m 2775 -g 3000 "$P/shared/slow"; (cd "$P/shared/slow"; seq 1900 | xargs mkdir -m 2775; chgrp 3000 [0-9]*; chmod 2775 [0-9]*)
cat >/root/slow.py <<'END'
${heldUp}END
python3 /root/slow.py "$P/shared/slow" </dev/null >/dev/null 2>&1 &
until [ -s /run/slow ]; do sleep 0.02; done`,
    says: ['not-tried'],
    mount: { left: 'the server is as slow as before' },
    fix: 'kill "$(cat /run/slow)"; rm -r /run/slow /root/slow.py "$P/shared/slow"',
  },
]
