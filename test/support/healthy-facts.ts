/** Facts of a host on which everything holds; tests break one thing at a time. */
import type { HostFacts } from '../../src/domain/facts.ts'

export const fileSystemId = 'fs-0123456789abcdef0'
export const mountPoint = '/mnt/research-data'

export function healthyFacts(account = 'ubuntu', uid = 1000): HostFacts {
  const directory = { exists: true, type: 'directory', group: 'prism-shared', gid: 3000 }
  const root = { ...directory, owner: 'root', uid: 0 }
  return {
    host: {
      distribution: 'ubuntu',
      version: '24.04',
      family: 'debian',
      hostname: 'ip-10-0-0-1',
      kernel: '6.8.0',
      architecture: 'x86_64',
      systemd: true,
    },
    zone: { availabilityZone: 'us-east-1a', region: 'us-east-1', instanceId: 'i-0aaaaaaaaaaaaaaaa' },
    login: { user: account, how: 'cloud-init' },
    accounts: [{ name: account, exists: true, uid, gid: uid, groups: [uid, 3000], member: true }],
    group: { gidHolder: 'prism-shared', nameGid: 3000, members: [account] },
    client: { efsUtils: '3.2.0', nfs: true, stunnel: true, packageManager: 'apt-get' },
    mountPoint: { exists: true, type: 'directory', entries: 2, sample: [] },
    mounts: [
      {
        place: mountPoint,
        source: '127.0.0.1:/',
        type: 'nfs4',
        options: 'rw,nosuid,nodev,port=20049',
        fileSystemId,
        encrypted: 'yes',
        answers: 'yes',
        readOnly: false,
        reached: true,
        inside: 0,
      },
    ],
    inside: [],
    fstab: [
      {
        line: 3,
        spec: `${fileSystemId}:/`,
        place: mountPoint,
        type: 'efs',
        options: '_netdev,nofail,noresvport,tls,nosuid,nodev,x-prism',
        dump: '0',
        pass: '0',
        ours: true,
        volume: true,
        text: `${fileSystemId}:/ ${mountPoint} efs _netdev,nofail,noresvport,tls,nosuid,nodev,x-prism 0 0`,
      },
    ],
    boot: {
      unit: 'mnt-research\\x2ddata.mount',
      load: 'loaded',
      file: '/run/systemd/generator/mnt-research\\x2ddata.mount',
      active: 'active',
      result: 'success',
      entered: true,
      pulledIn: true,
    },
    paths: [
      { ...root, path: '.', mode: '2775' },
      { ...root, path: 'shared', mode: '2775' },
      { ...root, path: 'users', mode: '2755' },
      { ...directory, path: `users/${account}`, owner: account, uid, mode: '0755' },
    ],
    root: { entries: 2, foreign: [] },
    umasks: [
      { account, session: 'su-login', umask: '0002', how: 'measured' },
      { account, session: 'ssh-login', umask: '0002', how: 'read' },
      { account, session: 'ssh-command', umask: '0002', how: 'read' },
      { account, session: 'cron', umask: '0002', how: 'read' },
      { account, session: 'session-manager', umask: '0002', how: 'read' },
    ],
    behaviours: [
      { account, try: 'create-file', path: 'shared', outcome: 'done', group: 'prism-shared', mode: '0664' },
      { account, try: 'create-folder', path: 'shared', outcome: 'done', group: 'prism-shared', mode: '2775' },
      { account, try: 'write-own-space', path: `users/${account}`, outcome: 'done' },
      { account: 'outsider', try: 'outsider-write', path: 'shared', outcome: 'refused' },
    ],
    unwritable: { looked: 12, found: 0, reach: 'all', sample: [] },
    staleProcesses: [],
    units: [],
    unmanaged: { managers: [], umaskLines: [], data: [] },
  }
}
