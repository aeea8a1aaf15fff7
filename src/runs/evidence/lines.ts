/**
 * A run as JSON Lines: what begins the file, a line for each event, a line for each entry of its long lists, and the end with the count of the
 * lines before it. No line grows with the number of instances, so that neither a reader nor a writer holds the whole as one text.
 */
import type { RunEvent } from '../../domain/run.ts'

export const format = 1

export type FirstLine = { readonly prism: 'evidence'; readonly format: number }
/** Belongs to the list at `in` of the last event before it. */
export type EntryLine = { readonly in: readonly string[]; readonly entry: unknown }
/** `interrupted`: the SSM commands that had not ended when somebody interrupted the run. `leftOut`: events that whoever gets the file may not read. */
export type LastLine = { readonly end: { readonly lines: number; readonly interrupted?: readonly string[]; readonly leftOut?: number } }

/** Lists with an entry for each instance, pair or volume. */
const longLists: ReadonlySet<string> = new Set(['observations', 'results', 'instances', 'cells', 'spaces', 'checks', 'volumes'])

export const firstLine = (): string => JSON.stringify({ prism: 'evidence', format } satisfies FirstLine)

export const lastLine = (lines: number, interrupted?: readonly string[], leftOut = 0): string =>
  JSON.stringify({ end: { lines, ...(interrupted ? { interrupted } : {}), ...(leftOut > 0 ? { leftOut } : {}) } } satisfies LastLine)

/** Without line ends. */
export function* linesOf({ data, ...event }: RunEvent): Generator<string> {
  const entries: EntryLine[] = []
  yield JSON.stringify({ ...event, data: withoutLists(data, ['data'], entries) })
  for (const entry of entries) yield JSON.stringify(entry)
}

/** The whole file of a run that has ended. */
export function* fileOf(events: Iterable<RunEvent>): Generator<string> {
  yield firstLine()
  let [lines, count, last] = [1, 0, 0]
  for (const event of events) {
    count++
    last = event.seq
    for (const line of linesOf(event)) {
      lines++
      yield line
    }
  }
  yield lastLine(lines, undefined, last - count)
}

function withoutLists(value: unknown, path: readonly string[], entries: EntryLine[]): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      const at = [...path, name]
      if (!Array.isArray(part) || !longLists.has(name) || !part.every(isObject)) return [name, withoutLists(part, at, entries)]
      for (const entry of part) entries.push({ in: at, entry })
      return [name, []]
    }),
  )
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null
