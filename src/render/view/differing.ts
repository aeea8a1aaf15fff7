/** What differs or is unknown: one row for what is alike, whoever has it. What was never reached is among them. */
import { type Finding, kindOf } from '../../domain/catalogue.ts'
import { isOff } from '../../domain/next-steps.ts'
import type { InstanceReport, Report, Row } from '../../domain/report.ts'
import { instancesWords, type NameOf, namesIn, subjectSpan } from './names.ts'
import { counted, type Line, type Mark, type Table, table } from './view.ts'

type Off = {
  readonly mark: Mark
  readonly what: Line
  readonly expected: string
  readonly seen: string
  /** Empty: of no instance. */
  readonly ids: string[]
}

export const rowsOff = 'rows that differ or are unknown'

export function differingTable(report: Report): Table {
  return offTable(offIn(report), report.instances.length, namesIn(report))
}

/** Of findings that belong to no report: a volume or an instance that was never reached. */
export const unreachedTable = (findings: readonly Finding[], nameOf: NameOf, inDoubt = isDoubt): Table =>
  offTable(grouped(foundAlike(findings, inDoubt)), 0, nameOf)

const isDoubt = ({ code }: Finding): boolean => kindOf(code) === 'doubt'

function offTable(off: readonly Off[], all: number, nameOf: NameOf): Table {
  // what was never reached has no values to compare with
  const expects = off.some(({ expected }) => expected !== '')
  const rows = off.map(({ mark, what, expected, seen, ids }): Line[] => [
    [{ mark }],
    [instancesWords(ids, all, nameOf)],
    what,
    ...(expects ? [[expected]] : []),
    [seen],
  ])
  return { ...table(rowsOff, ['', 'Instance', 'What', ...(expects ? ['Expected'] : []), 'Seen'], rows), named: 3 }
}

function offIn({ instances, findings }: Report): Off[] {
  const all = grouped([...foundAlike(findings), ...foundAlike(instances.flatMap((i) => i.findings)), ...instances.flatMap(offOf)])
  const order: readonly Mark[] = ['differs', 'unknown']
  return all.toSorted((a, b) => order.indexOf(a.mark) - order.indexOf(b.mark))
}

function grouped(all: readonly Off[]): Off[] {
  const groups = new Map<string, Off>()
  for (const one of all) {
    const key = JSON.stringify([one.mark, one.what, one.expected, one.seen])
    const known = groups.get(key)
    if (known) known.ids.push(...one.ids)
    else groups.set(key, { ...one, ids: [...one.ids] })
  }
  return [...groups.values()]
}

/** Findings of one kind that differ only in what was seen are one line from so many on. */
function foundAlike(findings: readonly Finding[], inDoubt = isDoubt): Off[] {
  return [...Map.groupBy(findings, (f) => f.code)].flatMap(([code, those]) => {
    const off = (seen: string, of: readonly Finding[]): Off => ({
      mark: inDoubt(those[0]!) ? 'unknown' : 'differs',
      what: [{ code }],
      expected: '',
      seen,
      ids: of.flatMap((f) => f.instanceId ?? []),
    })
    const same = new Set(those.map(seenThere)).size
    return same > maxAlike ? [off(`${those.length} alike, e.g. ${those[0]!.seen}`, those)] : those.map((f) => off(seenThere(f), [f]))
  })
}

/** Beside the name of its instance: what was seen names it too, with an id that makes the table wider than a phone. */
function seenThere({ seen, instanceId, instanceName }: Finding): string {
  const called = instanceName === undefined ? instanceId : `${instanceName} (${instanceId})`
  const more = called !== undefined && seen.startsWith(called) ? /^:? (.+)$/s.exec(seen.slice(called.length)) : null
  return more?.[1] ?? seen
}

/** Rows that are unknown for one reason are one line from so many on. */
const maxAlike = 3

function offOf({ instanceId, rows, findings }: InstanceReport): Off[] {
  const off = rows.filter(isOff)
  // a finding says why; what follows from it stands with every row
  if (findings.length > 0 && off.length > maxAlike) {
    const mark = off.some((r) => r.verdict === 'differs') ? 'differs' : 'unknown'
    return [{ mark, what: [counted(off.length, 'row')], expected: '', seen: 'as follows from that', ids: [instanceId] }]
  }
  const unseen = off.filter((r) => r.verdict === 'unknown')
  const reasons = [...Map.groupBy(unseen, (r) => r.observed).values()]
  const many = reasons.filter((those) => those.length > maxAlike)
  const alike = new Set(many.flat())
  return [
    ...off.filter((r) => !alike.has(r)).map((r) => rowOff(instanceId, r)),
    ...many.map((those): Off => {
      const what = those.length === rows.length ? `all ${those.length} rows` : counted(those.length, 'row')
      return { mark: 'unknown', what: [what], expected: '', seen: those[0]!.observed || 'not seen', ids: [instanceId] }
    }),
  ]
}

const rowOff = (instanceId: string, { verdict, subject, expected, observed }: Row): Off => ({
  mark: verdict,
  what: [subjectSpan(subject)],
  expected,
  seen: observed || 'not seen',
  ids: [instanceId],
})
