/** The account files of an image: passwd, group, shadow, gshadow. */
import type { Distribution } from '../ports.ts'
import { type Family, imageProfiles } from './image-profiles.ts'

export type LabUser = {
  readonly name: string
  readonly uid: number
  /** Default: the uid, in a group of the user's own name. */
  readonly gid?: number
  readonly groups?: readonly string[]
  readonly gecos?: string
  readonly shell?: string
}

export type LabGroup = { readonly name: string; readonly gid: number; readonly members?: readonly string[] }

export type Accounts = {
  /** Contents by path. */
  readonly files: Readonly<Record<string, string>>
  /** `name:uid:gid:home` of everybody who has a home. */
  readonly homes: readonly string[]
}

/** System groups that the images share, with Debian's numbers or Red Hat's. */
const systemGroups: Readonly<Record<Family, Readonly<Record<string, number>>>> = {
  debian: {
    daemon: 1,
    bin: 2,
    sys: 3,
    adm: 4,
    tty: 5,
    disk: 6,
    man: 12,
    mail: 8,
    sudo: 27,
    dialout: 20,
    cdrom: 24,
    dip: 30,
    www: 33,
    shadow: 42,
    utmp: 43,
    video: 44,
    staff: 50,
    games: 60,
    users: 100,
    crontab: 101,
    _ssh: 102,
    nogroup: 65534,
  },
  redhat: {
    bin: 1,
    daemon: 2,
    sys: 3,
    adm: 4,
    tty: 5,
    disk: 6,
    mail: 12,
    wheel: 10,
    cdrom: 11,
    man: 15,
    utmp: 22,
    shadow: 42,
    video: 39,
    users: 100,
    'systemd-journal': 190,
    sshd: 74,
    crontab: 101,
    _ssh: 102,
    nobody: 65534,
  },
  suse: {
    bin: 1,
    daemon: 2,
    sys: 3,
    adm: 4,
    tty: 5,
    disk: 6,
    mail: 12,
    shadow: 15,
    video: 483,
    wheel: 497,
    utmp: 498,
    users: 100,
    crontab: 101,
    _ssh: 102,
    sshd: 488,
    nobody: 65533,
    nogroup: 65534,
  },
}

/** sshd and cron of the host drop to these; apt to _apt. */
const systemUsers: Readonly<Record<Family, readonly string[]>> = {
  debian: [
    'daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin',
    'bin:x:2:2:bin:/bin:/usr/sbin/nologin',
    'mail:x:8:8:mail:/var/mail:/usr/sbin/nologin',
    '_apt:x:42:65534::/nonexistent:/usr/sbin/nologin',
    'sshd:x:104:65534::/run/sshd:/usr/sbin/nologin',
    'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin',
  ],
  redhat: [
    'bin:x:1:1:bin:/bin:/sbin/nologin',
    'daemon:x:2:2:daemon:/sbin:/sbin/nologin',
    'mail:x:8:12:mail:/var/spool/mail:/sbin/nologin',
    'sshd:x:74:74:Privilege-separated SSH:/run/sshd:/usr/sbin/nologin',
    'nobody:x:65534:65534:Kernel Overflow User:/:/sbin/nologin',
  ],
  suse: [
    'bin:x:1:1:bin:/bin:/sbin/nologin',
    'daemon:x:2:2:daemon:/sbin:/sbin/nologin',
    'mail:x:8:12:mail:/var/spool/mail:/sbin/nologin',
    'sshd:x:488:488:SSH daemon:/run/sshd:/usr/sbin/nologin',
    'nobody:x:65534:65534:nobody:/var/lib/nobody:/bin/bash',
  ],
}

export function accounts(distribution: Distribution, users: readonly LabUser[], groups: readonly LabGroup[]): Accounts {
  const profile = imageProfiles[distribution]
  const everybody: readonly LabUser[] = [{ name: profile.login, uid: 1000, groups: profile.loginGroups, gecos: profile.login }, ...users]
  const members = new Map<string, { gid: number; members: string[] }>([['root', { gid: 0, members: [] }]])
  for (const [name, gid] of Object.entries(systemGroups[profile.family])) members.set(name, { gid, members: [] })
  for (const group of groups) members.set(group.name, { gid: group.gid, members: [...(group.members ?? [])] })
  const taken = new Set([...members.values()].map((group) => group.gid))
  for (const user of everybody) {
    const gid = user.gid ?? user.uid
    if (!taken.has(gid)) members.set(user.name, { gid, members: [] })
    taken.add(gid)
    for (const group of user.groups ?? []) members.get(group)?.members.push(user.name)
  }
  const names = ['root', ...systemUsers[profile.family].map((line) => line.split(':', 1)[0] ?? ''), ...everybody.map((user) => user.name)]
  return {
    files: {
      '/etc/passwd': lines([
        'root:x:0:0:root:/root:/bin/bash',
        ...systemUsers[profile.family],
        ...everybody.map(
          (user) =>
            `${user.name}:x:${user.uid}:${user.gid ?? user.uid}:${user.gecos ?? ''}:/home/${user.name}:${user.shell ?? '/bin/bash'}`,
        ),
      ]),
      '/etc/group': lines([...members].map(([name, group]) => `${name}:x:${group.gid}:${group.members.join(',')}`)),
      '/etc/gshadow': lines([...members].map(([name, group]) => `${name}:!::${group.members.join(',')}`)),
      // `*`: no password, but sshd's keys and cron work; `!` alone would lock the account for PAM
      '/etc/shadow': lines(names.map((name) => `${name}:*:19700:0:99999:7:::`)),
    },
    homes: everybody.map((user) => `${user.name}:${user.uid}:${user.gid ?? user.uid}:/home/${user.name}`),
  }
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`
}
