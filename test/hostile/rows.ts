/** What a report says, as one list of rows that two reports can be compared by. */
import type { Report } from '../../src/domain/report.ts'
import type { Run } from '../../src/domain/run.ts'

/** `ubuntu-1 · umask · ada · su -` → holds. */
export type Rows = ReadonlyMap<string, Word>
type Word = 'holds' | 'note' | 'unknown' | 'differs'

const rank: Readonly<Record<Word, number>> = { holds: 3, note: 2, unknown: 1, differs: 0 }

export function rowsOf(run: Run, lane: number): Rows {
  if (run.answer?.kind !== 'report') return new Map()
  return rowsOfReport(run.answer.report, lane)
}

function rowsOfReport(report: Report, lane: number): Rows {
  const names = new Map(report.instances.map((i) => [i.instanceId, i.name.replace(`-${lane}-`, '-')]))
  const at = (id: string) => (names.get(id) ?? id).replace(/-\d+$/, '')
  const rows = report.instances.flatMap((i) =>
    i.rows.map(
      (r) => [`${at(i.instanceId)} · ${r.section} · ${subject(r.subject.replace(report.operation.mountPoint, '$P'))}`, r.verdict] as const,
    ),
  )
  const cells = report.sharing.cells.map(
    (c) =>
      [
        `${at(c.reader.instanceId)} · sharing · ${c.writer.account} on ${at(c.writer.instanceId)} to ${c.reader.account}`,
        c.verdict === 'shared' ? 'holds' : c.verdict === 'not-shared' ? 'differs' : c.verdict === 'unknown' ? 'unknown' : 'note',
      ] as const,
  )
  return new Map<string, Word>([...rows, ...cells])
}

/** What a reader is told wrongly; empty where all is true. */
export function lies(before: Rows, after: Rows, touches: RegExp | undefined, untrue: RegExp | undefined): string[] {
  const wrong: string[] = []
  for (const [key, word] of after) {
    const was = before.get(key)
    if (untrue?.test(key) && word === 'holds') wrong.push(`${key}: holds, which is not so`)
    else if (was !== undefined && rank[word] > rank[was] && was !== 'unknown') wrong.push(`${key}: ${was}, then ${word}`)
  }
  for (const [key, was] of before) {
    const word = after.get(key)
    if (was === 'note' || touches?.test(key) || untrue?.test(key)) continue
    if (word !== was) wrong.push(`${key}: ${was}, then ${word ?? 'not in the report'}, though nothing touched it`)
  }
  return wrong
}

/** Whose space an account tries to write, of all others', is the directory's order. */
const subject = (text: string): string => text.replace(/^(\S+) · \$P\/users\/(?!\1$)[^/]+$/, '$1 · $P/users/ of another')
