/** A volume that is mounted and does not work, or was mounted and is gone. */
import { boot } from '../../../../src/domain/causes/boot.ts'
import { mounted } from '../../../../src/domain/causes/mounted.ts'
import type { Evidence } from '../../../../src/domain/evidence.ts'
import type { BootFact, HostFacts, MountFact } from '../../../../src/domain/facts.ts'
import { plainSpec } from '../../../../src/domain/mount-spec.ts'
import type { HostProbe } from '../../../../src/domain/probe.ts'
import { asking, failing, healthy, hosting, probe, probed, unlooked } from '../../../support/evidence.ts'
import { fileSystemId, mountPoint } from '../../../support/healthy-facts.ts'

const { facts } = healthy as { readonly facts: HostFacts }
const top = (change: Partial<MountFact>, e = healthy) => hosting({ mounts: [{ ...facts.mounts[0]!, ...change }] }, e)
const bare = hosting({ mounts: [] })

test('nothing is said of a healthy mount, nor of one that nobody looked at', () => {
  for (const e of [healthy, unlooked(healthy, 'facts', 'probe')])
    expect([...Object.values(mounted), ...Object.values(boot)].flatMap(({ seen }) => seen(e) ?? [])).toEqual([])
})

describe('a dead tunnel', () => {
  const seen = mounted['tunnel-dead'].seen
  const unwatched = { client: { ...probe.client!, watchdog: false } }
  const dead = (more: Partial<HostProbe> = {}, e = healthy) =>
    probed(
      {
        tunnels: [
          { place: '/data', pid: 7, alive: false },
          { place: mountPoint, pid: 4242, alive: false },
        ],
        ...more,
      },
      e,
    )
  const deaf = (more: Partial<HostProbe> = {}, e = top({ answers: 'timeout' })) =>
    probed(
      {
        tunnelPorts: [
          { place: '/data', port: 1, listens: false },
          { place: mountPoint, port: 20_345, listens: false },
        ],
        ...more,
      },
      e,
    )
  const gone = `process 4242 of the tunnel for ${mountPoint} is gone`
  const silent = `nothing listens on 127.0.0.1:20345, the tunnel of the mount at ${mountPoint}`

  test('is known by its process, or by its port, and is worse without a watchdog', () => {
    expect([seen(dead()), seen(dead(unwatched))]).toEqual([gone, `${gone}, and no watchdog runs`])
    expect([seen(deaf()), seen(deaf(unwatched))]).toEqual([silent, `${silent}, and no watchdog runs`])
    const { client: _, ...clientless } = probe
    expect(seen({ ...dead(), probe: { ...clientless, tunnels: dead().probe!.tunnels } })).toBe(`${gone}, and no watchdog runs`)
  })

  test('is not that of a mount that is not there, of another, or of one that answers', () => {
    expect([seen(dead({}, bare)), seen(deaf({}, bare))]).toEqual([undefined, undefined])
    expect(seen(probed({ tunnels: [{ place: '/data', pid: 7, alive: false }] }))).toBeUndefined()
    expect(seen(deaf({}, healthy))).toBeUndefined()
    expect(seen(deaf({ tunnelPorts: [{ place: mountPoint, port: 20_345, listens: true }] }))).toBeUndefined()
    expect(seen(unlooked(top({ answers: 'timeout' }), 'probe'))).toBeUndefined()
  })
})

test('an old connection keeps a new mount waiting, where nothing is mounted', () => {
  const seen = mounted['connection-dead'].seen
  const words = 'an NFS connection to 127.0.0.1:20345, where nothing listens and which no mount uses'
  expect(seen(probed({ deadConnections: [20_345, 1] }, bare))).toBe(words)
  expect(seen(probed({ deadConnections: [20_345] }))).toBeUndefined()
  expect(seen(unlooked(probed({ deadConnections: [20_345] }), 'facts'))).toBe(words)
})

test('a mount may be hidden, stale, silent, read-only or unencrypted', () => {
  expect(mounted['mount-hidden'].seen(top({ reached: false }))).toBe(`${mountPoint} leads to something other than ${fileSystemId}`)
  const { fileSystemId: _, ...nameless } = facts.mounts[0]!
  expect(mounted['mount-hidden'].seen(hosting({ mounts: [{ ...nameless, reached: false }] }))).toBe(
    `${mountPoint} leads to something other than 127.0.0.1:/`,
  )
  expect(mounted['server-hung'].seen(top({ answers: 'timeout' }))).toBe(`${mountPoint} gave no answer within 5 s`)
  expect(mounted['mounted-read-only'].seen(top({ readOnly: true }))).toBe(`${mountPoint} is mounted ro`)
  expect(mounted['mounted-read-only'].seen(asking({ readOnly: true }, top({ readOnly: true })))).toBeUndefined()
  expect(mounted['mounted-unencrypted'].seen(top({ encrypted: 'no' }))).toBe(`127.0.0.1:/ at ${mountPoint} is not encrypted`)
  expect(mounted['mounted-unencrypted'].seen(asking({ encrypted: false }, top({ encrypted: 'no' })))).toBeUndefined()
  expect(mounted['mounted-unencrypted'].seen(top({ encrypted: 'unknown' }))).toBeUndefined()
})

test('a stale handle is known by the mount, by what touching it said, or by the client', () => {
  const seen = mounted['stale-handle'].seen
  expect(seen(top({ answers: 'stale' }))).toBe(`${mountPoint} answers: Stale file handle`)
  const touched = (place: string, said: string) => seen(probed({ touches: [{ place, said }] }))
  expect(touched(mountPoint, 'stat: Stale file handle')).toBe('stat: Stale file handle')
  expect(touched(mountPoint, 'stat: Stale NFS file handle')).toBe('stat: Stale NFS file handle')
  expect([touched('/data', 'stat: Stale file handle'), touched(mountPoint, 'stat: Permission denied')]).toEqual([undefined, undefined])
  expect(seen({ ...healthy, ...failing('mount-failed', 'Stale file handle') })).toBe('Stale file handle')
})

describe('a mount that is gone', () => {
  const noted = { kind: 'noted', place: mountPoint, at: 1, spec: plainSpec } as const
  const { unit } = facts.boot!
  const down = (change: Partial<BootFact>, e = bare) =>
    hosting({ boot: { ...facts.boot!, active: 'inactive', entered: false, ...change } }, e)
  const nothing = `nothing is mounted at ${mountPoint}`

  test('failed at boot, or is still on its way', () => {
    const seen = boot['boot-mount-failed'].seen
    expect(seen(down({ active: 'failed', result: 'timeout' }))).toBe(`${unit} failed (timeout)`)
    expect(seen(down({ active: 'activating' }))).toBe(`${unit} is still activating`)
    expect(seen(down({}))).toBeUndefined()
    expect(seen(hosting({ mounts: facts.mounts }, down({ active: 'failed' })))).toBeUndefined()
    expect(boot.unmounted.seen(down({ active: 'failed' }))).toBeUndefined()
  })

  test('was unmounted, as far as systemd knows', () => {
    const seen = boot.unmounted.seen
    expect(seen(down({ entered: true, since: 'Mon 09:00' }))).toBe(`${nothing}; ${unit} was unmounted (success, Mon 09:00)`)
    expect(seen(down({}))).toBe(nothing)
    const { boot: _, ...silent } = bare.facts!
    expect(seen({ ...bare, facts: silent })).toBe(nothing)
    expect(seen(hosting({ fstab: [], remembered: [noted] }, down({})))).toBe(`${nothing}; fstab has no line for it`)
  })

  test.each<[string, Evidence]>([
    ['a run has just failed', { ...down({}), ...failing('mount-failed', '') }],
    ['nobody saw the host', unlooked(down({}), 'facts')],
    ['it is there', hosting({ mounts: facts.mounts }, down({}))],
    ['nothing says that it was there', hosting({ fstab: [] }, down({}))],
    ['only somebody else’s line is for here', hosting({ fstab: facts.fstab.map((l) => ({ ...l, ours: false })) }, down({}))],
    ['Prism’s line is for another place', hosting({ fstab: facts.fstab.map((l) => ({ ...l, place: '/data' })) }, down({}))],
    ['a note is for another place', hosting({ fstab: [], remembered: [{ ...noted, place: '/data' }] }, down({}))],
    ['a note cannot be read', hosting({ fstab: [], remembered: [{ kind: 'unreadable', place: mountPoint }] }, down({}))],
    ['Prism itself unmounted it', hosting({ fstab: [], remembered: [noted], left: true }, down({}))],
  ])('is not missed where %s', (_name, e) => expect(boot.unmounted.seen(e)).toBeUndefined())

  test('is kept from the next boot by its unit, where Prism has a line and no run failed', () => {
    const masked = hosting({ boot: { ...facts.boot!, load: 'masked' } })
    const seen = boot['unit-masked'].seen
    expect(seen(masked)).toBe(`${unit} is masked`)
    expect(boot['unit-foreign'].seen(masked)).toBeUndefined()
    expect(seen({ ...masked, ...failing('mount-failed', '') })).toBeUndefined()
    expect(seen(hosting({ fstab: [] }, masked))).toBeUndefined()
    expect(seen(unlooked(masked, 'facts'))).toBeUndefined()
  })
})
