/** An SSM document's content in one form for people, and in one in which two of them are compared. */
import type { OwnDocument } from '../domain/documents.ts'
import { unpack } from './packed.ts'

/** Whether what SSM holds says the same as our document, however its JSON is laid out. Never throws. */
export function saysTheSame(document: OwnDocument, content: string): boolean {
  try {
    return comparableDocument(content) === comparableDocument(document.content)
  } catch {
    return false
  }
}

/** Every field as JSON with sorted keys, then the lines that run, to the letter. Throws where it is no JSON with each key once. */
export const comparableDocument = (content: string): string => laidOut(content, (lines) => lines)

/** The same for people: a program that is packed as this Prism packs it is shown in its plain form. */
export const readableDocument = (content: string): string => laidOut(content, unpack)

function laidOut(content: string, show: (lines: readonly string[]) => readonly string[]): string {
  const value: unknown = JSON.parse(content)
  // of a key that stands twice, one reader takes the first and another the last
  if (keysWritten(content) !== keysRead(value)) throw new Error('a key stands twice')
  let lines: readonly string[] | undefined
  const fields = JSON.stringify(
    value,
    (key, inner: unknown) => {
      if (key === 'runCommand' && Array.isArray(inner) && lines === undefined) {
        lines = show(inner.map(String))
        return '(below)'
      }
      return isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner
    },
    2,
  )
  return `${[fields, ...(lines ?? [])].join('\n')}\n`
}

/** A string before a colon is a key, wherever it stands. */
const keysWritten = (json: string): number => (json.match(/"(?:[^"\\]|\\.)*"(?:\s*:)?/gs) ?? []).filter((s) => s.endsWith(':')).length

function keysRead(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, inner: unknown) => sum + keysRead(inner), 0)
  if (!isObject(value)) return 0
  return Object.values(value).reduce((sum: number, inner) => sum + 1 + keysRead(inner), 0)
}

const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value)
