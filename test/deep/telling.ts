/** What the scenarios saw, for the table of docs/deep-lab.md: a line of JSON each, appended where PRISM_DEEP_TELLINGS says. */
import { appendFileSync } from 'node:fs'
import type { FindingCode } from '../../src/domain/catalogue.ts'
import type { CauseId } from '../../src/domain/causes/all.ts'
import type { Report } from '../../src/domain/report.ts'
import { spoken } from '../mutation/lane.ts'

export type Telling =
  /** `scenario` is the test's full name; `broken` is empty where nothing was; `said` is what a reader of the report is told. */
  | { readonly kind: 'scenario'; readonly scenario: string; readonly broken: string; readonly said: string }
  | {
      readonly kind: 'fault'
      readonly name: string
      readonly verdict: string
      readonly row: string
      readonly cause: FindingCode | ''
      /** Under its own cause. */
      readonly seen: boolean
      readonly repaired: boolean
      readonly right: string
      /** What the diagnosis of the repeated mount calls the cause; empty where that mount did not fail. */
      readonly why: CauseId | 'undetermined' | ''
    }

/** Called by a test about itself; more than once where it says several things. */
export function tell(broken: string, said: string): void {
  write({ kind: 'scenario', scenario: expect.getState().currentTestName ?? '', broken, said })
}

export function write(telling: Telling): void {
  const file = process.env.PRISM_DEEP_TELLINGS
  if (file) appendFileSync(file, `${JSON.stringify(telling)}\n`)
}

/** Why it failed on that instance; undefined where no diagnosis was made of it. */
export function causeOf(report: Report, name: string): CauseId | 'undetermined' | undefined {
  const made = report.diagnoses?.find((d) => d.name === name)
  return made && (made.cause?.cause ?? 'undetermined')
}

/** It failed on the one instance that was asked for, for that one cause. */
export const because = (cause: CauseId, report: Report): void => expect(causeOf(report, report.instances[0]!.name)).toBe(cause)

/** The report in a line: each instance's verdict, the first thing that it says is amiss, and its cause. */
export function inWords(report: Report): string {
  return report.instances
    .map(({ name, verdict, findings }) => {
      const word = findings[0] ?? rowOf(report, name)
      const cause = causeOf(report, name)
      return `${name} ${verdict}${word ? `: ${word.seen} (\`${word.code}\`)` : ''}${cause ? `, cause \`${cause}\`` : ''}`
    })
    .join('; ')
}

function rowOf(report: Report, name: string): { seen: string; code: string } | undefined {
  const word = spoken(report, name)
  return word && word.cause !== '' ? { seen: `${word.row}: ${word.observed}`, code: word.cause } : undefined
}
