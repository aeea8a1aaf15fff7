import { catalogue } from '../../../src/domain/catalogue.ts'
import { configurationRows, differencesBefore, isRepairable, mountedRows, unmountRows } from '../../../src/domain/compare.ts'
import type { Desired } from '../../../src/domain/desired.ts'
import type { BootFact, HostFacts, MountFact, UmaskFact } from '../../../src/domain/facts.ts'
import { group, memberUmask, permissionTable } from '../../../src/domain/layout.ts'
import { plainSpec } from '../../../src/domain/mount-spec.ts'
import { fileSystemId, healthyFacts, mountPoint } from '../../support/healthy-facts.ts'

const desired: Desired = {
  fileSystemId,
  mountPoint,
  group,
  accounts: ['ubuntu'],
  paths: permissionTable(['ubuntu'], plainSpec),
  privateSpaces: false,
  readOnly: false,
  umask: memberUmask,
  encrypted: true,
  spec: plainSpec,
}
const healthy = healthyFacts()
const verdicts = (facts: HostFacts | undefined) => mountedRows(desired, facts).map((r) => r.verdict)
const failing = (facts: HostFacts) => mountedRows(desired, facts).filter((r) => r.verdict !== 'holds')

test('a healthy host holds in every row', () => {
  expect(failing(healthy)).toEqual([])
})

test('who comes through an access point that enforces a user is seen as configured, and tried as that user', () => {
  const enforced = { ...desired, enforced: { uid: 5001, gid: 3000, groups: [] } }
  const rows = mountedRows(enforced, undefined)
  const configured = configurationRows(enforced, undefined)
  expect(rows.slice(0, configured.length)).toEqual(configured)
  expect(new Set(rows.slice(configured.length).map((r) => r.section))).toEqual(new Set(['behaviour']))
  expect(rows.length).toBeGreaterThan(configured.length)
  // files that are there for everybody's group are nobody's concern there
  expect(rows.map((r) => r.section)).not.toContain('contents')
  expect(mountedRows(desired, undefined).map((r) => r.section)).toContain('contents')
})

test('an instance that was not seen is unknown in every row, and has as many rows as a healthy one', () => {
  expect(new Set(verdicts(undefined))).toEqual(new Set(['unknown']))
  expect(verdicts(undefined)).toHaveLength(verdicts(healthy).length)
})

const breaks: [string, (f: HostFacts) => HostFacts, string, string][] = [
  ['nothing mounted', (f) => ({ ...f, mounts: [] }), 'differs', 'not-mounted'],
  [
    'another file system at the place',
    (f) => ({ ...f, mounts: [{ ...f.mounts[0]!, fileSystemId: 'fs-0fedcba9876543210' }] }),
    'differs',
    'mount-wrong',
  ],
  [
    'a file system that cannot be identified',
    (f) => ({ ...f, mounts: [without(f.mounts[0]!, 'fileSystemId')] }),
    'unknown',
    'mount-unidentified',
  ],
  ['no encryption', (f) => ({ ...f, mounts: [{ ...f.mounts[0]!, encrypted: 'no' }] }), 'differs', 'not-encrypted'],
  ['a hung mount', (f) => ({ ...f, mounts: [{ ...f.mounts[0]!, answers: 'timeout' }] }), 'differs', 'mount-hung'],
  ['a stale handle', (f) => ({ ...f, mounts: [{ ...f.mounts[0]!, answers: 'stale' }] }), 'differs', 'stale-handle'],
  ['a read-only mount', (f) => ({ ...f, mounts: [{ ...f.mounts[0]!, readOnly: true }] }), 'differs', 'read-only'],
  ['gid 3000 held by another group', (f) => ({ ...f, group: { gidHolder: 'video', members: [] } }), 'differs', 'gid-taken'],
  ['the group with another gid', (f) => ({ ...f, group: { nameGid: 1007, members: [] } }), 'differs', 'group-gid-differs'],
  ['an account that has expired', (f) => ({ ...f, accounts: [{ ...f.accounts[0]!, expired: true }] }), 'differs', 'account-expired'],
  ['an account outside the group', (f) => ({ ...f, accounts: [{ ...f.accounts[0]!, member: false }] }), 'differs', 'not-member'],
  [
    'an account in too many groups',
    (f) => ({ ...f, accounts: [{ ...f.accounts[0]!, groups: Array.from({ length: 17 }, (_, i) => i) }] }),
    'note',
    'too-many-groups',
  ],
  ['a lost setgid', (f) => changePath(f, 'shared', { mode: '0775' }), 'differs', 'row-differs'],
  ['a wrong owner', (f) => changePath(f, 'users/ubuntu', { owner: 'eve', uid: 1005 }), 'differs', 'row-differs'],
  ['a wrong gid behind the right name', (f) => changePath(f, 'shared', { gid: 3001 }), 'differs', 'row-differs'],
  ['a file in a directory’s place', (f) => changePath(f, 'shared', { type: 'regular file' }), 'differs', 'row-differs'],
  ['a missing directory', (f) => changePath(f, 'users', { exists: false }), 'differs', 'row-differs'],
  ['no fstab line', (f) => ({ ...f, fstab: [] }), 'differs', 'not-persistent'],
  ['a masked mount unit', (f) => ({ ...f, boot: { ...f.boot!, load: 'masked' } }), 'differs', 'unit-masked'],
  [
    'a unit file in fstab’s way',
    (f) => ({ ...f, boot: { ...f.boot!, file: '/etc/systemd/system/mnt-research\\x2ddata.mount' } }),
    'differs',
    'unit-foreign',
  ],
  ['a boot without remote-fs.target', (f) => ({ ...f, boot: { ...f.boot!, pulledIn: false } }), 'differs', 'boot-without-mounts'],
  ['a boot of which that could not be told', (f) => ({ ...f, boot: without(f.boot!, 'pulledIn') }), 'unknown', 'boot-unknown'],
  ['a unit that systemd cannot read', (f) => ({ ...f, boot: { ...f.boot!, load: 'bad-setting' } }), 'unknown', 'boot-unknown'],
  ['a systemd that gave no answer', (f) => without(f, 'boot'), 'unknown', 'boot-unknown'],
  ['our fstab line twice', (f) => ({ ...f, fstab: [f.fstab[0]!, f.fstab[0]!] }), 'differs', 'not-persistent'],
  [
    'a second fstab line of somebody else',
    (f) => ({ ...f, fstab: [f.fstab[0]!, { ...f.fstab[0]!, ours: false }] }),
    'differs',
    'fstab-taken',
  ],
  [
    'an fstab line that comes up read-only',
    (f) => ({ ...f, fstab: [{ ...f.fstab[0]!, options: `${f.fstab[0]!.options},ro` }] }),
    'differs',
    'not-persistent',
  ],
  ['no EFS client for the next boot', (f) => ({ ...f, client: without(f.client, 'efsUtils') }), 'differs', 'client-absent'],
  [
    'a tmpfs over the place',
    (f) => ({ ...f, mounts: [...f.mounts, { ...without(f.mounts[0]!, 'fileSystemId'), source: 'tmpfs', type: 'tmpfs' }] }),
    'differs',
    'mount-wrong',
  ],
  [
    'a folder of the volume in its place',
    (f) => ({ ...f, mounts: [{ ...f.mounts[0]!, source: '127.0.0.1:/shared' }] }),
    'differs',
    'mount-wrong',
  ],
  ['somebody else’s fstab line', (f) => ({ ...f, fstab: [{ ...f.fstab[0]!, ours: false }] }), 'differs', 'fstab-taken'],
  [
    'an fstab line without nofail',
    (f) => ({ ...f, fstab: [{ ...f.fstab[0]!, options: '_netdev,tls,x-prism' }] }),
    'differs',
    'not-persistent',
  ],
  [
    'an fstab line without tls',
    (f) => ({ ...f, fstab: [{ ...f.fstab[0]!, options: '_netdev,nofail,x-prism' }] }),
    'differs',
    'not-persistent',
  ],
  [
    'an fstab line that is not mounted at boot',
    (f) => ({ ...f, fstab: [{ ...f.fstab[0]!, options: `${f.fstab[0]!.options},noauto` }] }),
    'differs',
    'not-persistent',
  ],
  [
    'an fstab line of another file system',
    (f) => ({ ...f, fstab: [{ ...f.fstab[0]!, spec: 'fs-0fedcba9876543210:/' }] }),
    'differs',
    'not-persistent',
  ],
  [
    'umask 022 in cron',
    (f) => ({ ...f, umasks: f.umasks.map((u) => (u.session === 'cron' ? { ...u, umask: '0022' } : u)) }),
    'differs',
    'umask-differs',
  ],
  [
    'no cron at all',
    (f) => ({
      ...f,
      umasks: f.umasks.map((u) => (u.session === 'cron' ? { account: u.account, session: u.session, how: 'absent' as const } : u)),
    }),
    'note',
    '',
  ],
  ['Session Manager’s agent with 022', (f) => byAgent(f, { how: 'read', umask: '0022' }), 'note', 'umask-session-manager'],
  ['no Session Manager at all', (f) => byAgent(f), 'note', ''],
  ['Session Manager’s agent with a umask that cannot be told', (f) => byAgent(f, { how: 'read' }), 'note', ''],
  ['a Python that cannot measure sessions', (f) => unmeasured(f, 'python-incomplete'), 'unknown', 'python-incomplete'],
  ['a session that could not be measured', (f) => unmeasured(f), 'unknown', 'session-unmeasured'],
  [
    'a Python that cannot try as somebody',
    (f) => changeBehaviour(f, 'create-file', { outcome: 'error', detail: 'python-incomplete' }),
    'unknown',
    'python-incomplete',
  ],
  ['a search of mount namespaces that came to no end', (f) => ({ ...f, heldUnfinished: 'time' }), 'unknown', 'held-unknown'],
  ['a plain bind mount of the whole volume', (f) => ({ ...f, elsewhere: [plainAt('/data')] }), 'note', ''],
  [
    'Session Manager that nobody looked for',
    (f) => ({ ...f, umasks: f.umasks.filter((u) => u.session !== 'session-manager') }),
    'unknown',
    'not-looked-at',
  ],
  ['a umask nobody looked at', (f) => ({ ...f, umasks: f.umasks.slice(1) }), 'unknown', 'not-looked-at'],
  ['new files that the group cannot write', (f) => changeBehaviour(f, 'create-file', { mode: '0644' }), 'differs', 'not-shared'],
  ['new folders that lose setgid', (f) => changeBehaviour(f, 'create-folder', { mode: '0775' }), 'differs', 'not-shared'],
  ['an outsider who may write', (f) => changeBehaviour(f, 'outsider-write', { outcome: 'done' }), 'differs', 'not-refused'],
  ['an outsider test that hung', (f) => changeBehaviour(f, 'outsider-write', { outcome: 'timeout' }), 'unknown', 'not-tried'],
  ['an own space that cannot be written', (f) => changeBehaviour(f, 'write-own-space', { outcome: 'refused' }), 'differs', 'not-shared'],
  [
    'files that the group cannot write',
    (f) => ({ ...f, unwritable: { looked: 9, found: 1, reach: 'all', sample: [{ path: 'a', owner: 'eve', mode: '0644' }] } }),
    'differs',
    'unwritable-files',
  ],
  ['contents nobody looked at', (f) => without(f, 'unwritable'), 'unknown', 'not-looked-at'],
  ['sessions from before', (f) => ({ ...f, staleProcesses: [{ account: 'ubuntu', pid: 7, command: 'jupyter' }] }), 'note', 'stale-session'],
]

test.each(breaks)('%s is seen', (_name, breakIt, verdict, code) => {
  const rows = failing(breakIt(healthy))
  expect(rows.map((r) => `${r.verdict} ${r.code ?? ''}`)).toContain(`${verdict} ${code}`)
})

test('whatever is off, a verify says more than to verify again', () => {
  const codes = new Set(breaks.flatMap(([, breakIt]) => failing(breakIt(healthy)).flatMap((r) => r.code ?? [])))
  expect(codes.size).toBeGreaterThan(30)
  expect([...codes].filter((code) => catalogue[code].next.startsWith('Run `prism volume verify`'))).toEqual([])
})

describe('Session Manager', () => {
  const rows = (account: string, agent: string | undefined, ...open: string[]) => {
    const umasks: UmaskFact[] = [
      { account, session: 'session-manager', how: 'read', ...(agent === undefined ? {} : { umask: agent }) },
      ...open.map((umask) => ({ account, session: 'session-manager' as const, how: 'measured' as const, umask })),
    ]
    const found = mountedRows({ ...desired, accounts: [account] }, { ...healthy, umasks })
    return found.filter((r) => r.subject.includes('Session Manager')).map((r) => `${r.subject}: ${r.observed} · ${r.verdict}`)
  }

  test('whoever has a session open is told by what that has', () => {
    const agent = 'Session Manager: umask 0022 (its agent’s) unless a shell profile sets one · note'
    expect(rows('ubuntu', '0022')).toEqual([agent])
    expect(rows('ubuntu', '0022', '0002', '0022')).toEqual([
      'ubuntu · Session Manager: umask 0002 (measured in an open session) · holds',
      'ubuntu · Session Manager: umask 0022 (measured in an open session) · differs',
      agent,
    ])
  })

  test('ssm-user comes no other way, so it is not green where nobody knows what it makes', () => {
    const doubt = 'unless a shell profile sets one; ssm-user logs in that way · unknown'
    expect(rows('ssm-user', '0022')).toEqual([`Session Manager: umask 0022 (its agent’s) ${doubt}`])
    expect(rows('ssm-user', undefined)).toEqual(['Session Manager: could not be determined; ssm-user logs in that way · unknown'])
    expect(rows('ssm-user', '0002')).toEqual(['Session Manager: umask 0002 (its agent’s) · holds'])
    expect(rows('ssm-user', '0022', '0002')).toEqual([
      'ssm-user · Session Manager: umask 0002 (measured in an open session) · holds',
      'Session Manager: umask 0022 (its agent’s) unless a shell profile sets one · note',
    ])
  })
})

test('a umask’s row says how it was found', () => {
  const facts = { ...healthy, umasks: healthy.umasks.map((u): UmaskFact => (u.session === 'ssh-command' ? { ...u, how: 'measured' } : u)) }
  expect(mountedRows(desired, facts).flatMap((r) => (r.section === 'umask' ? [`${r.subject}: ${r.observed}`] : []))).toEqual([
    'ubuntu · ssh: umask 0002 (read from sshd’s and PAM’s files)',
    'ubuntu · ssh host command: umask 0002 (measured)',
    'ubuntu · su -: umask 0002 (measured)',
    'ubuntu · cron: umask 0002 (read from PAM’s files)',
    'Session Manager: umask 0002 (its agent’s)',
  ])
})

describe('where the volume is to be read-only', () => {
  const wanted: Desired = { ...desired, readOnly: true, paths: permissionTable([], plainSpec) }
  const refused = (b: HostFacts['behaviours'][number]) =>
    b.try.startsWith('create') ? { account: b.account, try: b.try, path: b.path, outcome: 'refused' as const, detail: 'read-only' } : b
  const readOnly: HostFacts = {
    ...healthy,
    mounts: [{ ...healthy.mounts[0]!, readOnly: true }],
    fstab: [{ ...healthy.fstab[0]!, options: `${healthy.fstab[0]!.options},ro` }],
    behaviours: healthy.behaviours.map(refused),
  }
  const amiss = (facts: HostFacts) => mountedRows(wanted, facts).filter((r) => r.verdict !== 'holds')

  test('a read-only mount holds, and only there', () => {
    expect(amiss(readOnly)).toEqual([])
    expect(failing(readOnly).map((r) => r.code)).toEqual(expect.arrayContaining(['read-only', 'not-persistent']))
  })

  test.each<[string, HostFacts, string]>([
    ['a read-write mount', { ...readOnly, mounts: healthy.mounts }, 'differs not-read-only'],
    ['an fstab line without ro', { ...readOnly, fstab: healthy.fstab }, 'differs not-persistent'],
    ['a write that got through', { ...readOnly, behaviours: healthy.behaviours }, 'differs not-read-only'],
    ['a write that nobody tried', { ...readOnly, behaviours: [] }, 'unknown not-looked-at'],
    [
      'a write refused for another reason',
      { ...readOnly, behaviours: readOnly.behaviours.map(({ detail: _, ...b }) => b) },
      'unknown not-tried',
    ],
    ['a volume that nobody laid out', { ...readOnly, paths: [{ path: 'shared', exists: false }] }, 'differs row-differs'],
  ])('%s is seen', (_name, facts, said) => {
    expect(amiss(facts).map((r) => `${r.verdict} ${r.code}`)).toContain(said)
  })
})

test('what a server refuses because it takes no writes is read-only, in the mount’s row too', () => {
  const rows = failing(changeBehaviour(healthy, 'create-file', { outcome: 'refused', detail: 'read-only' }))
  expect(rows.map((r) => `${r.section} ${r.code ?? ''}`)).toEqual(['mount read-only', 'behaviour read-only'])
})

test('what an account in too many groups is refused has that cause, and what others are refused has not', () => {
  const refused = changeBehaviour(healthy, 'create-file', { outcome: 'refused' })
  const crowded = { ...refused, accounts: [{ ...refused.accounts[0]!, groups: Array.from({ length: 17 }, (_, i) => i) }] }
  const codes = (f: HostFacts) => failing(f).flatMap((r) => (r.section === 'behaviour' ? [r.code] : []))
  expect([codes(refused), codes(crowded)]).toEqual([['not-shared'], ['too-many-groups']])
})

test('a host without an account to enrol is not green', () => {
  const nobody = { ...desired, accounts: [], paths: permissionTable([], plainSpec) }
  expect(mountedRows(nobody, healthy).filter((r) => r.verdict !== 'holds')).toMatchObject([{ verdict: 'differs', code: 'no-login-user' }])
})

test('what only systemd’s own commands fix, no mount is offered for', () => {
  const found = (change: Partial<HostFacts>) =>
    differencesBefore('i-0aaaaaaaaaaaaaaaa', desired, { ...healthy, ...change }).map((d) => [d.code, isRepairable(d)])
  expect(found({ boot: { ...healthy.boot!, load: 'masked' } })).toEqual([['unit-masked', false]])
  expect(found({ fstab: [] })).toEqual([['not-persistent', true]])
})

test.each<[string, Partial<BootFact> | undefined, string]>([
  ['nothing more where systemd is not asked', undefined, 'nothing mounted'],
  ['that its mount failed', { active: 'failed', result: 'timeout', since: 'now' }, 'nothing mounted; mnt-a.mount failed (timeout, now)'],
  ['that it is being tried', { active: 'activating' }, 'nothing mounted; mnt-a.mount is still activating'],
  ['that it was taken away', { active: 'inactive', since: 'now' }, 'nothing mounted; mnt-a.mount was unmounted (success, now)'],
  ['nothing more where it was never up', { active: 'inactive', entered: false }, 'nothing mounted'],
])('of a volume that is not there it says %s', (_, change, observed) => {
  const boot = change && { boot: { ...healthy.boot!, unit: 'mnt-a.mount', ...change } }
  expect(mountedRows(desired, { ...without(healthy, 'boot'), mounts: [], ...boot })[0]).toMatchObject({ observed, code: 'not-mounted' })
})

test('a line that systemd has not read yet is read at the next boot', () => {
  const rows = mountedRows(desired, { ...healthy, boot: without({ ...healthy.boot!, load: 'not-found' }, 'file') })
  expect(rows.find((r) => r.subject === '/etc/fstab · at boot')).toMatchObject({
    verdict: 'holds',
    observed: expect.stringMatching(/next boot/),
  })
})

test('what else mounts the volume is told as far as the kernel tells it', () => {
  const own = { ...healthy.mounts[0]!, place: '/own' }
  const bind = { ...own, place: '/bind', carrier: mountPoint }
  const rows = mountedRows(desired, { ...healthy, elsewhere: [own, bind, plainAt('/data')], heldMore: 2 })
  expect(rows.find((r) => r.subject === `${mountPoint} · elsewhere`)).toMatchObject({
    verdict: 'note',
    observed: '/bind, /data (a bind mount or a second mount), 2 more',
  })
})

test('after an unmount nothing of ours may be left', () => {
  const rows = (facts: HostFacts) => unmountRows(desired, facts, false).map((r) => r.verdict)
  expect(rows({ ...healthy, mounts: [], fstab: [], heldUnfinished: 'namespaces' })).toEqual(['holds', 'holds', 'unknown'])
  expect(rows({ ...healthy, mounts: [], fstab: [], heldUnfinished: 'refused' })).toEqual(['holds', 'holds'])
  expect(rows({ ...healthy, mounts: [], fstab: [] })).toEqual(['holds', 'holds'])
  expect(rows(healthy)).toEqual(['differs', 'differs'])
  expect(rows({ ...healthy, mounts: [], fstab: [{ ...healthy.fstab[0]!, ours: false }] })).toEqual(['holds', 'holds', 'note'])
})

test('an unmount without a mount point is of the instance: where else the volume is, or comes with a boot, is red', () => {
  const gone = { ...healthy, mounts: [], fstab: [] }
  const others = (facts: HostFacts, isPlaceSaid = false) =>
    unmountRows(desired, facts, isPlaceSaid).filter((r) => r.subject === 'other mount points')
  const red = { verdict: 'differs', code: 'mounted-elsewhere' }
  expect(others({ ...gone, elsewhere: [plainAt('/data')] })).toMatchObject([{ ...red, observed: '/data' }])
  const line = { ...healthy.fstab[0]!, place: '/srv/x' }
  expect(others({ ...gone, elsewhere: [plainAt('/data'), plainAt('/srv/x')], fstab: [line] })).toMatchObject([
    { ...red, observed: '/data, /srv/x' },
  ])
  expect(others({ ...gone, fstab: [line] })).toMatchObject([red])
  // of somebody else, or of another volume
  expect(
    others({
      ...gone,
      fstab: [
        { ...line, ours: false },
        { ...line, volume: false },
      ],
    }),
  ).toEqual([])
  expect(others({ ...gone, elsewhere: [{ ...plainAt('/data'), fileSystemId: 'fs-0ffffffffffffffff' }] })).toEqual([])
  // whoever names the place means that one
  expect(others({ ...gone, elsewhere: [plainAt('/data')] }, true)).toMatchObject([{ verdict: 'note', observed: '/data' }])
})

test('a volume that is mounted at another path is not offered to be mounted once more', () => {
  const gone = { ...healthy, mounts: [], fstab: [], elsewhere: [plainAt('/data')] }
  const [row] = mountedRows(desired, gone)
  expect(row).toMatchObject({ verdict: 'differs', code: 'mounted-elsewhere', observed: 'nothing mounted; it is at /data' })
  const code = (facts: HostFacts) => mountedRows(desired, facts)[0]?.code
  // Prism itself put it there
  expect(code({ ...gone, fstab: healthy.fstab })).toBe('not-mounted')
  const spec = desired.spec
  expect(code({ ...gone, remembered: [{ kind: 'noted', place: mountPoint, at: 0, spec }] })).toBe('not-mounted')
  expect(code({ ...gone, remembered: [{ kind: 'unreadable' }] })).toBe('not-mounted')
  expect(code({ ...gone, remembered: [{ kind: 'noted', place: '/data', at: 0, spec }] })).toBe('mounted-elsewhere')
})

function without<T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> & { [k in K]?: never } {
  const { [key]: _, ...rest } = value
  return rest as Omit<T, K> & { [k in K]?: never }
}

const plainAt = (place: string): MountFact => ({ ...healthy.mounts[0]!, place, source: `${fileSystemId}:/`, encrypted: 'no' })

function changePath(f: HostFacts, path: string, change: Partial<HostFacts['paths'][number]>): HostFacts {
  return { ...f, paths: f.paths.map((p) => (p.path === path ? { ...p, ...change } : p)) }
}

function byAgent(f: HostFacts, seen: Pick<UmaskFact, 'how' | 'umask'> = { how: 'absent' }): HostFacts {
  const umasks = f.umasks.map(
    (u): UmaskFact => (u.session === 'session-manager' ? { account: u.account, session: 'session-manager', ...seen } : u),
  )
  return { ...f, umasks }
}

function unmeasured(f: HostFacts, why?: 'python-incomplete'): HostFacts {
  const how = { how: 'measured' as const, ...(why ? { why } : {}) }
  return { ...f, umasks: f.umasks.map((u) => (u.session === 'ssh-login' ? { account: u.account, session: u.session, ...how } : u)) }
}

function changeBehaviour(f: HostFacts, what: string, change: Partial<HostFacts['behaviours'][number]>): HostFacts {
  return { ...f, behaviours: f.behaviours.map((b) => (b.try === what ? { ...b, ...change } : b)) }
}

describe('what a mount would do about a row', () => {
  const repairs = (of: Desired, facts: HostFacts) => differencesBefore('i-1', of, facts).map((d) => [d.code, d.repair?.split(/[:,]/)[0]])
  const mounted = (change: Partial<MountFact>): HostFacts => ({ ...healthy, mounts: [{ ...healthy.mounts[0]!, ...change }] })

  test('nothing, where everything holds', () => expect(differencesBefore('i-1', desired, healthy)).toEqual([]))

  test('a mount with other options is made anew, or remounted in place', () => {
    expect(repairs(desired, mounted({ readOnly: true }))).toContainEqual(['read-only', 'unmount'])
    expect(repairs({ ...desired, readOnly: true, spec: { ...plainSpec, readOnly: true } }, healthy)).toContainEqual([
      'not-read-only',
      'unmount',
    ])
    expect(repairs(desired, mounted({ options: 'rw,port=20049' }))).toContainEqual(['not-nosuid', 'remount in place with nosuid'])
  })

  test('a path that was not seen is set; on a read-only mount nothing is', () => {
    const without = { ...healthy, paths: [] }
    const permissions = mountedRows(desired, without).filter((r) => r.section === 'permissions')
    expect(new Set(permissions.map((r) => r.verdict))).toEqual(new Set(['unknown']))
    expect(differencesBefore('i-1', desired, without).map((d) => d.subject)).toEqual(permissions.map((r) => r.subject))
    expect(differencesBefore('i-1', desired, without).every(isRepairable)).toBe(true)
    const looking = { ...desired, readOnly: true, spec: { ...plainSpec, readOnly: true } }
    const there = differencesBefore('i-1', looking, { ...mounted({ readOnly: true }), paths: [] })
    expect(there.filter((d) => d.subject.startsWith(mountPoint) && isRepairable(d))).toEqual([])
    // the group is the host's own, and is made there too
    const groupless = differencesBefore('i-1', looking, { ...mounted({ readOnly: true }), group: { members: [] } })
    expect(groupless.filter((d) => !d.subject.startsWith(mountPoint)).every(isRepairable)).toBe(true)
    expect(groupless.map((d) => d.subject)).toContain(group.name)
  })

  test('a mount without the identity that was asked for is made anew; a boot fault is systemd’s own; crossing zones is told and left', () => {
    expect(repairs({ ...desired, spec: { ...plainSpec, iam: true } }, healthy)).toContainEqual(['identity-differs', 'unmount'])
    expect(repairs(desired, { ...healthy, boot: { ...healthy.boot!, load: 'masked' } })).toEqual([['unit-masked', 'none']])
    const zone = { availabilityZone: 'us-east-1b', region: 'us-east-1', instanceId: 'i-1' }
    // its fstab line names the zone, too
    expect(repairs({ ...desired, oneZone: 'us-east-1a' }, { ...healthy, zone })).toContainEqual(['crosses-zones', 'none'])
    expect(repairs({ ...desired, oneZone: 'us-east-1b' }, { ...healthy, zone })).toEqual([])
  })

  test('what is unknown elsewhere is no difference', () => {
    expect(differencesBefore('i-1', desired, { ...healthy, umasks: [] }).map((d) => d.subject)).toEqual([])
  })

  test('without a word on its repair, a difference has none', () => {
    const difference = { instanceId: 'i-1', subject: '', expected: '', observed: '', code: 'row-differs' } as const
    expect(isRepairable(difference)).toBe(false)
    expect(isRepairable({ ...difference, repair: 'none: somebody else’s' })).toBe(false)
    expect(isRepairable({ ...difference, repair: 'write one fstab line' })).toBe(true)
  })
})
