/** What somebody should know although nothing fails by it; and what only differs from what Prism set up. */
import { drift } from '../../../../src/domain/causes/drifted.ts'
import { warnings } from '../../../../src/domain/causes/warnings.ts'
import type { Evidence } from '../../../../src/domain/evidence.ts'
import type { SelinuxProbe } from '../../../../src/domain/probe.ts'
import type { Section } from '../../../../src/domain/report.ts'
import { healthy, hosting, probe, probed, unlooked } from '../../../support/evidence.ts'
import { mountPoint } from '../../../support/healthy-facts.ts'

const here = healthy.facts!.mounts[0]!
const line = healthy.facts!.fstab[0]!

test('nothing is said of a healthy instance, nor of one that nobody looked at', () => {
  for (const e of [healthy, unlooked(healthy, 'facts', 'probe')])
    expect([...Object.values(warnings), ...Object.values(drift)].flatMap(({ seen }) => seen(e) ?? [])).toEqual([])
})

test('a watchdog that is installed and does not run, where there is a tunnel to watch', () => {
  const seen = warnings['watchdog-stopped'].seen
  const client = (change: object, e = healthy) => probed({ client: { ...probe.client!, watchdog: false, ...change } }, e)
  expect(seen(client({}))).toBe(`${mountPoint} is mounted over TLS, and amazon-efs-mount-watchdog does not run`)
  expect(seen(client({ watchdogInstalled: false }))).toBeUndefined()
  expect(seen(client({}, hosting({ mounts: [{ ...here, encrypted: 'no' }] })))).toBeUndefined()
  expect(seen(client({}, hosting({ mounts: [] })))).toBeUndefined()
})

describe('SELinux', () => {
  const context = (type: string) => `system_u:object_r:${type}:s0`
  const selinux = (change: Partial<SelinuxProbe>, e: Evidence = healthy) =>
    probed({ selinux: { present: true, enforcing: true, label: context('nfs_t'), homes: ['ada', 'bob'], allowed: 'no', ...change } }, e)

  test('keeps services out of homes on NFS, unless a boolean lets them in', () => {
    const seen = warnings['selinux-homes'].seen
    const words = 'SELinux enforces, use_nfs_home_dirs is off, and homes are on the volume: ada, bob'
    expect([seen(selinux({})), seen(selinux({ label: '' }))]).toEqual([words, words])
    for (const change of [
      { enforcing: false },
      { homes: [] },
      { label: context('user_home_t') },
      { allowed: 'yes' },
      { allowed: 'unknown' },
    ] as const)
      expect(seen(selinux(change))).toBeUndefined()
  })

  test('has a label for the mount: that of fstab’s context, of the mount’s own, or of NFS', () => {
    const seen = warnings['selinux-label'].seen
    const web = context('httpd_sys_content_t')
    const asked = (options: string) => hosting({ fstab: [{ ...line, options }] })
    const mounted = (options: string, e = healthy) => hosting({ mounts: [{ ...here, options }] }, e)
    const wrong = (label: string, not: string) => `SELinux enforces, and ${mountPoint} is labelled ${label}, not ${not}`
    expect(seen(selinux({}))).toBeUndefined()
    expect(seen(selinux({ label: web }))).toBe(wrong('httpd_sys_content_t', 'nfs_t'))
    expect(seen(selinux({ label: web }, asked(`tls,context=${web}`)))).toBeUndefined()
    expect(seen(selinux({ label: web }, asked(`context="${web}:c1,c2",tls`)))).toBeUndefined()
    expect(seen(selinux({}, asked(`tls,context=${web}`)))).toBe(wrong('nfs_t', 'httpd_sys_content_t'))
    expect(seen(selinux({ label: web }, mounted(`rw,context=${web}`)))).toBeUndefined()
    // fstab says how it is to be
    expect(seen(selinux({}, mounted(`rw,context=${web}`, asked(`context=${context('nfs_t')}`))))).toBeUndefined()
    // another option, another place, another file system
    expect(seen(selinux({ label: web }, asked(`tls,fscontext=${web}`)))).toBe(wrong('httpd_sys_content_t', 'nfs_t'))
    expect(seen(selinux({}, hosting({ fstab: [{ ...line, place: '/data', options: `context=${web}` }, line] })))).toBeUndefined()
    expect(seen(selinux({ label: web }, hosting({ mounts: [{ ...here, type: 'tmpfs' }] })))).toBeUndefined()
    expect(seen(selinux({ label: web }, hosting({ mounts: [] })))).toBeUndefined()
    for (const label of ['', 'unlabelled']) expect(seen(selinux({ label }))).toBeUndefined()
    expect(seen(selinux({ label: web, enforcing: false }))).toBeUndefined()
    expect(seen(unlooked(healthy, 'probe'))).toBeUndefined()
    expect(seen(unlooked(selinux({ label: web }), 'facts'))).toBeUndefined()
  })
})

describe('a scan', () => {
  const file = (kind: 'setuid' | 'device', path: string) => ({ path, kind, mode: '4755', owner: 0 })
  const scanned = (change: Partial<NonNullable<typeof probe.scan>>) =>
    probed({ scan: { looked: 50, found: 2, finished: true, sample: [file('setuid', 'a'), file('device', 'b')], ...change } })

  test('tells each kind by itself', () => {
    expect(warnings['setuid-on-volume'].seen(scanned({}))).toBe('a (mode 4755, uid 0)')
    expect(warnings['device-on-volume'].seen(scanned({}))).toBe('b (mode 4755, uid 0)')
    expect(warnings['device-on-volume'].seen(scanned({ sample: [file('setuid', 'a')] }))).toBeUndefined()
  })

  test('says how many more there are, and that it came to no end', () => {
    expect(warnings['setuid-on-volume'].seen(scanned({ found: 9, sample: [file('setuid', 'a'), file('setuid', 'c')] }))).toBe(
      'a (mode 4755, uid 0), c (mode 4755, uid 0); 9 such files in all',
    )
    expect(warnings['setuid-on-volume'].seen(scanned({ finished: false }))).toBe(
      'a (mode 4755, uid 0); unfinished: 50 entries were scanned, the rest is unknown',
    )
  })
})

describe('what is not as Prism set it up', () => {
  const drifted = (...rows: readonly [section: Section, repairable: boolean, subject: string][]): Evidence => ({
    ...healthy,
    drifted: rows.map(([section, repairable, subject]) => ({ section, repairable, subject, expected: '2775', observed: '0755' })),
  })
  const seen = (e: Evidence) =>
    Object.entries(drift).flatMap(([id, cause]) => (cause.seen(e) === undefined ? [] : [`${id}: ${cause.seen(e)}`]))

  test.each<[Section, string]>([
    ['mount', 'mount-drifted'],
    ['group', 'group-drifted'],
    ['permissions', 'layout-drifted'],
    ['persistence', 'fstab-drifted'],
    ['umask', 'umask-drifted'],
  ])('in the section %s is %s', (section, id) => {
    expect(seen(drifted([section, true, 'a']))).toEqual([`${id}: a: 0755, expected 2775`])
    expect(seen(drifted([section, false, 'a']))).toEqual(['rows-differ: a: 0755, expected 2775'])
  })

  test('is told row by row, five of them whole', () => {
    const many = (count: number) =>
      seen(drifted(...Array.from({ length: count }, (_, i): [Section, boolean, string] => ['group', true, `s${i}`]))).join()
    expect(many(5)).toMatch(/; s4: 0755, expected 2775$/)
    expect(many(7)).toMatch(/; s4: 0755, expected 2775; 2 more$/)
  })
})
