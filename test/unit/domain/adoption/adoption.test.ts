/** Adopting a mount on one instance: all that would change, what stays, and what is to be settled first. */
import { adoptionOf } from '../../../../src/domain/adoption/adoption.ts'
import type { HostFacts } from '../../../../src/domain/facts.ts'
import type { MountSpec } from '../../../../src/domain/mount-spec.ts'
import { askedFor, fstabLine, ownLine, wantedOf, withLines } from '../../../support/adopting.ts'
import { healthyFacts, mountPoint } from '../../../support/healthy-facts.ts'

const own = fstabLine('x', { ours: true, text: ownLine })
const healthy = withLines(own)
const adoption = (more: Partial<HostFacts> = {}, spec: Partial<MountSpec> = {}) => {
  const facts = { ...healthy, ...more }
  return adoptionOf('i-1', wantedOf(spec, facts), facts, askedFor())
}

test('what Prism itself would have made has nothing to change', () => {
  expect(adoption()).toMatchObject({ instanceId: 'i-1', changes: [], conflicts: [], kept: [{ what: `mount at ${mountPoint}` }] })
})

test('the mount, the paths, fstab and sessions are told in that order, and what is around them', () => {
  const { changes, kept, conflicts } = adoption({
    mounts: [{ ...healthyFacts().mounts[0]!, options: 'rw' }],
    fstab: [],
    foreignFstab: { lines: 0, sha256: '' },
    paths: healthyFacts().paths.map((p) => (p.path === 'shared' ? { ...p, mode: '0775' } : p)),
    accounts: [{ name: 'ubuntu', exists: true, uid: 1000, gid: 1000, groups: [1000], member: false }],
    group: { members: [] },
    umasks: healthyFacts().umasks.map((u) => (u.session === 'cron' ? { ...u, umask: '0022' } : u)),
    unmanaged: {
      managers: [{ kind: 'autofs', file: '/etc/auto.data', text: 'x' }],
      umaskLines: [{ file: '/etc/profile', line: 1, text: 'umask 002' }],
      data: [],
    },
  })
  expect(changes.map((c) => c.what)).toEqual([
    `mount at ${mountPoint}`,
    `${mountPoint}/shared`,
    '/etc/fstab',
    expect.stringContaining('prism-shared'),
    expect.stringContaining('ubuntu'),
    expect.stringContaining('cron'),
  ])
  expect(changes.at(-1)?.after).toMatch(/, through PAM$/)
  expect(kept.map((k) => k.what)).toEqual([`mount at ${mountPoint}`, '/etc/profile line 1'])
  expect(conflicts.map((c) => c.code)).toEqual(['managed-elsewhere'])
})

test('without the volume at its place the paths and fstab are no guess of ours', () => {
  const { changes, conflicts } = adoption({ mounts: [], paths: [], fstab: [] })
  expect([changes, conflicts.map((c) => c.code)]).toEqual([[], ['nothing-to-adopt']])
})

test('an account that is not there, and a number that is another group’s, are settled by hand', () => {
  const { conflicts, changes } = adoption(
    { accounts: [{ name: 'ada', exists: false, groups: [], member: false }], group: { gidHolder: 'staff', members: [] } },
    { people: [{ name: 'ada' }] },
  )
  expect(
    conflicts
      .map((c) => c.code)
      .filter((code) => code !== 'adopt-unidentified')
      .sort(),
  ).toEqual(['account-missing', 'gid-taken'])
  expect(changes.filter((c) => /group|member/.test(c.after))).toEqual([])
})
