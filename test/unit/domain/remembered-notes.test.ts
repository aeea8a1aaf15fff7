/** What a verify says of expectations that come from the hosts themselves. */
import type { HostFacts, Observation } from '../../../src/domain/facts.ts'
import { type MountSpec, plainSpec } from '../../../src/domain/mount-spec.ts'
import type { Operation } from '../../../src/domain/plan.ts'
import { rememberedNotes, unlookedPeople } from '../../../src/domain/remembered-notes.ts'
import { healthyFacts, mountPoint } from '../../support/healthy-facts.ts'
import { arnOf, observed, operation, rockyId, ubuntuId } from '../../support/operation.ts'

const remembering = (...specs: readonly Partial<MountSpec>[]): Operation => ({
  ...operation,
  verb: 'verify',
  targets: operation.targets.map((t, i) => ({ ...t, spec: { ...plainSpec, ...specs[i] }, remembers: true as const })),
})
const noted = (instanceId: string, spec: Partial<MountSpec>, at = 1_764_000_000, place = mountPoint): Observation =>
  observed(instanceId, { ...healthyFacts(), remembered: [{ kind: 'noted', place, at, spec: { ...plainSpec, ...spec } }] })
const plain = remembering({}, {})
const note = (observation: Observation) => rememberedNotes(plain, [observation])

describe('options that an instance remembers', () => {
  test('are said, with the day on which they were noted', () => {
    expect(note(noted(ubuntuId, { readOnly: true }))).toEqual([
      'ubuntu-instance was mounted with read-only access (noted there on 2025-11-24): expected unless an option says otherwise.',
    ])
  })

  test.each([0, -5, 9e15])('are said also where the host’s clock said %d', (at) => {
    expect(note(noted(ubuntuId, { readOnly: true }, at))).toEqual([
      'ubuntu-instance was mounted with read-only access (noted there at an unknown time): expected unless an option says otherwise.',
    ])
  })

  test.each<[string, Observation]>([
    ['that are none', noted(ubuntuId, {})],
    ['that are for another place', noted(ubuntuId, { readOnly: true }, 1, '/data')],
    ['that cannot be read', observed(ubuntuId, { ...healthyFacts(), remembered: [{ kind: 'unreadable', place: mountPoint }] })],
    ['of which there are none', observed(ubuntuId)],
    ['that nobody saw', { kind: 'unobserved', instanceId: ubuntuId, finding: { code: 'not-looked-at', seen: '', why: '', next: '' } }],
  ])('are not said %s', (_name, observation) => expect(note(observation)).toEqual([]))

  test('are not said of an instance whose memory nobody asked', () => {
    expect(rememberedNotes({ ...operation, verb: 'verify' }, [noted(ubuntuId, { readOnly: true })])).toEqual([])
  })
})

describe('a setting of the whole volume', () => {
  test.each<[keyof MountSpec, string]>([
    ['sticky', 'The sticky bit on shared directories'],
    ['privateSpaces', 'Private personal spaces'],
  ])('cannot be one thing here and another there: %s', (option, what) => {
    expect(rememberedNotes(remembering({ [option]: true }, {}), [])).toEqual([
      `${what} was requested on ubuntu-instance and not on rocky-instance; the volume can have only one setting: mount it on all of them with the same options.`,
    ])
    expect(rememberedNotes(remembering({ [option]: true }, { [option]: true }), [])).toEqual([])
  })

  test('says nothing of instances that do not remember', () => {
    const { remembers: _, ...rocky } = remembering({}, {}).targets[1]!
    const asked = remembering({ sticky: true }, {})
    expect(rememberedNotes({ ...asked, targets: [asked.targets[0]!, rocky] }, [])).toEqual([])
  })
})

describe('the registry’s people', () => {
  const many = Array.from({ length: 4 }, (_, n) => `i-0000000000000000${n}`)
  const of = (ids: readonly string[]): Operation => ({
    ...operation,
    targets: ids.map((instanceId, n) => ({ instanceId, arn: arnOf(instanceId), name: `calc-${n}`, spec: plainSpec })),
  })
  const people = (instanceId: string, count?: number): Observation =>
    observed(instanceId, { ...healthyFacts(), ...(count === undefined ? {} : { registryPeople: count }) } as HostFacts)
  const said = (counts: readonly (number | undefined)[]) =>
    unlookedPeople(
      of(many.slice(0, counts.length)),
      counts.map((count, n) => people(many[n]!, count)),
    )
      .join()
      .split('sudo: ')[1]
      ?.split(' of their')[0]

  test('are mentioned where an instance has a record of them and nobody looked', () => {
    expect(said([3])).toBe('calc-0 has a record of 3')
    expect(said([3, undefined])).toBe('calc-0 has a record of 3')
    expect(said([3, 5])).toBe('calc-0, calc-1 have a record of up to 5')
    expect(said([3, 5, 1])).toBe('calc-0, calc-1, calc-2 have a record of up to 5')
    expect(said([3, 5, 1, 1])).toBe('4 instances have a record of up to 5')
  })

  test('are not where there is none', () => {
    expect(unlookedPeople(operation, [observed(ubuntuId), observed(rockyId)])).toEqual([])
  })
})
