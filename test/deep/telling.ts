/** What the scenarios saw, for the table of docs/deep-lab.md: a line of JSON each, appended where PRISM_DEEP_TELLINGS says. */
import { appendFileSync } from 'node:fs'
import type { FindingCode } from '../../src/domain/catalogue.ts'
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
    }

/** Called by a test about itself; more than once where it says several things. */
export function tell(broken: string, said: string): void {
  write({ kind: 'scenario', scenario: expect.getState().currentTestName ?? '', broken, said })
}

export function write(telling: Telling): void {
  const file = process.env.PRISM_DEEP_TELLINGS
  if (file) appendFileSync(file, `${JSON.stringify(telling)}\n`)
}

/** The report in a line: each instance's verdict, and the first thing that it says is amiss. */
export function inWords(report: Report): string {
  return report.instances
    .map(({ name, verdict, findings }) => {
      const word = findings[0] ?? rowOf(report, name)
      return `${name} ${verdict}${word ? `: ${word.seen} (\`${word.code}\`)` : ''}`
    })
    .join('; ')
}

function rowOf(report: Report, name: string): { seen: string; code: string } | undefined {
  const word = spoken(report, name)
  return word && word.cause !== '' ? { seen: `${word.row}: ${word.observed}`, code: word.cause } : undefined
}
