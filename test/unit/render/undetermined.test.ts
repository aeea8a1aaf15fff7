/** What a diagnosis says that found no cause, beside a finding that is one. */
import { finding } from '../../../src/domain/catalogue.ts'
import { judgeEvidence } from '../../../src/domain/doctor-report.ts'
import type { Report } from '../../../src/domain/report.ts'
import { formatCommandLine } from '../../../src/language/format.ts'
import { renderTerminal } from '../../../src/render/terminal.ts'
import { healthy } from '../../support/evidence.ts'
import { manyReport } from '../../support/many.ts'

test('where an instance was lost the finding is the cause, and nobody says that nothing explains it', () => {
  const report = manyReport({ instances: 2, accounts: 1 })
  const [first, lost] = report.instances
  const { instanceId, name } = lost!
  const found = finding('invocation-timed-out', { seen: 'SSM could not deliver the command', instanceId })
  const { facts: _facts, probe: _probe, surroundings: _surroundings, ...evidence } = healthy
  const diagnosis = judgeEvidence(name, { ...evidence, about: { ...evidence.about, instanceId } })
  expect(diagnosis).toMatchObject({ verdict: 'unknown' })
  expect(diagnosis.cause).toBeUndefined()
  const failed: Report = {
    ...report,
    verdict: 'unknown',
    instances: [
      first!,
      {
        ...lost!,
        verdict: 'unknown',
        rows: lost!.rows.map((r) => ({ ...r, verdict: 'unknown', observed: 'not seen' })),
        findings: [found],
      },
    ],
    diagnoses: [diagnosis],
  }
  const text = renderTerminal({ kind: 'report', report: failed }, { color: false, width: 120 }, formatCommandLine)
  expect(text).toContain('SSM could not deliver the command')
  expect(text).not.toMatch(/nothing that was seen explains it|undetermined/)
  expect(text).toContain('Why it came to that could not be looked at further. Not seen: ')
})
