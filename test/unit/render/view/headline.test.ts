/** The first line of an answer: the verdict, who differs, and what beside it changes what a green means. */
import { finding } from '../../../../src/domain/catalogue.ts'
import type { DoctorReport } from '../../../../src/domain/doctor-report.ts'
import type { Report, Row } from '../../../../src/domain/report.ts'
import type { VolumeCheck } from '../../../../src/domain/volume-check.ts'
import { lineMarkdown } from '../../../../src/render/print/page-of.ts'
import { checkHeadline } from '../../../../src/render/view/checks.ts'
import { doctorHeadline } from '../../../../src/render/view/doctor.ts'
import { reportHeadline } from '../../../../src/render/view/headline.ts'
import { operation } from '../../../support/operation.ts'
import { host, row, smallReport } from '../../../support/small-report.ts'

const missing = finding('instance-not-found', { seen: 'no such instance as nowhere' })

type Seen = { readonly verdict: Report['verdict']; readonly name?: string; readonly off?: number; readonly failed?: 'mount-failed' }
const instances = (seen: readonly Seen[]) =>
  seen.map(({ verdict, name, off = verdict === 'differs' ? 1 : 0, failed }, n) => ({
    name: name ?? `web-${n + 1}`,
    verdict,
    rows: [{ verdict: 'holds' }, ...Array(off).fill({ verdict: 'differs' })],
    findings: failed ? [finding(failed, { seen: '' })] : [],
  }))

type Given = {
  readonly verb?: string
  readonly sharing?: string
  readonly seen?: readonly Seen[]
  readonly unreached?: number
  readonly untested?: true
}
const holds: Seen = { verdict: 'holds' }
const differs: Seen = { verdict: 'differs' }
const unknown: Seen = { verdict: 'unknown' }
const report = (verdict: Report['verdict'], given: Given = {}) =>
  ({
    verdict,
    operation: {
      ...operation,
      verb: given.verb ?? 'mount',
      options: { ...operation.options, sharingTest: !given.untested },
      volume: 'data',
    },
    instances: instances(given.seen ?? [holds, holds]),
    sharing: { verdict: given.sharing ?? 'holds', cells: [], notes: [] },
    findings: Array(given.unreached ?? 0).fill(missing),
  }) as unknown as Report

test.each<[Report, string]>([
  [report('holds'), '`data` is mounted on web-1 and web-2, and shared'],
  [report('holds', { seen: [holds] }), '`data` is mounted on web-1, and shared by its users'],
  [report('holds', { seen: [holds, holds, holds] }), '`data` is mounted on web-1, web-2 and web-3, and shared'],
  [report('holds', { seen: [holds, holds, holds, holds] }), '`data` is mounted on all 4 instances, and shared'],
  [report('holds', { sharing: 'not-tried' }), '`data` is mounted on web-1 and web-2'],
  [
    report('holds', { sharing: 'not-tried', untested: true }),
    '`data` is mounted on web-1 and web-2 · ⚠️ the sharing was not tested, by choice',
  ],
  [report('holds', { verb: 'verify' }), '`data` is as it should be on web-1 and web-2, and shared'],
  [report('holds', { verb: 'adopt' }), '`data` is imported on web-1 and web-2, and shared'],
  [report('holds', { verb: 'unmount' }), '`data` is unmounted from web-1 and web-2'],
  [
    report('holds', { seen: [{ verdict: 'holds', name: 'x'.repeat(61) }] }),
    `\`data\` is mounted on ${'x'.repeat(60)}…, and shared by its users`,
  ],
  [
    report('holds', { seen: [{ verdict: 'holds', name: 'x'.repeat(60) }] }),
    `\`data\` is mounted on ${'x'.repeat(60)}, and shared by its users`,
  ],
  [report('differs', { seen: [holds, differs] }), '`data`: 1 of 2 instances hold · **web-2** differs in 1 row'],
  [report('differs', { seen: [holds, { verdict: 'differs', off: 3 }] }), '`data`: 1 of 2 instances hold · **web-2** differs in 3 rows'],
  [report('differs', { seen: [differs] }), '`data`: 0 of 1 instance holds · **web-1** differs in 1 row'],
  [
    report('differs', { seen: [differs, { verdict: 'differs', off: 2 }] }),
    '`data`: 0 of 2 instances hold · **web-1 and web-2** differ in 3 rows',
  ],
  [
    report('differs', { seen: [differs, differs, differs, differs, differs] }),
    '`data`: 0 of 5 instances hold · **web-1, web-2, web-3 and 2 more** differ in 5 rows',
  ],
  [
    report('differs', { seen: [holds, { verdict: 'differs', off: 0, failed: 'mount-failed' }] }),
    '`data`: 1 of 2 instances hold · **web-2** failed: mount-failed',
  ],
  [
    report('differs', {
      seen: [
        { verdict: 'differs', off: 0, failed: 'mount-failed' },
        { verdict: 'differs', off: 0, failed: 'mount-failed' },
      ],
    }),
    '`data`: 0 of 2 instances hold · **web-1 and web-2** failed',
  ],
  [report('unknown', { seen: [holds, unknown] }), '`data`: 1 of 2 instances hold · **web-2** is unknown'],
  [report('unknown', { seen: [unknown, unknown], sharing: 'unknown' }), '`data`: 0 of 2 instances hold · **web-1 and web-2** are unknown'],
  [
    report('unknown', { seen: [holds, unknown], sharing: 'unknown' }),
    '`data`: 1 of 2 instances hold · **web-2** is unknown · sharing is unknown',
  ],
  [report('differs', { unreached: 1 }), '`data`: 2 of 3 instances hold · not reached: **no such instance as nowhere**'],
  [
    report('differs', { unreached: 3 }),
    '`data`: 2 of 5 instances hold · 3 not reached: **no such instance as nowhere, no such instance as nowhere and 1 more**',
  ],
  [report('differs', { sharing: 'differs' }), '`data`: 2 of 2 instances hold · sharing does not work'],
  [report('differs', { verb: 'unmount', seen: [holds, differs] }), '`data`: 1 of 2 instances unmounted · **web-2** differs in 1 row'],
])('of a report: %#', (of, text) => {
  const { mark, headline } = reportHeadline(of)
  expect([mark, lineMarkdown(headline)]).toEqual([of.verdict, text])
})

test('what was seen of one that was not reached is as long as a headline has room, in whole words', () => {
  const lost = (seen: string) => {
    const { headline } = reportHeadline(smallReport([host(1)], { verdict: 'differs', findings: [finding('no-instances', { seen })] }))
    return lineMarkdown(headline).split('not reached: ')[1]
  }
  expect(lost(`${'x'.repeat(35)} ${'y'.repeat(34)}`)).toBe(`**${'x'.repeat(35)} ${'y'.repeat(34)}**`)
  expect(lost(`${'x'.repeat(35)} ${'y'.repeat(35)}`)).toBe(`**${'x'.repeat(35)}…**`)
  expect(lost('z'.repeat(80))).toBe(`**${'z'.repeat(70)}…**`)
})

test('that a mount is not encrypted stands beside the verdict, as it was seen', () => {
  const plain = row('/mnt/data · transport', {
    expected: 'plain NFS, as allowed',
    observed: 'not encrypted',
    verdict: 'note',
    code: 'not-encrypted',
  })
  const tls = row('/mnt/data · transport', { expected: 'plain NFS, as allowed', observed: 'TLS', code: 'not-encrypted' })
  const first = (...rows: readonly Row[]) =>
    lineMarkdown(reportHeadline(smallReport(rows.map((r, n) => host(n + 1, { rows: [r] })))).headline)
  expect(first(plain, plain)).toBe('`research-data` is as it should be on calc-1 and calc-2 · ⚠️ not encrypted, as allowed')
  expect(first(tls, plain)).toBe('`research-data` is as it should be on calc-1 and calc-2 · ⚠️ not encrypted on calc-2, as allowed')
  expect(first(tls, row('x', { verdict: 'note' }))).toBe('`research-data` is as it should be on calc-1 and calc-2')
})

const check = (
  seen: readonly Seen[],
  given: { readonly lost?: readonly (string | undefined)[]; readonly unasked?: readonly string[] } = {},
) =>
  ({
    volume: 'data',
    fileSystemId: 'fs-1',
    findings: (given.lost ?? []).map((instanceId) => ({ ...missing, ...(instanceId ? { instanceId } : {}) })),
    unasked: (given.unasked ?? []).map((name) => ({ name })),
    places: seen.length === 0 ? [] : [{ report: { instances: instances(seen) } }],
  }) as unknown as VolumeCheck

test.each([
  [check([holds, holds]), '`data`: 2 of 2 instances hold'],
  [check([holds]), '`data`: 1 of 1 instance holds'],
  [check([holds, differs]), '`data`: 1 of 2 instances hold · **web-2** differs'],
  [check([differs, differs]), '`data`: 0 of 2 instances hold · **web-1 and web-2** differ'],
  [check([holds, unknown]), '`data`: 1 of 2 instances hold · **web-2** is unknown'],
  [check([unknown, unknown]), '`data`: 0 of 2 instances hold · **web-1 and web-2** are unknown'],
  [check([holds], { lost: [undefined] }), '`data`: 1 of 1 instance holds · 1 not reached'],
  // an instance of which two things are said is one
  [check([holds], { lost: ['i-1', 'i-1', 'i-2'] }), '`data`: 1 of 3 instances hold · 2 not reached'],
  [check([holds], { unasked: ['web-9'] }), '`data`: 1 of 1 instance holds · not known whether it is mounted on **web-9**'],
  [check([]), '`data` is mounted on no instance that could be asked'],
  [
    check([], { unasked: ['web-9'] }),
    '`data` is mounted on no instance that could be asked · not known whether it is mounted on **web-9**',
  ],
] as const)('of a check: %#', (of, text) => {
  expect(lineMarkdown(checkHeadline(of))).toBe(text)
})

type Diagnosed = 'healthy' | 'ill' | 'unknown'
const diagnosis = (verdict: Diagnosed, those: readonly Diagnosed[], findings: DoctorReport['findings'] = []) =>
  ({
    volume: 'data',
    verdict,
    findings,
    instances: those.map((one, n) => ({ name: `web-${n + 1}`, verdict: one })),
  }) as unknown as DoctorReport

test.each([
  [diagnosis('healthy', ['healthy', 'healthy']), '`data`: nothing found in the way of a mount on web-1 and web-2'],
  [diagnosis('healthy', ['healthy']), '`data`: nothing found in the way of a mount on web-1'],
  [diagnosis('ill', ['ill', 'healthy'], [missing]), '`data`: the cause was found on **web-1** · 1 not reached'],
  [diagnosis('ill', [], [missing, missing]), '`data`: not everything could be looked at · 2 not reached'],
  [diagnosis('unknown', []), '`data`: no cause was found, and not everything could be seen'],
  [diagnosis('unknown', ['healthy', 'unknown']), '`data`: no cause was found on **web-2**, and not everything could be seen'],
])('of a doctor: %#', (of, text) => {
  expect(lineMarkdown(doctorHeadline(of))).toBe(text)
})
