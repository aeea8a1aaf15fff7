/** What on the host prevents a mount: group, accounts, the place, fstab, files that cannot be changed. */
import { host } from '../../../../src/domain/causes/host.ts'
import type { Evidence } from '../../../../src/domain/evidence.ts'
import type { AccountFact, FstabFact, HostFacts } from '../../../../src/domain/facts.ts'
import { asking, failing, healthy, hosting, probed, unlooked } from '../../../support/evidence.ts'
import { fileSystemId, mountPoint } from '../../../support/healthy-facts.ts'

const { facts } = healthy as { readonly facts: HostFacts }
const here = facts.mounts[0]!
const line = facts.fstab[0]!
const ubuntu = facts.accounts[0]!
const fstab = (...all: readonly Partial<FstabFact>[]) => all.map((change) => ({ ...line, ...change }))
const accounts = (...all: readonly Partial<AccountFact>[]) => hosting({ accounts: all.map((change) => ({ ...ubuntu, ...change })) })
const place = (change: Partial<HostFacts['mountPoint']>, e = healthy) =>
  hosting({ mounts: [], mountPoint: { exists: true, type: 'directory', entries: 0, sample: [], ...change } }, e)

test('nothing is said of a healthy host, nor of one that nobody looked at', () => {
  for (const e of [healthy, unlooked(healthy, 'facts', 'probe')])
    expect(Object.values(host).flatMap(({ seen }) => seen(e) ?? [])).toEqual([])
})

test.each([
  ['mounted-elsewhere', 'mounted-elsewhere'],
  ['gid-taken', 'gid-taken'],
  ['group-gid-differs', 'group-gid-differs'],
  ['account-missing', 'account-missing'],
  ['mount-point-not-directory', 'mount-point-not-directory'],
  ['mount-point-not-empty', 'mount-point-not-empty'],
  ['mount-point-taken', 'mount-point-taken'],
  ['fstab-foreign', 'fstab-taken'],
] as const)('%s is known by the finding %s too', (id, code) => {
  expect(host[id].seen({ ...healthy, ...failing(code, 'as it was found') })).toBe('as it was found')
})

describe('a volume that is kept elsewhere', () => {
  const seen = host['mounted-elsewhere'].seen
  const elsewhere = hosting({ mounts: [], fstab: fstab({ place: '/data' }, { place: '/more' }) })

  test('is so by Prism’s own line', () => {
    expect(seen(elsewhere)).toBe(`Prism’s own line is for /data, /more, not for ${mountPoint}`)
  })

  test.each<[string, Evidence]>([
    ['a run failed for a reason of its own', { ...elsewhere, ...failing('mount-failed', '') }],
    ['something is mounted here', hosting({ mounts: [here] }, elsewhere)],
    ['Prism has a line for here too', hosting({ fstab: fstab({}, { place: '/data' }) }, elsewhere)],
    ['the line is somebody else’s', hosting({ fstab: fstab({ place: '/data', ours: false }) }, elsewhere)],
    ['the line is for another volume', hosting({ fstab: fstab({ place: '/data', volume: false }) }, elsewhere)],
    ['there is no line', hosting({ fstab: [] }, elsewhere)],
    ['nobody saw the host', unlooked(elsewhere, 'facts')],
  ])('is not where %s', (_name, e) => expect(seen(e)).toBeUndefined())

  test('is so with a line of somebody else’s for here', () => {
    expect(seen(hosting({ fstab: fstab({ ours: false }, { place: '/data' }) }, elsewhere))).toMatch(/^Prism’s own line is for \/data/)
  })
})

describe('files that cannot be changed', () => {
  const seen = host['files-frozen'].seen
  const frozen = (e: Evidence, ...paths: readonly string[]) => seen(probed({ frozen: paths }, e))
  const said = (...paths: readonly string[]) => `${paths.join(', ')}: immutable or append-only`
  const noLine = hosting({ fstab: [] })
  const noGroup = hosting({ group: { members: [] } })
  const noMember = accounts({ groups: [1000] })

  test('are why what Prism writes there is missing', () => {
    expect(frozen(noLine, '/etc/fstab', '/etc/group')).toBe(said('/etc/fstab'))
    expect(frozen(noGroup, '/etc/fstab', '/etc/group', '/etc/gshadow')).toBe(said('/etc/group', '/etc/gshadow'))
    expect(frozen(noMember, '/etc/group')).toBe(said('/etc/group'))
    for (const e of [noLine, noGroup, noMember]) expect(frozen(e, '/etc')).toBe(said('/etc'))
  })

  test('explain nothing where all is there', () => {
    expect(frozen(healthy, '/etc', '/etc/fstab', '/etc/group')).toBeUndefined()
    expect(frozen(unlooked(noLine, 'facts'), '/etc', '/etc/fstab', '/etc/group')).toBeUndefined()
    // one who is not there cannot be a member
    expect(frozen(accounts({ exists: false, groups: [] }), '/etc/group')).toBeUndefined()
    expect(seen(noLine)).toBeUndefined()
  })

  test('count for the line of this place, and for Prism’s alone', () => {
    expect(frozen(hosting({ fstab: fstab({ place: '/data' }) }), '/etc/fstab')).toBe(said('/etc/fstab'))
    expect(frozen(hosting({ fstab: fstab({ ours: false }) }), '/etc/fstab')).toBe(said('/etc/fstab'))
  })
})

describe('the shared group', () => {
  const group = (change: HostFacts['group']) => hosting({ group: change })

  test('has a number that another group has', () => {
    expect(host['gid-taken'].seen(group({ gidHolder: 'video', members: [] }))).toBe('gid 3000 is the group video')
    expect(host['gid-taken'].seen(group({ members: [] }))).toBeUndefined()
  })

  test('has another number', () => {
    expect(host['group-gid-differs'].seen(group({ nameGid: 3999, members: [] }))).toBe('prism-shared has gid 3999')
    expect(host['group-gid-differs'].seen(group({ members: [] }))).toBeUndefined()
  })

  test('is known to a cache otherwise than to the files', () => {
    const stale = [
      { daemon: 'nscd', account: 'ada', differs: ['group', 'uid'] },
      { daemon: 'sssd', account: 'bob', differs: ['uid'] },
    ] as const
    expect(host['name-cache-stale'].seen(probed({ staleCaches: stale }))).toBe(
      'nscd returns ada without the shared group and with another uid, but /etc has it; sssd returns bob with another uid, but /etc has it',
    )
  })
})

describe('accounts', () => {
  test('nobody is named, and there is no login user', () => {
    const seen = host['no-login-user'].seen
    const { login: _, ...rest } = facts
    const nobody: Evidence = { ...asking({ accounts: [] }), facts: rest }
    expect(seen(nobody)).toBe('no login user was found, and --users was not given')
    expect(seen(asking({ accounts: ['ada'] }, nobody))).toBeUndefined()
    expect(seen(asking({ accounts: [] }))).toBeUndefined()
    expect(seen(unlooked(nobody, 'facts'))).toBeUndefined()
  })

  test('are missing, have expired, or are in too many groups: each of them by name', () => {
    const groups = (count: number) => Array.from({ length: count }, (_, i) => i)
    expect(host['account-missing'].seen(accounts({ name: 'ada', exists: false }, {}, { name: 'bob', exists: false }))).toBe(
      'no such account: ada, bob',
    )
    expect(host['account-expired'].seen(accounts({ name: 'ada', expired: true }, {}, { name: 'bob', expired: true }))).toBe(
      'ada, bob has expired',
    )
    expect(
      host['too-many-groups'].seen(
        accounts({ name: 'ada', groups: groups(18) }, { groups: groups(17) }, { name: 'bob', groups: groups(20) }),
      ),
    ).toBe('ada is in 18 groups, bob is in 20 groups')
    expect(host['too-many-groups'].seen(accounts({ groups: groups(17) }))).toBeUndefined()
  })
})

describe('the mount point', () => {
  test('is no directory', () => {
    const seen = host['mount-point-not-directory'].seen
    expect(seen(place({ type: 'symbolic-link-file' }))).toBe(`${mountPoint} is a symbolic link file`)
    expect(seen(place({}))).toBeUndefined()
    expect(seen(place({ exists: false, type: 'regular-file' }))).toBeUndefined()
    expect(seen(place({ type: undefined as unknown as string }))).toBeUndefined()
    // what lies below a mount nobody sees
    expect(seen(hosting({ mountPoint: { exists: true, type: 'regular-file', sample: [] } }))).toBeUndefined()
    expect(seen({ ...place({ type: 'regular-file' }), ...failing('mount-point-not-directory', 'it is a link') })).toBe(
      `${mountPoint} is a regular file`,
    )
  })

  test('holds something of the local disk', () => {
    const seen = host['mount-point-not-empty'].seen
    expect(seen(place({ entries: 2, sample: ['a', 'b'] }))).toBe(`${mountPoint} contains 2 local entries: a, b`)
    for (const e of [
      place({}),
      place({ entries: undefined as unknown as number }),
      place({ type: 'regular-file', entries: 2 }),
      hosting({ mountPoint: { exists: true, type: 'directory', entries: 2, sample: [] } }),
    ])
      expect(seen(e)).toBeUndefined()
  })

  test('has something else mounted', () => {
    const seen = host['mount-point-taken'].seen
    const { fileSystemId: _, ...nameless } = here
    const top = (change: object) => hosting({ mounts: [{ ...nameless, ...change } as HostFacts['mounts'][number]] })
    expect(seen(top({ source: '/dev/sdb1', type: 'ext4' }))).toBe(`/dev/sdb1 (ext4) is mounted at ${mountPoint}`)
    expect(seen(top({ fileSystemId: 'fs-0fedcba9876543210' }))).toBe(`fs-0fedcba9876543210 (nfs4) is mounted at ${mountPoint}`)
    expect(seen(top({ fileSystemId, source: '127.0.0.1:/shared' }))).toBe(
      `${fileSystemId} (nfs4, 127.0.0.1:/shared) is mounted at ${mountPoint}`,
    )
    // which server that is, nobody knows
    expect(seen(top({}))).toBeUndefined()
    expect(seen(top({ fileSystemId, source: '127.0.0.1:' }))).toBeUndefined()
    expect(seen(hosting({ mounts: [] }))).toBeUndefined()
  })

  test('has a line in fstab that Prism did not write', () => {
    const seen = host['fstab-foreign'].seen
    const foreign = hosting({ fstab: fstab({ ours: false }, { ours: false, line: 7, spec: '/dev/sdb1', type: 'ext4' }, {}) })
    expect(seen(foreign)).toBe(`line 3: ${fileSystemId}:/ ${mountPoint} efs; line 7: /dev/sdb1 ${mountPoint} ext4`)
    expect(seen(asking({ adopting: true }, foreign))).toBeUndefined()
    expect(seen(hosting({ fstab: fstab({ ours: false, place: '/data' }) }))).toBeUndefined()
  })
})
