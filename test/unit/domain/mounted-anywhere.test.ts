/** Whether a volume may be deleted: what a host says of where it has it. */
import type { HostFacts, MountFact } from '../../../src/domain/facts.ts'
import type { HeldFact } from '../../../src/domain/held-facts.ts'
import { heldInWords, isMountedAnywhere, isMountedThrough, unsearched } from '../../../src/domain/mounted-anywhere.ts'
import { fileSystemId, healthyFacts, mountPoint } from '../../support/healthy-facts.ts'

const point = 'fsap-0123456789abcdef0'
const here = healthyFacts().mounts[0]!
const bare: HostFacts = { ...healthyFacts(), mounts: [] }
const { fileSystemId: _, ...unidentified } = here
const held: HeldFact = { place: '/data', known: true, inert: true }
const other: MountFact = { ...here, place: '/other', fileSystemId: 'fs-0fedcba9876543210' }

test.each<[HeldFact, string]>([
  [held, '/data'],
  [{ ...held, pid: 12, program: 'sleep' }, '/data for pid 12 (sleep)'],
  [{ ...held, pid: 12 }, '/data for pid 12 (?)'],
  [{ ...held, pid: 12, program: 'sleep', container: 'docker-0123.scope' }, '/data for pid 12 (sleep) of docker-0123.scope'],
])('what holds a volume is named: %#', (fact, words) => expect(heldInWords(fact)).toBe(words))

test('a search of mount namespaces came to its end, or the answer says why not', () => {
  expect(unsearched(bare)).toBeUndefined()
  // where no other namespace may be looked into at all, the rest of what is known has to do
  expect(unsearched({ ...bare, heldUnfinished: 'refused' })).toBeUndefined()
  expect(unsearched({ ...bare, heldUnfinished: 'time' })).toBe('not every mount namespace was looked into (time)')
})

const unknown = (detail: string) => ({ state: 'unknown', detail })
const mounted = (detail: string) => ({ state: 'mounted', detail })
const not = { state: 'not-mounted', detail: '' }

test.each<[string, HostFacts, object]>([
  ['nowhere', bare, not],
  ['at its place', healthyFacts(), mounted(mountPoint)],
  ['elsewhere too', { ...healthyFacts(), elsewhere: [{ ...here, place: '/data' }] }, mounted(`${mountPoint}, /data`)],
  ['not, where another one is', { ...bare, elsewhere: [other] }, not],
  ['in another namespace', { ...bare, held: [{ ...held, pid: 12, program: 'sleep' }] }, mounted('/data for pid 12 (sleep)')],
  [
    'perhaps, behind a tunnel that is gone',
    { ...bare, held: [{ ...held, known: false }] },
    unknown('cannot determine what is mounted at /data'),
  ],
  [
    'perhaps, as an NFS mount that nothing identifies',
    { ...bare, mounts: [unidentified] },
    unknown(`cannot determine what is mounted at ${mountPoint}`),
  ],
  ['not, where a tmpfs is', { ...bare, mounts: [{ ...unidentified, type: 'tmpfs' }] }, not],
  ['surely, whatever else is in doubt', { ...healthyFacts(), elsewhere: [unidentified], heldUnfinished: 'time' }, mounted(mountPoint)],
  ['perhaps, where nobody could look', { ...bare, heldUnfinished: 'time' }, unknown('not every mount namespace was looked into (time)')],
  ['not, where nobody may look', { ...bare, heldUnfinished: 'refused' }, not],
])('a volume is mounted %s', (_name, facts, answer) => expect(isMountedAnywhere(facts, fileSystemId)).toEqual(answer))

const through = { ...here, accessPoint: point }
test.each<[string, HostFacts, object]>([
  ['not, where nothing is mounted', bare, not],
  ['by the client’s own state', { ...bare, mounts: [through] }, mounted(mountPoint)],
  ['elsewhere', { ...bare, mounts: [through], elsewhere: [{ ...through, place: '/data' }] }, mounted(`${mountPoint}, /data`)],
  ['not, where the whole volume is', healthyFacts(), not],
  ['not, where another access point is', { ...bare, mounts: [{ ...here, accessPoint: 'fsap-0fedcba9876543210' }] }, not],
  ['not, where another volume has one of that id', { ...bare, mounts: [{ ...other, accessPoint: point }] }, not],
  ['perhaps, by what the client does not know', { ...bare, held: [held] }, unknown('cannot determine how /data were made')],
  ['perhaps, by more than are listed', { ...bare, heldMore: 2 }, unknown('cannot determine how further mounts were made')],
  [
    'perhaps, as a mount that nothing identifies',
    { ...bare, mounts: [unidentified] },
    unknown(`cannot determine what is mounted at ${mountPoint}`),
  ],
  [
    'perhaps, where nobody could look',
    { ...healthyFacts(), heldUnfinished: 'time' },
    unknown('not every mount namespace was looked into (time)'),
  ],
])('a host mounts through an access point %s', (_name, facts, answer) =>
  expect(isMountedThrough(facts, fileSystemId, point)).toEqual(answer),
)
