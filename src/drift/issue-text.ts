/** The frame of a drift issue's body: the text, the hidden record, and the marker by which it is found again as the last line. */
import type { Drift, DriftRecord } from '../domain/drift.ts'
import type { IssueText } from '../domain/github.ts'
import { patterns } from '../domain/names.ts'
import { type DriftSaying, driftBody, driftTitle, driftTurn } from '../render/markdown-drift.ts'
import { decodeRecord, encodeRecord } from './record-text.ts'

/** GitHub refuses longer bodies with 422. Characters. */
const bodyLimit = 65_536
const marker = (fileSystemId: string): string => `<!-- prism:drift=${fileSystemId} -->`

export function issueText(drift: Drift, saying: DriftSaying): IssueText {
  const frame = [`<!-- prism:record=${encodeRecord(drift.record)} -->`, marker(drift.record.fileSystemId)].join('\n')
  return { title: driftTitle(drift), body: `${driftBody(drift, saying, bodyLimit - frame.length - 2)}\n\n${frame}` }
}

/** The comment when the state changes. One marker for each change, so that it is posted once. */
export function turnText(drift: Drift, saying: DriftSaying): { readonly marker: string; readonly body: string } {
  const mark = `<!-- prism:turn=${drift.record.fileSystemId}.${drift.record.turn} -->`
  return { marker: mark, body: `${driftTurn(drift, saying, bodyLimit - mark.length - 2)}\n\n${mark}` }
}

export type ReadIssue = {
  readonly fileSystemId: string
  /** Absent where somebody has edited it away. */
  readonly record?: DriftRecord
}

/** The volume of an issue: by its marker, else by its title, which somebody may have left alone. Undefined: no issue of a volume. */
export function readIssue({ title, body }: IssueText): ReadIssue | undefined {
  const lines = body
    .trimEnd()
    .split('\n')
    .map((line) => line.trim())
  const marked = /^<!-- prism:drift=(fs-[0-9a-f]+) -->$/.exec(lines.at(-1) ?? '')?.[1]
  const fileSystemId = marked ?? /\b(fs-[0-9a-f]+)\b/.exec(title)?.[1]
  if (fileSystemId === undefined || !patterns.fileSystemId.test(fileSystemId)) return undefined
  const hidden = marked && /^<!-- prism:record=([A-Za-z0-9_-]+) -->$/.exec(lines.at(-2) ?? '')?.[1]
  const record = hidden ? decodeRecord(hidden, fileSystemId) : undefined
  return record ? { fileSystemId, record } : { fileSystemId }
}
