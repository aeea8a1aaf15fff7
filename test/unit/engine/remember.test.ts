/** What a verify expects without options: what the instance remembers, and of an older mount what its line says. */
import type { HostFacts } from '../../../src/domain/facts.ts'
import { plainSpec } from '../../../src/domain/mount-spec.ts'
import type { Operation } from '../../../src/domain/plan.ts'
import { notedAt, withMemory } from '../../../src/engine/remember.ts'
import { healthyFacts, mountPoint } from '../../support/healthy-facts.ts'
import { observed, operation, rockyId, ubuntuId } from '../../support/operation.ts'

const facts = healthyFacts()
const noted = { kind: 'noted', place: mountPoint, at: 1_800_000_000, spec: { ...plainSpec, readOnly: true, sticky: true } } as const
const [line, mount] = [facts.fstab[0]!, facts.mounts[0]!]
const point = 'fsap-0123456789abcdef0'
const withOptions = (options: string, more: Partial<HostFacts> = {}): HostFacts => ({ ...facts, fstab: [{ ...line, options }], ...more })

const specs = (shown: Partial<HostFacts>, by?: { byLine: boolean }, of: Operation = operation) =>
  withMemory(of, [observed(ubuntuId, { ...facts, ...shown })], by).targets.map(({ spec, remembers = false }) => ({ spec, remembers }))

test('what an instance has noted is expected of that instance alone', () => {
  const [ubuntu, rocky] = specs({ remembered: [noted] })
  expect(ubuntu).toMatchObject({ remembers: true, spec: { readOnly: true, sticky: true } })
  expect(rocky).toEqual({ spec: plainSpec, remembers: false })
})

test('what it has noted of another place, or what cannot be read, is nothing', () => {
  for (const note of [{ ...noted, place: '/srv/other' }, { kind: 'unreadable', place: mountPoint } as const])
    expect(specs({ remembered: [note] })[0]).toEqual({ spec: plainSpec, remembers: false })
  expect(notedAt({ ...facts, remembered: [{ ...noted, place: '/srv/other' }, noted] }, mountPoint)).toEqual(noted.spec)
  expect(notedAt(facts, mountPoint)).toBeUndefined()
})

test('what was said is what counts, where nothing is to be remembered', () => {
  const said = { ...operation, options: { ...operation.options, asSaid: true as const } }
  expect(specs({ remembered: [noted] }, undefined, said)[0]).toEqual({ spec: plainSpec, remembers: false })
})

test('of an instance that was not seen nothing is known', () => {
  expect(withMemory(operation, []).targets).toEqual(operation.targets)
  const silent = { kind: 'unobserved' as const, instanceId: rockyId, finding: {} as never }
  expect(withMemory(operation, [silent]).targets).toEqual(operation.targets)
})

describe('Prism’s own line of fstab', () => {
  const byLine = { byLine: true }
  test('is asked only where there is no note, and only on request', () => {
    expect(specs(withOptions('ro,tls'))[0]).toEqual({ spec: plainSpec, remembers: false })
    const shown = { ...withOptions('tls,iam'), remembered: [noted] }
    expect(specs(shown, byLine)[0]).toMatchObject({ spec: { readOnly: true, iam: false } })
  })
  test('says whether it is read-only, with the instance’s role, and through what', () => {
    const mounts = [{ ...mount, readOnly: true }]
    expect(specs(withOptions(`tls,ro,iam,accesspoint=${point}`, { mounts }), byLine)[0]).toEqual({
      remembers: true,
      spec: { ...plainSpec, readOnly: true, iam: true, accessPoint: { id: point, name: point, path: '' } },
    })
    expect(specs(withOptions('tls'), byLine)[0]).toEqual({ remembers: true, spec: plainSpec })
  })
  test('that says read-only of what is mounted read-write is what differs, and so is not what is expected', () => {
    expect(specs(withOptions('tls,ro'), byLine)[0]?.spec.readOnly).toBe(false)
    expect(specs(withOptions('tls,ro', { mounts: [] }), byLine)[0]?.spec.readOnly).toBe(true)
  })
  test('of somebody else, or for another place, says nothing', () => {
    for (const other of [
      { ...line, ours: false },
      { ...line, place: '/srv/other' },
    ])
      expect(specs({ fstab: [other] }, byLine)[0]).toEqual({ spec: plainSpec, remembers: false })
  })
})
