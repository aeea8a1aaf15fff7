/** YAML that people write, read so that what a reader sees is what counts; what is wrong is told with its line. Pure. */
import { isAlias, isMap, isNode, isScalar, LineCounter, parseDocument, visit, type YAMLMap } from 'yaml'
import type { z } from 'zod'

/** `line` counts from 1. */
export type FileError = { readonly line: number; readonly message: string }

export type Path = readonly (string | number)[]

export type ReadYaml<T> =
  | { readonly kind: 'read'; readonly value: T; readonly lineAt: (path: Path) => number }
  | { readonly kind: 'wrong'; readonly errors: readonly FileError[] }

/** Nobody reads more at once, and to find each one’s line takes as long as the file is. */
export const mostErrors = 100

/**
 * At most a hundred errors. No anchors, aliases, tags or merge keys, no key twice, and numbers in plain decimal digits alone: `017` is 15 to one reader and 17 to another.
 * `longest`: characters.
 */
export function readYaml<T>(text: string, schema: z.ZodType<T>, longest = 65_536): ReadYaml<T> {
  if (text.length > longest) return { kind: 'wrong', errors: [{ line: 1, message: `longer than ${longest} characters` }] }
  const hidden = unseenIn(text)
  if (hidden) return { kind: 'wrong', errors: [hidden] }
  const lines = new LineCounter()
  const doc = parseDocument(text, { lineCounter: lines, schema: 'core', strict: true, uniqueKeys: false, prettyErrors: false })
  const faults = [...doc.errors, ...doc.warnings].slice(0, mostErrors).map(({ pos, message }) => ({
    line: lines.linePos(pos[0] + text.slice(pos[0]).search(/\S|$/)).line,
    message,
  }))
  if (faults.length > 0) return { kind: 'wrong', errors: faults }
  const unclear = unclearIn(doc, lines)
  if (unclear.length > 0) return { kind: 'wrong', errors: unclear.slice(0, mostErrors) }
  const lineAt = (path: Path): number => {
    for (let length = path.length; length > 0; length--) {
      const key = keyLine(doc, path.slice(0, length), lines)
      if (key !== undefined) return key
    }
    return 1
  }
  const parsed = schema.safeParse(doc.toJS())
  if (parsed.success) return { kind: 'read', value: parsed.data, lineAt }
  const errors = parsed.error.issues.slice(0, mostErrors).flatMap((issue) => said(issue, lineAt))
  return { kind: 'wrong', errors: errors.slice(0, mostErrors) }
}

/** What some readers take for a line's end and others do not, what shows text in another order than it counts in, and what nobody sees. */
const unseen = /[[\p{Cc}--[\t\n\r]]\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069]|\r(?!\n)|(?!^)\ufeff/v
const unseenMessage = (character: string): string =>
  `the character U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')} is not seen as it counts, and not read`

/** The first character that a reader of the text does not see as it counts. */
export function unseenIn(text: string): FileError | undefined {
  const before = text.slice(0, text.search(unseen) + 1)
  return before === '' ? undefined : { line: before.split('\n').length, message: unseenMessage(before.at(-1) ?? '') }
}

type Doc = ReturnType<typeof parseDocument>

/** What two readers of the same text could take for two things. */
function unclearIn(doc: Doc, lines: LineCounter): FileError[] {
  const found: FileError[] = []
  visit(doc, (key, node) => {
    if (found.length >= mostErrors) return visit.BREAK
    if (!isNode(node) || !node.range) return
    const [start] = node.range
    const tell = (message: string, at = start) => found.push({ line: lines.linePos(at).line, message })
    // not by the parser: it compares each key with all before it
    if (isMap(node)) for (const at of twice(node)) tell('the key stands here a second time', at)
    if (isAlias(node)) tell('aliases (*name) are not read')
    else if ('anchor' in node && node.anchor) tell('anchors (&name) are not read')
    else if (node.tag !== undefined) tell('tags (!name) are not read')
    if (!isScalar(node)) return
    if (key === 'key' && (node.value === '<<' || node.value === '__proto__')) tell(`${String(node.value)} is not read as a key`)
    if (key === 'key' && typeof node.value !== 'string') tell('a key is a word; put it into quotes')
    if (typeof node.value === 'number' && !/^-?(?:0|[1-9][0-9]{0,14})$/.test(node.source ?? ''))
      tell(`${node.source}: a number is written in decimal digits alone`)
  })
  return found
}

/** Where keys stand that are in the map already; they are words, and of two values nobody knows which counts. */
function twice({ items }: YAMLMap): number[] {
  const seen = new Set<string>()
  return items.flatMap(({ key }) => {
    if (!isScalar(key) || !key.range) return []
    const word = String(key.value)
    if (seen.has(word)) return [key.range[0]]
    seen.add(word)
    return []
  })
}

/** Where the path's own key stands, or, of a list, its item. */
function keyLine(doc: Doc, path: Path, lines: LineCounter): number | undefined {
  const last = path.at(-1)
  const parent = path.length === 1 ? doc.contents : doc.getIn(path.slice(0, -1), true)
  const pair = (parent as { readonly items?: readonly { readonly key?: unknown }[] } | null)?.items?.find(
    (item) => isScalar(item.key) && item.key.value === last,
  )
  const node = pair?.key ?? doc.getIn(path, true)
  const range = (node as { readonly range?: readonly [number, number, number] } | undefined)?.range
  return range && lines.linePos(range[0]).line
}

function said(issue: z.core.$ZodIssue, lineAt: (path: Path) => number): FileError[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
  if (issue.code === 'unrecognized_keys')
    return issue.keys
      .slice(0, mostErrors)
      .map((key) => ({ line: lineAt([...path, key]), message: `${at(path)}there is no ${JSON.stringify(key)}` }))
  if (issue.code === 'invalid_key') return [{ line: lineAt(path), message: `${at(path)}${issue.issues[0]?.message ?? issue.message}` }]
  // of a union the branch that came furthest says what was meant
  if (issue.code === 'invalid_union') {
    const deepest = issue.errors.flat().toSorted((a, b) => b.path.length - a.path.length)[0]
    if (deepest) return said({ ...deepest, path: [...issue.path, ...deepest.path] }, lineAt)
  }
  return [{ line: lineAt(path), message: `${at(path)}${issue.message}` }]
}

const at = (path: Path): string => (path.length === 0 ? '' : `${path.join('.')}: `)
