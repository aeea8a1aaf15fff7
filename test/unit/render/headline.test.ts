/** The first line of an answer: how many of how many, and what beside it. */
import { finding } from '../../../src/domain/catalogue.ts'
import type { DoctorReport } from '../../../src/domain/doctor-report.ts'
import type { Report } from '../../../src/domain/report.ts'
import type { VolumeCheck } from '../../../src/domain/volume-check.ts'
import { doctorHeadline } from '../../../src/render/doctor-words.ts'
import { checkHeadline, headline } from '../../../src/render/words.ts'
import { operation } from '../../support/operation.ts'

const missing = finding('instance-not-found', { seen: 'no such instance' })
const instances = (...verdicts: Report['verdict'][]) => verdicts.map((verdict) => ({ verdict }))

type Given = {
  readonly verb?: string
  readonly sharing?: string
  readonly verdicts?: Report['verdict'][]
  readonly findings?: 1
  readonly untested?: true
}
const report = (verdict: Report['verdict'], given: Given = {}) =>
  ({
    verdict,
    operation: {
      ...operation,
      verb: given.verb ?? 'mount',
      options: { ...operation.options, sharingTest: !given.untested },
      volume: 'data',
    },
    instances: instances(...(given.verdicts ?? ['holds', 'holds'])),
    sharing: { verdict: given.sharing ?? 'holds', cells: [], notes: [] },
    findings: given.findings ? [missing] : [],
  }) as unknown as Report

test.each<[Report, string]>([
  [report('holds'), '✅ data is mounted on 2 of 2 instances, and sharing between different users is proven'],
  [report('holds', { verdicts: ['holds'] }), '✅ data is mounted on 1 of 1 instance, and sharing between different users is proven'],
  [report('holds', { sharing: 'not-tried' }), '✅ data is mounted on 2 of 2 instances'],
  [
    report('holds', { sharing: 'not-tried', untested: true }),
    '✅ data is mounted on 2 of 2 instances; ⚠️ the sharing was not tested, by choice',
  ],
  [report('holds', { verb: 'verify' }), '✅ data is as it should be on 2 of 2 instances, and sharing between different users is proven'],
  [report('holds', { verb: 'unmount' }), '✅ data is unmounted on 2 of 2 instances'],
  [report('differs', { verdicts: ['holds', 'differs'] }), '❌ data is mounted on 1 of 2 instances'],
  [report('differs', { findings: 1 }), '❌ data is mounted on 2 of 3 instances'],
  [report('differs', { sharing: 'differs' }), '❌ data is mounted on 2 of 2 instances, and sharing does not work'],
  [report('unknown', { verdicts: ['holds', 'unknown'] }), '❔ data: mounted on 1 of 2 instances as far as seen; the rest is unknown'],
])('of a report: %#', (of, text) => {
  const { mark, text: said } = headline(of)
  expect(`${mark} ${said}`).toBe(text)
})

const check = (verdicts: readonly Report['verdict'][], findings: VolumeCheck['findings'] = [], volume = 'data') =>
  ({
    volume,
    fileSystemId: 'fs-1',
    findings,
    places: verdicts.length === 0 ? [] : [{ report: { instances: instances(...verdicts) } }],
  }) as unknown as VolumeCheck
const lost = (instanceId: string) => ({ ...missing, instanceId })

test.each([
  [check(['holds', 'holds']), 'holds', '✅ data (fs-1) is as it should be on 2 of 2 instances'],
  [check(['holds'], [], 'fs-1'), 'holds', '✅ fs-1 is as it should be on 1 of 1 instance'],
  [check(['holds', 'differs']), 'differs', '❌ data (fs-1) is as it should be on 1 of 2 instances; something differs'],
  // an instance of which two things are said is one; what is said of none is of the volume
  [
    check(['holds'], [lost('i-1'), lost('i-1'), lost('i-2'), missing]),
    'unknown',
    '❔ data (fs-1) is as it should be on 1 of 3 instances as far as seen; the rest is unknown',
  ],
  [check([]), 'unused', 'ℹ️ data (fs-1) is carried by no instance'],
] as const)('of a check: %#', (of, verdict, text) => {
  const { mark, text: said } = checkHeadline(of, verdict)
  expect(`${mark} ${said}`).toBe(text)
})

const diagnosis = (verdict: DoctorReport['verdict'], causes: readonly boolean[], findings: DoctorReport['findings'] = []) =>
  ({ volume: 'data', verdict, findings, instances: causes.map((cause) => (cause ? { cause: {} } : {})) }) as unknown as DoctorReport

test.each([
  [diagnosis('healthy', [false, false]), '✅ data: nothing wrong found on 2 of 2 instances'],
  [diagnosis('healthy', [false]), '✅ data: nothing wrong found on 1 of 1 instance'],
  [diagnosis('ill', [true, false], [missing]), '❌ data: a cause was found on 1 of 3 instances'],
  [diagnosis('unknown', [false]), '❔ data: no cause was found, and not everything could be seen'],
])('of a doctor: %#', (of, text) => {
  const { mark, text: said } = doctorHeadline(of)
  expect(`${mark} ${said}`).toBe(text)
})
