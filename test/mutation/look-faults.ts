/** Faults that keep a look from being made, or the next boot from mounting. */
import type { FindingCode } from '../../src/domain/catalogue.ts'
import type { Fault } from './fault.ts'

/** What a look says that lacks a program; whatever it is, it must not be green. */
const goneSays = {
  find: ['transcript-corrupt'],
  stat: ['mount-hidden'],
  su: ['not-shared'],
  setpriv: ['not-looked-at', 'umask-differs'],
  // a packed script is not unpacked without it
  sha256sum: ['invocation-failed', 'transcript-corrupt', 'transcript-missing'],
  timeout: ['no-login-user', 'mount-hung', 'group-missing'],
  getent: ['group-missing'],
} as const satisfies Record<string, readonly FindingCode[]>

export const lookFaults: readonly Fault[] = [
  {
    name: 'the local disk is full',
    script: 'mount -t tmpfs -o size=4k,nr_inodes=1 tmpfs /var/lib/prism',
    says: ['invocation-failed', 'transcript-missing', 'not-looked-at'],
    mount: { left: 'what may be deleted is for people to say' },
    mend: 'umount /var/lib/prism',
  },
  {
    name: 'the host’s clock is hours ahead',
    script: ':',
    says: ['job-expired'],
    mount: { left: 'an order past its time is not carried out' },
    mend: ':',
    lab: 'clock-ahead',
  },
  {
    name: 'the EFS client is gone: the next boot mounts nothing',
    script: 'mv "$(command -v mount.efs)" /root/mount.efs',
    says: ['client-absent'],
    mount: { left: 'the distribution has no package of it' },
    mend: 'mv /root/mount.efs /usr/sbin/mount.efs',
    needs: ['ubuntu', 'debian'],
  },
  {
    name: 'no inode is left for Prism’s store',
    script: 'mount -t tmpfs -o size=4m,nr_inodes=2 tmpfs /var/lib/prism; mkdir /var/lib/prism/jobs',
    says: ['invocation-failed', 'transcript-missing', 'not-looked-at'],
    mount: { left: 'what may be deleted is for people to say' },
    mend: 'umount /var/lib/prism',
  },
  {
    name: 'no block is left for Prism’s store',
    script:
      'mount -t tmpfs -o size=64k tmpfs /var/lib/prism; mkdir /var/lib/prism/jobs; dd if=/dev/zero of=/var/lib/prism/full bs=4k 2>/dev/null || :',
    says: ['invocation-failed', 'transcript-missing', 'not-looked-at'],
    mount: { left: 'what may be deleted is for people to say' },
    mend: 'umount /var/lib/prism',
  },
  {
    name: 'Prism’s store is read-only',
    script: 'mount --bind /var/lib/prism /var/lib/prism; mount -o remount,bind,ro /var/lib/prism',
    says: ['invocation-failed', 'transcript-missing', 'not-looked-at'],
    mount: { left: 'what may be written is for people to say' },
    mend: 'umount /var/lib/prism',
  },
  {
    name: 'a file is in the place of Prism’s store',
    script: 'mv /var/lib/prism /root/prism; : >/var/lib/prism',
    says: ['invocation-failed', 'transcript-missing', 'not-looked-at'],
    mount: { left: 'the file is somebody’s' },
    mend: 'rm /var/lib/prism; mv /root/prism /var/lib/prism',
  },
  {
    name: 'another job holds Prism’s lock',
    // the wait of 60 s passes within one
    script: `mkdir -p /usr/local/sbin /run/prism; printf '#!/bin/bash\\n[ "$1 $2" != "-w 60" ] || { shift 2; set -- -w 1 "$@"; }\\nexec /usr/bin/flock "$@"\\n' >/usr/local/sbin/flock; chmod 755 /usr/local/sbin/flock; (exec 9>>/run/prism/lock; /usr/bin/flock 9; echo "$BASHPID" >/run/holder; exec sleep 3000) </dev/null >/dev/null 2>&1 & until [ -s /run/holder ]; do sleep 0.02; done`,
    says: ['host-busy'],
    mount: { left: 'two jobs at a time would undo each other' },
    mend: 'kill "$(cat /run/holder)"; rm /run/holder /usr/local/sbin/flock',
  },
  ...(['find', 'stat', 'su', 'setpriv', 'sha256sum', 'timeout', 'getent'] as const).map(
    (program): Fault => ({
      name: `the program ${program} is gone`,
      script: `for f in $(type -ap ${program} | sort -u); do if [ -e "$f" ]; then cp -a "$(readlink -f "$f")" /root/${program}; mv "$f" "$f.gone"; fi; done`,
      says: goneSays[program],
      mount: { left: 'programs are the distribution’s' },
      mend: `for f in /usr/bin/${program} /bin/${program}; do [ ! -e "$f.gone" ] && [ ! -L "$f.gone" ] || mv "$f.gone" "$f"; done; rm /root/${program}`,
    }),
  ),
]
