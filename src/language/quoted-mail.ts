/**
 * Where a mail begins that a mail program quoted below an answer without marking its lines. Its commands are somebody else's, or old: with
 * the answering person's rights they would run again.
 */
import { type MailField, mailField, mailFieldsWithin, mailSays, mailSaysBegins, mailTitle } from './mail-words.ts'

/** No header field or attribution that a program prints is longer. Characters. */
const longestLine = 600
/** A header block has five or six fields; recipients may go on over lines. */
const longestBlock = 10
/** Programs wrap attribution lines at about 78 characters. */
const longestAttribution = 4

/**
 * The index of the first line of a quoted mail, with what announces it (`From:`, `On … wrote:`, `-----Original Message-----`, `________`);
 * `lines.length` where there is none. `isCommand`: no header reaches over such a line.
 */
export function quotedMailAt(lines: readonly string[], isCommand: (line: string) => boolean): number {
  const bare = lines.map((line) => (isCommand(line) ? undefined : bareLine(line)))
  const at = lines.findIndex((line, i) => {
    if (!bare[i]?.text) return isRule(line)
    return isRule(line) || isTitle(bare, i) || isHeader(bare, i) || isAttribution(bare, i)
  })
  return at < 0 ? lines.length : at
}

/** Undefined where a command stands. */
type Bare = readonly (BareLine | undefined)[]
type BareLine = {
  readonly text: string
  /** What it says about a mail, where it begins with a field. */
  readonly fields: readonly MailField[]
  readonly dated: boolean
  readonly addressed: boolean
}

/** Looked at once, because a header looks at lines that the next one looks at again. */
function bareLine(line: string): BareLine {
  const text = bareText(line)
  const found = mailField(text)
  return {
    text,
    fields: found ? [found.field, ...mailFieldsWithin(found.value)] : [],
    dated: found !== undefined && isDated(found.value),
    addressed: /[^\s@]@[^\s@]/.test(text),
  }
}

/** Outlook's line of 32 underscores; as a thematic break somebody writes three. */
const isRule = (line: string): boolean => /^\s*_{8,}\s*$/.test(line)

/** Without what makes it bold or invisible. */
function bareText(line: string): string {
  return line
    .slice(0, longestLine)
    .replace(/<\/?[A-Za-z][^<>@]*>|[*|]|\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(/(?<=^ ?)_+|_+(?= ?$)|_(?=[:：])|(?<=[:：])_/gu, '')
    .trim()
}

/** Words between two rows of dashes: those of a program, or any above a header. Apple has a colon instead: `Begin forwarded message:`. */
function isTitle(bare: Bare, i: number): boolean {
  const { text, fields } = bare[i]!
  if (/[:：]$/u.test(text) && fields.length === 0) {
    const next = [i + 1, i + 2, i + 3].find((n) => bare[n]?.text !== '')
    return next !== undefined && bare[next] !== undefined && isHeader(bare, next)
  }
  const [, words] = /^[-–—=~]{2,} ?([^-–—=~].*?) ?[-–—=~]{2,}$/u.exec(text) ?? []
  if (words === undefined) return false
  return (
    mailTitle.test(words) || (mailSays.test(words) && isDated(words)) || nextLines(bare, i + 1, 3).some((next) => next.fields.length > 0)
  )
}

/** Fields of a mail one below the other; one alone may be anybody's words. */
function isHeader(bare: Bare, i: number): boolean {
  if (bare[i]!.fields.length === 0) return false
  const fields = new Set<MailField>()
  let dated = false
  let addressed = false
  let others = 0
  for (const line of nextLines(bare, i, longestBlock)) {
    // a long list of recipients goes on below its field
    if (line.fields.length === 0 && ++others > 2) break
    for (const field of line.fields) fields.add(field)
    dated ||= line.dated
    addressed ||= line.addressed
  }
  const peer = fields.has('from') || fields.has('to')
  if (fields.has('subject')) return fields.size >= 2
  return peer && fields.size >= 2 && ((fields.has('date') && dated) || addressed)
}

function isAttribution(bare: Bare, i: number): boolean {
  let text = ''
  for (let n = 0; n < longestAttribution; n++) {
    const more = bare[i + n]
    if (!more?.text) return false
    text = `${text} ${more.text}`.trim()
    if (text.length > longestLine) return false
    if (/[:：]$/u.test(text)) break
  }
  if (!/[:：]$/u.test(text) || !isDated(text)) return false
  const addressed = /[<([][^<>()[\]\s]+@[^<>()[\]\s]+[>)\]]/.test(text)
  return addressed || (mailSays.test(text) && mailSaysBegins.test(text))
}

const isDated = (text: string): boolean => /\d{4}|\d[:.]\d\d|\d[./-]\d/.test(text)

/** Up to `most` lines that are not empty, from `from` to the next command. */
function nextLines(bare: Bare, from: number, most: number): BareLine[] {
  const found: BareLine[] = []
  for (let i = from; i < bare.length && i < from + 2 * most && found.length < most; i++) {
    const line = bare[i]
    if (line === undefined) break
    if (line.text !== '') found.push(line)
  }
  return found
}
