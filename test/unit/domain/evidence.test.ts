/** The client's words: of this run, or of its log where that is fresh. */
import { finding } from '../../../src/domain/catalogue.ts'
import { complaint, type Evidence, said } from '../../../src/domain/evidence.ts'
import type { HostFacts } from '../../../src/domain/facts.ts'
import type { HostProbe } from '../../../src/domain/probe.ts'
import { failing, healthy, probe } from '../../support/evidence.ts'

const error = '2026-01-01 00:00:00 UTC - ERROR - Failed to initialize tunnel'
const logged = (change: Partial<HostProbe>, facts: Partial<HostFacts> = { mounts: [] }): Evidence => ({
  ...healthy,
  facts: { ...healthy.facts!, ...facts },
  probe: { ...probe, log: [error], ...change },
})

test('what failed in a run is on one line, without Python’s marks of bytes', () => {
  expect(said(healthy)).toBe('')
  const failures = [
    finding('mount-failed', { seen: `b'mount.nfs4: No such device' then b"it's gone"` }),
    finding('step-failed', { seen: 'umask' }),
  ]
  expect(said({ ...healthy, failures })).toBe(`mount.nfs4: No such device then it's gone · umask`)
  // that is no mark
  expect(said({ ...healthy, ...failing('mount-failed', `blob'x'`) })).toBe(`blob'x'`)
})

test('what failed in this run counts before any log', () => {
  expect(complaint({ ...logged({}), ...failing('mount-failed', 'now') })).toBe('now')
})

test.each<[string, Evidence, string]>([
  ['its last line is an error', logged({}), error],
  ['its last line is a warning', logged({ log: ['x', '2026 - WARNING - slow'] }), '2026 - WARNING - slow'],
  ['it has bytes of Python’s', logged({ log: [`2026 - ERROR - b'gone'`] }), '2026 - ERROR - gone'],
  ['its last line is no error', logged({ log: [error, '2026 - INFO - mounted'] }), ''],
  ['it is empty', logged({ log: [] }), ''],
  ['it was written 15 minutes ago', logged({ logAge: 900 }), error],
  ['it is older', logged({ logAge: 901 }), ''],
  ['nobody knows how old it is', logged({ logAge: undefined as unknown as number }), ''],
  ['the volume is mounted', logged({}, {}), ''],
  ['something is mounted elsewhere alone', logged({}, { mounts: [{ ...healthy.facts!.mounts[0]!, place: '/data' }] }), error],
])('a log speaks for now, or not, where %s', (_name, e, words) => expect(complaint(e)).toBe(words))

test('nothing is concluded from a log where nobody saw whether it is mounted', () => {
  const { facts: _, ...unseen } = logged({})
  expect(complaint(unseen)).toBe('')
})
