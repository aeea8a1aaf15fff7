/**
 * A run as JUnit's XML, for what shows test results: a suite for each volume on each instance, a case for each row, with its cause and its fix
 * where it does not hold. The last suite has the verdict, so that no reader takes a run without rows for a green one.
 */
import type { Finding } from '../domain/catalogue.ts'
import { distinct, findingsIn, reportsIn, verdictOf } from '../domain/meaning/answer.ts'
import { causesOf } from '../domain/next-steps.ts'
import type { InstanceReport, Report, Row, SharingCell } from '../domain/report.ts'
import type { Request } from '../domain/request.ts'
import type { Run } from '../domain/run.ts'
import { plainText } from './escape.ts'
import { type NextStep, nextStepOf } from './next-steps.ts'
import { namesIn } from './view/names.ts'

/** failure: known to differ · error: not known · skipped: proves nothing; `lines`: what it says, the first of them in short */
type Case = {
  readonly name: string
  readonly wrong?: { readonly kind: 'failure' | 'error' | 'skipped'; readonly type: string; readonly lines: readonly string[] }
}
type Suite = { readonly name: string; readonly host?: string; readonly cases: readonly Case[] }

/** `findings`: all that were told beside the answer. */
export function renderJunit(run: Run, findings: readonly Finding[], say: (request: Request) => string): string {
  const reports = reportsIn(run.answer)
  const own = new Set(reports.flatMap((r) => r.instances.flatMap((i) => i.findings)))
  const others = distinct([...(run.answer ? findingsIn(run.answer) : []), ...findings]).filter((f) => !own.has(f))
  const suites = [...reports.flatMap((report) => suitesOf(report, say)), ending(run, others)]
  const time = run.endedAt === undefined ? 0 : (Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="prism ${xml(run.request.verb)}" ${countsOf(suites.flatMap((s) => s.cases))} time="${time.toFixed(3)}">`,
    ...suites.flatMap((suite) => suiteLines(suite, run.startedAt)),
    '</testsuites>',
    '',
  ].join('\n')
}

function suitesOf(report: Report, say: (request: Request) => string): Suite[] {
  const nameOf = namesIn(report)
  const steps = Map.groupBy(
    causesOf(report).flatMap((cause) => cause.instanceIds.map((id) => ({ id, step: nextStepOf(cause, nameOf, say) }))),
    ({ id }) => id,
  )
  const { volume } = report.operation
  const instances = report.instances.map((instance): Suite => {
    const own = (steps.get(instance.instanceId) ?? []).map(({ step }) => step)
    return { name: `${volume} on ${nameOf(instance.instanceId)}`, host: instance.instanceId, cases: casesOf(instance, own) }
  })
  const { cells } = report.sharing
  return [...instances, ...(cells.length > 0 ? [{ name: `${volume}: sharing`, cases: cells.map((cell) => caseOfCell(cell, nameOf)) }] : [])]
}

const casesOf = ({ rows, findings }: InstanceReport, steps: readonly NextStep[]): Case[] => [
  ...findings.map(caseOfFinding),
  ...rows.map((row) => caseOfRow(row, steps)),
]

function caseOfRow({ section, subject, expected, observed, verdict, code }: Row, steps: readonly NextStep[]): Case {
  const name = `${section}: ${subject}`
  if (verdict === 'holds') return { name }
  if (verdict === 'note') return { name, wrong: { kind: 'skipped', type: 'note', lines: [observed] } }
  const type = code ?? (verdict === 'differs' ? 'row-differs' : 'not-looked-at')
  const step = steps.find((s) => s.causes.includes(type)) ?? steps[0]
  const lines = [
    `expected ${expected}; ${['', 'not seen'].includes(observed) ? 'not seen' : `seen ${observed}`}`,
    ...(step ? stepLines(step) : []),
  ]
  return { name, wrong: { kind: verdict === 'differs' ? 'failure' : 'error', type, lines } }
}

const stepLines = ({ why, next, commands, explain }: NextStep): string[] => [
  `Cause: ${why}`,
  ...(next === undefined ? [] : [`Fix: ${next}`]),
  ...commands.map((command) => `Fix: ${command}`),
  ...explain.map((command) => `Why: ${command}`),
]

function caseOfFinding({ code, seen, why, next }: Finding): Case {
  return { name: `finding: ${code}`, wrong: { kind: 'error', type: code, lines: [seen, `Cause: ${why}`, `Fix: ${next}`] } }
}

function caseOfCell({ writer, reader, verdict, detail, read, append }: SharingCell, nameOf: (id: string) => string): Case {
  const of = (who: SharingCell['reader']) => `${who.account} on ${nameOf(who.instanceId)}`
  const name = `${of(writer)} writes, ${of(reader)} reads and appends`
  const lines = [`read: ${read}; append: ${append}${detail === undefined ? '' : `; ${detail}`}`]
  switch (verdict) {
    case 'shared':
    case 'as-one':
    case 'read-only':
      return { name }
    case 'same-identity':
      return { name, wrong: { kind: 'skipped', type: verdict, lines: ['both are one person to EFS, so nothing is proved'] } }
    case 'not-shared':
      return { name, wrong: { kind: 'failure', type: verdict, lines } }
    case 'unknown':
      return { name, wrong: { kind: 'error', type: verdict, lines } }
  }
}

/** What belongs to no row, and the verdict. */
function ending(run: Run, findings: readonly Finding[]): Suite {
  const verdict = verdictOf(run.answer)
  const verdictCase: Case =
    run.state === 'done' && verdict === 'holds'
      ? { name: 'verdict' }
      : {
          name: 'verdict',
          wrong: {
            kind: verdict === 'differs' ? 'failure' : 'error',
            type: verdict ?? run.state,
            lines: [`the run ended ${run.state}${verdict ? `: ${verdict}` : ''}`],
          },
        }
  return { name: 'Prism', cases: [...findings.map(caseOfFinding), verdictCase] }
}

function suiteLines({ name, host, cases }: Suite, startedAt: string): string[] {
  // JUnit's own schema knows no time zone and no fractions
  const when = xml(startedAt.slice(0, 19))
  const at = `name="${xml(name)}" ${countsOf(cases)} time="0" timestamp="${when}"${host === undefined ? '' : ` hostname="${xml(host)}"`}`
  return [`  <testsuite ${at}>`, ...cases.flatMap((c) => caseLines(c, name)), '  </testsuite>']
}

function caseLines({ name, wrong }: Case, suite: string): string[] {
  const head = `    <testcase classname="${xml(suite)}" name="${xml(name)}" time="0"`
  if (!wrong) return [`${head}/>`]
  const { kind, type, lines } = wrong
  const [message = ''] = lines
  // a case that was skipped has a message and nothing else
  if (kind === 'skipped') return [`${head}>`, `      <skipped message="${xml(message)}"/>`, '    </testcase>']
  return [
    `${head}>`,
    `      <${kind} message="${xml(message)}" type="${xml(type)}">${lines.map(xml).join('\n')}</${kind}>`,
    '    </testcase>',
  ]
}

function countsOf(cases: readonly Case[]): string {
  const of = (kind: string): number => cases.filter((c) => c.wrong?.kind === kind).length
  return `tests="${cases.length}" failures="${of('failure')}" errors="${of('error')}" skipped="${of('skipped')}"`
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** One line, in an attribute and between tags. XML has no way to write what a control character is, so it is spelled out. */
const xml = (text: string): string =>
  plainText(text)
    .replace(/[\ufffe\uffff]/g, (c) => `\\u{${c.charCodeAt(0).toString(16)}}`)
    .replace(/[&<>"']/g, (c) => entities[c]!)
