/** Faults that keep a look from being made, or the next boot from mounting. */
import type { HostFault } from './host-fault.ts'

/** Each start of Prism's program goes through this first; `$real` is the interpreter. */
const before = (lines: string): string =>
  `real=$(readlink -f /usr/bin/python3); mv /usr/bin/python3 /root/python3; cat >/usr/bin/python3 <<END
#!/bin/sh
${lines}
exec $real "\\$@"
END
chmod 755 /usr/bin/python3`
const asBefore = 'mv -f /root/python3 /usr/bin/python3'

/** As where a distribution splits the standard library, and a part of it is not there. */
const withoutModule = (module: string): string =>
  before(
    `for word; do shift; case \\$word in *LZMADecompressor*) word="import sys; sys.modules['${module}'] = None
\\$word" ;; esac; set -- "\\$@" "\\$word"; done`,
  )

const gone = (program: string, says: readonly string[]): HostFault => ({
  name: `the program ${program} is gone`,
  script: `for f in $(type -ap ${program} | sort -u); do if [ -e "$f" ]; then cp -a "$(readlink -f "$f")" /root/${program}; mv "$f" "$f.gone"; fi; done`,
  says,
  mount: { left: 'programs are the distribution’s' },
  fix: `for f in /usr/bin/${program} /bin/${program}; do [ ! -e "$f.gone" ] && [ ! -L "$f.gone" ] || mv "$f.gone" "$f"; done; rm /root/${program}`,
})

export const lookFaults: readonly HostFault[] = [
  {
    name: 'the local disk is full',
    script: 'mount -t tmpfs -o size=4k,nr_inodes=1 tmpfs /var/lib/prism',
    says: ['invocation-failed', 'transcript-missing', 'not-looked-at'],
    mount: { left: 'what may be deleted is for people to say' },
    fix: 'umount /var/lib/prism',
  },
  {
    name: 'the host’s clock is hours ahead',
    script: ':',
    says: ['job-expired'],
    mount: { left: 'an order past its time is not carried out' },
    fix: ':',
    lab: 'clock-ahead',
  },
  {
    name: 'the EFS client is gone: the next boot mounts nothing',
    script: 'mv "$(command -v mount.efs)" /root/mount.efs',
    says: ['client-absent'],
    mount: { left: 'the distribution has no package of it' },
    fix: 'mv /root/mount.efs /usr/sbin/mount.efs',
    needs: ['ubuntu', 'debian'],
  },
  {
    name: 'no inode is left for Prism’s store',
    script: 'mount -t tmpfs -o size=4m,nr_inodes=2 tmpfs /var/lib/prism; mkdir /var/lib/prism/jobs',
    says: ['invocation-failed', 'transcript-missing', 'not-looked-at'],
    mount: { left: 'what may be deleted is for people to say' },
    fix: 'umount /var/lib/prism',
  },
  {
    name: 'no block is left for Prism’s store',
    script:
      'mount -t tmpfs -o size=64k tmpfs /var/lib/prism; mkdir /var/lib/prism/jobs; dd if=/dev/zero of=/var/lib/prism/full bs=4k 2>/dev/null || :',
    says: ['invocation-failed', 'transcript-missing', 'not-looked-at'],
    mount: { left: 'what may be deleted is for people to say' },
    fix: 'umount /var/lib/prism',
  },
  {
    name: 'Prism’s store is read-only',
    script: 'mount --bind /var/lib/prism /var/lib/prism; mount -o remount,bind,ro /var/lib/prism',
    says: ['invocation-failed', 'transcript-missing', 'not-looked-at'],
    mount: { left: 'what may be written is for people to say' },
    fix: 'umount /var/lib/prism',
  },
  {
    name: 'a file is in the place of Prism’s store',
    script: 'mv /var/lib/prism /root/prism; : >/var/lib/prism',
    says: ['invocation-failed', 'transcript-missing', 'not-looked-at'],
    mount: { left: 'the file is somebody’s' },
    fix: 'rm /var/lib/prism; mv /root/prism /var/lib/prism',
  },
  {
    name: 'another job holds Prism’s lock',
    // the wait of 60 s passes within one
    script: `${before('PRISM_PARAMETERS=\\$(printf %s "\\$PRISM_PARAMETERS" | base64 -d | sed "s/^PRISM_LOCK_SECONDS=.*/PRISM_LOCK_SECONDS=1/" | base64 -w0)')}; mkdir -p /run/prism; (exec 9>>/run/prism/lock; flock 9; echo "$BASHPID" >/run/holder; exec sleep 3000) </dev/null >/dev/null 2>&1 & until [ -s /run/holder ]; do sleep 0.02; done`,
    says: ['host-busy'],
    mount: { left: 'two jobs at a time would undo each other' },
    fix: `kill "$(cat /run/holder)"; rm /run/holder; ${asBefore}`,
  },
  // whether only root can change the interpreter cannot be told without these
  gone('find', ['python-missing']),
  gone('readlink', ['python-missing']),
  gone('su', ['session-unmeasured']),
  {
    name: 'there is no Python',
    script:
      'mkdir /root/pythons; for f in /usr/bin/python3* /usr/libexec/platform-python; do [ ! -e "$f" ] || mv "$f" /root/pythons/; done',
    says: ['python-missing'],
    mount: { left: 'the lab’s distribution has no package of it' },
    fix: 'for f in /root/pythons/*; do case $f in */platform-python) mv "$f" /usr/libexec/ ;; *) mv "$f" /usr/bin/ ;; esac; done; rmdir /root/pythons',
  },
  {
    name: 'the folder of Python can be changed by a group',
    script: 'chmod g+w /usr/bin',
    says: ['python-missing'],
    mount: { left: 'what others can change is not run as root' },
    fix: 'chmod g-w /usr/bin',
  },
  {
    name: 'Python lacks what unpacks the program',
    script: withoutModule('_lzma'),
    says: ['python-incomplete'],
    mount: { left: 'Python is the distribution’s' },
    fix: asBefore,
  },
  {
    name: 'Python lacks what it takes to try as an account',
    script: withoutModule('_ctypes'),
    says: ['python-incomplete'],
    mount: { left: 'Python is the distribution’s' },
    fix: asBefore,
  },
]
