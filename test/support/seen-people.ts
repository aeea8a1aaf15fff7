/** What a host shows of accounts, as its look tells it: right ones, and of whoever left. Tests change one thing at a time. */
import type { AccountSeen, LeaverSeen, PeopleSeen } from '../../src/domain/people/accounts.ts'

/** sshd as Prism’s own lines have it. */
export const ownSshd: PeopleSeen['sshd'] = {
  there: true,
  way: 'drop-in',
  broken: '',
  old: 0,
  address: '',
  keytab: false,
  says: [
    {
      keysFile: '/etc/ssh/authorized_keys.d/%u',
      pubkey: 'yes',
      keyTypes: 'ssh-ed25519,rsa-sha2-256',
      methods: 'any',
      command: 'none',
      authorities: 'none',
      hostBased: 'no',
      gssapi: 'no',
      kerberos: 'no',
      lists: '',
    },
  ],
}

export function rightAccount(name: string, uid: number, more: Partial<AccountSeen> = {}): AccountSeen {
  return {
    name,
    uid,
    listed: true,
    ours: true,
    found: 'local',
    holder: '',
    groupHolder: '',
    groupGid: uid,
    has: { uid, gid: uid, groups: [uid, 94_199], shell: '/bin/bash', ends: '', password: 'none' },
    manages: [],
    ways: [],
    tried: `${uid}:${uid}:${uid}+94199`,
    keyFile: { digest: '', state: '', prints: [] },
    wayIn: { says: 0, by: '', said: '' },
    sudo: { file: '', says: 0 },
    ...more,
  }
}

export function noAccount(name: string, uid: number): AccountSeen {
  const { has: _, tried: __, groupGid: ___, wayIn: ____, ...rest } = rightAccount(name, uid, { found: 'none', ours: false })
  return rest
}

/** Of one who left and still has an account; `closed`: it was ended. */
export function leftAccount(name: string, uid: number, closed: boolean): AccountSeen {
  const { wayIn: _, ...right } = rightAccount(name, uid, { listed: false })
  const ended = { uid, gid: uid, groups: [uid], shell: '/usr/sbin/nologin', ends: '1', password: 'locked' } as const
  return closed ? { ...right, has: ended } : right
}

export const goneLeaver = (name: string, uid: number): LeaverSeen => ({
  name,
  uid,
  processes: 0,
  commands: [],
  whole: true,
  session: false,
  lingers: false,
  crontab: false,
  at: 0,
  named: [],
  namedAll: true,
  root: '',
  keyFiles: [],
  allRead: true,
  login: 'no',
  taken: false,
  by: name,
  said: '',
  setIds: { count: 0, places: [], whole: true },
})

export function peopleSeen(instanceId: string, accounts: readonly AccountSeen[], more: Partial<PeopleSeen> = {}): PeopleSeen {
  return {
    looked: true,
    notedOn: instanceId,
    instance: instanceId,
    missing: [],
    accounts,
    groups: [{ name: 'prism-people', gid: 94_199, holder: '' }],
    sshd: ownSshd,
    sudo: { there: true, reads: true, strange: [], says: [{ said: 'none', asks: 'own', rules: [], more: 0, words: '' }] },
    groupNames: { 94199: 'prism-people', 3000: 'prism-shared' },
    did: [],
    leavers: accounts.filter((a) => !a.listed).map((a) => goneLeaver(a.name, a.uid)),
    data: [],
    ...more,
  }
}
