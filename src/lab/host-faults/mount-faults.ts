/** Faults of the mount itself: gone, wrong, covered, unencrypted, mute. */
import type { HostFault } from './host-fault.ts'

export const mountFaults: readonly HostFault[] = [
  { name: 'the mount is gone', script: 'umount "$P"', says: ['not-mounted'], mount: 'repairs' },
  {
    name: 'the mount is gone, and files lie in its place',
    script: 'umount "$P"; : >"$P/notes"',
    says: ['not-mounted'],
    mount: { left: 'a mount would hide them' },
    fix: 'rm "$P/notes"',
  },
  {
    name: 'the mount is gone, and a link is in its place',
    script: 'umount "$P"; rmdir "$P"; mkdir /srv/other; ln -s /srv/other "$P"',
    says: ['not-mounted'],
    mount: { left: 'the mount table would name where the link leads' },
    fix: 'rm "$P"; rmdir /srv/other',
  },
  { name: 'the mount and its place are gone', script: 'umount "$P"; rmdir "$P"', says: ['not-mounted'], mount: 'repairs' },
  {
    name: 'a tmpfs lies over it',
    script: 'mount -t tmpfs tmpfs "$P"',
    says: ['mount-wrong'],
    mount: { left: 'somebody mounted it' },
    fix: 'umount "$P"',
  },
  {
    name: 'a local directory is bound over it',
    script: 'mkdir -p /srv/local; cp -a "$P/." /srv/local/; mount --bind /srv/local "$P"',
    says: ['mount-wrong'],
    mount: { left: 'somebody mounted it' },
    fix: 'umount "$P"; rm -r /srv/local',
  },
  {
    name: 'another file system is mounted',
    script: 'umount "$P"; rm -rf /var/run/efs/"$V"*; mount -t efs -o tls,noresvport "$O:/" "$P"',
    says: ['mount-wrong'],
    mount: { left: 'somebody mounted it' },
    fix: 'umount "$P"; rm -rf /var/run/efs/"$O"*',
  },
  {
    name: 'a folder of the volume is mounted instead of its root',
    script: 'umount "$P"; rm -rf /var/run/efs/"$V"*; mount -t efs -o tls,noresvport "$V:/shared" "$P"',
    says: ['mount-wrong'],
    mount: { left: 'somebody mounted it' },
    fix: 'umount "$P"; rm -rf /var/run/efs/"$V"*',
  },
  {
    name: 'read-only',
    script: 'mount -o remount,bind,ro "$P"',
    says: ['read-only'],
    mount: { left: 'somebody may want it so' },
    fix: 'mount -o remount,bind,rw "$P"',
  },
  {
    name: 'the tunnel does not encrypt',
    script: `sed -i 's/, "--tls"//' /var/run/efs/"$V".*[0-9]`,
    says: ['not-encrypted'],
    mount: { left: 'processes may use the mount' },
    fix: 'umount "$P"; rm -rf /var/run/efs/"$V"*',
  },
  {
    name: 'mounted as plain NFS',
    script: 'umount "$P"; rm -rf /var/run/efs/"$V"*; mount -t nfs4 -o nfsvers=4.1 "$V.efs.us-east-1.amazonaws.com:/" "$P"',
    says: ['not-encrypted'],
    mount: { left: 'processes may use the mount' },
    fix: 'umount "$P"',
  },
  {
    name: 'the client’s state file is gone',
    script: 'rm -rf /var/run/efs/"$V"*',
    says: ['mount-unidentified'],
    mount: { left: 'what is mounted cannot be told' },
    fix: 'umount "$P"',
  },
  {
    name: 'two state files claim the mount',
    script: 'for f in /var/run/efs/"$V".*[0-9]; do [ ! -f "$f" ] || cp "$f" "${f/$V/$O}"; done',
    says: ['mount-unidentified'],
    mount: { left: 'what is mounted cannot be told' },
    fix: 'rm -f /var/run/efs/"$O".*',
  },
  {
    name: 'mounted without nosuid',
    script: 'mount -i -n -o remount,bind,suid,nodev "$P"',
    says: ['not-nosuid'],
    mount: 'repairs',
  },
  {
    name: 'mounted by hand, as anybody would',
    script: 'umount "$P"; rm -rf /var/run/efs/"$V"*; mount -t efs -o tls "$V:/" "$P"',
    says: ['not-nosuid'],
    mount: 'repairs',
  },
  {
    name: 'the server hangs',
    script: ':',
    says: ['mount-hung'],
    mount: { left: 'only the server can answer' },
    lab: 'server-hangs',
  },
  {
    name: 'the mount is gone, and the agent has a mount namespace of its own',
    script: 'umount "$P"; rm -rf /var/run/efs/"$V"*',
    says: ['not-mounted'],
    mount: { left: 'nobody else would see what it mounts' },
    fix: ':',
    lab: 'agent-apart',
  },
  {
    name: 'a disk lies over /mnt',
    script: 'mount -t tmpfs disk /mnt',
    says: ['mount-hidden'],
    mount: { left: 'somebody mounted it' },
    fix: 'umount /mnt',
  },
  {
    name: 'a disk with the same folders lies over /mnt',
    script: 'cp -a --parents "$P" /root; mount -t tmpfs disk /mnt; cp -a "/root$P" /mnt/; rm -r /root/mnt',
    says: ['mount-hidden'],
    mount: { left: 'somebody mounted it' },
    fix: 'umount /mnt',
  },
  ...(
    [
      ['shared/', 'shared'],
      ['users/', 'users'],
      ['the personal space', 'users/$U'],
    ] as const
  ).map(
    ([name, path]): HostFault => ({
      name: `a local directory like it is bound over ${name}`,
      script: `mkdir /srv/like; cp -a "$P/${path}/." /srv/like/; chown --reference="$P/${path}" /srv/like; chmod --reference="$P/${path}" /srv/like; mount --bind /srv/like "$P/${path}"`,
      says: ['mount-inside'],
      mount: { left: 'somebody mounted it' },
      fix: `umount "$P/${path}"; rm -r /srv/like`,
    }),
  ),
  {
    name: 'a tmpfs lies deep in shared/',
    script:
      'install -d -m 2775 -o "$U" -g 3000 "$P/shared/a" "$P/shared/a/scratch"; mount -t tmpfs -o mode=2775,gid=3000 tmpfs "$P/shared/a/scratch"',
    says: ['mount-inside'],
    mount: { left: 'somebody mounted it' },
    fix: 'umount "$P/shared/a/scratch"; rm -r "$P/shared/a"',
  },
  {
    name: 'another volume is mounted inside it',
    script:
      'install -d -m 2775 -o root -g 3000 "$P/shared/other"; mount -t efs -o tls,noresvport "$O:/" "$P/shared/other"; chgrp 3000 "$P/shared/other"; chmod 2775 "$P/shared/other"',
    says: ['mount-inside'],
    mount: { left: 'somebody mounted it' },
    fix: 'umount "$P/shared/other"; rmdir "$P/shared/other"; rm -rf /var/run/efs/"$O"*',
  },
  {
    name: 'a read-only view of the volume is bound over it',
    script: 'mount --bind "$P" "$P"; mount -o remount,bind,ro "$P"',
    says: ['read-only'],
    mount: { left: 'somebody may want it so' },
    fix: 'umount "$P"',
  },
]
