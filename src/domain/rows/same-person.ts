/** Somebody of the registry on several instances: a file that they made on another one belongs to them here too, as this one's root saw it. */
import type { Report, Row, SharingCell } from '../report.ts'
import { seenRow, unknownRow } from './row.ts'

/** Who took part in the sharing test, by instance. */
export type TakingPart = ReadonlyMap<string, readonly { readonly name: string; readonly uid: number }[]>

/** Those of one instance. In a ring an instance reads what the next ones wrote, and only of those there is a row. */
export function samePersonRows(instanceId: string, part: TakingPart, { cells }: Report['sharing'], nameOf: (id: string) => string): Row[] {
  const here = cells.filter((c) => c.reader.instanceId === instanceId && c.writer.instanceId !== instanceId)
  return (part.get(instanceId) ?? []).flatMap(({ name, uid }) => {
    const theirs = here.filter(({ writer }) => !writer.temporary && writer.account === name && writer.uid === uid)
    const subject = `${name} · their file from elsewhere`
    const expected = `of uid ${uid}`
    const rows = [...Map.groupBy(theirs, (c) => c.writer.instanceId)].map(([from, those]) => row(subject, expected, nameOf(from), those))
    const right = rows.filter((one) => one.verdict === 'holds')
    if (right.length <= mostApart) return rows
    return [...rows.filter((one) => one.verdict !== 'holds'), { ...right[0]!, subject: `${subject}, ${right.length} instances` }]
  })
}

/** Instances that are told one by one, where all is right. */
const mostApart = 3

function row(subject: string, expected: string, from: string, cells: readonly SharingCell[]): Row {
  const told = `${subject}, ${from}`
  if (cells.some((c) => c.read === 'done')) return seenRow('people', told, expected, expected, true, 'uid-differs')
  const other = cells.find((c) => /of uid \d/.test(c.detail ?? ''))
  if (other) return seenRow('people', told, expected, other.detail ?? '', false, 'uid-differs')
  return unknownRow('people', told, expected, cells.find((c) => c.detail)?.detail ?? 'nobody could read it', 'not-tried')
}
