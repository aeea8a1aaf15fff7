import { type Finding, finding } from '../../../src/domain/catalogue.ts'
import type { Report } from '../../../src/domain/report.ts'
import {
  expectedVerdict,
  findingsOfCheck,
  leavesInDoubt,
  type Unasked,
  type VolumeCheck,
  verdictOfAll,
  wholeVerdict,
} from '../../../src/domain/volume-check.ts'

const fault = finding('gid-taken', { seen: 'video' })
const doubt = finding('transcript-truncated', { seen: '' })
const refused = finding('aws-error', { seen: '' })
const offline = finding('instance-offline', { seen: '' })
const asleep: Unasked = { instanceId: 'i-1', name: 'asleep', why: 'offline' }

const place = (verdict: Report['verdict'], findings: readonly Finding[] = [], own: readonly Finding[] = []) =>
  ({ report: { verdict, findings, instances: [{ findings: own }] } }) as unknown as VolumeCheck['places'][number]
const check = (
  verdicts: readonly Report['verdict'][],
  findings: readonly Finding[] = [],
  unasked: readonly Unasked[] = [],
): VolumeCheck => ({
  volume: 'research-data',
  fileSystemId: 'fs-0123456789abcdef0',
  region: 'us-east-1',
  places: verdicts.map((v) => place(v)),
  findings,
  unasked,
  gone: [],
  left: [],
})

test.each([
  ['a transcript that was cut', doubt, true],
  ['a call that AWS refused', refused, true],
  ['an instance that is offline', offline, true],
  ['one that is stopped', finding('instance-stopped', { seen: '' }), true],
  ['one that SSM does not know', finding('instance-unmanaged', { seen: '' }), true],
  ['a fault of the host', fault, false],
  ['a name that is wrong', finding('bad-volume-name', { seen: '' }), false],
])('%s: in doubt %#', (_, of, is) => expect(leavesInDoubt(of)).toBe(is))

test.each<[string, VolumeCheck, string]>([
  ['mounted nowhere', check([]), 'unused'],
  ['all holds', check(['holds', 'holds']), 'holds'],
  ['one place is unknown', check(['holds', 'unknown']), 'unknown'],
  ['what differs beats doubt', check(['unknown', 'differs']), 'differs'],
  ['an instance that could not be asked', check(['holds'], [offline]), 'unknown'],
  ['nothing but that', check([], [doubt]), 'unknown'],
  ['a fault beside', check(['holds'], [offline, fault]), 'differs'],
])('what is expected: %s', (_, of, verdict) => expect(expectedVerdict(of)).toBe(verdict))

test.each<[VolumeCheck, string]>([
  [check(['holds']), 'holds'],
  [check([]), 'unused'],
  [check(['holds'], [], [asleep]), 'unknown'],
  [check([], [], [asleep]), 'unknown'],
  [check(['unknown'], [], [asleep]), 'unknown'],
  [check(['differs'], [], [asleep]), 'differs'],
  [check(['differs']), 'differs'],
])('of everything, also of instances that nobody could ask: %#', (of, verdict) => expect(wholeVerdict(of)).toBe(verdict))

test.each([
  [[], 'holds'],
  [[check(['holds']), check([])], 'holds'],
  [[check(['holds']), check(['unknown'])], 'unknown'],
  [[check(['holds'], [], [asleep])], 'unknown'],
  [[check(['unknown']), check(['differs'])], 'differs'],
])('of several volumes: %#', (of, verdict) => expect(verdictOfAll(of)).toBe(verdict))

test('what is wrong is listed from everywhere: the check, each report, each instance', () => {
  expect(findingsOfCheck({ ...check([], [refused]), places: [place('differs', [fault], [doubt])] })).toEqual([refused, fault, doubt])
})
