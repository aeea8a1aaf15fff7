/** Comma-separated values that a spreadsheet wrote, by their heading. Pure. */
import { CsvError, parse } from 'csv-parse/sync'
import { type FileError, unseenIn } from './read-yaml.ts'

export type CsvRow = { readonly line: number; readonly cells: Readonly<Record<string, string>> }

export type ReadCsv =
  | { readonly kind: 'read'; readonly rows: readonly CsvRow[] }
  | { readonly kind: 'wrong'; readonly errors: readonly FileError[] }

/** Cells are trimmed; a column that is not one of `columns`, or stands twice, is wrong, as is a row of another length. `longest`: characters. */
export function readCsv(text: string, columns: readonly string[], longest = 1_048_576): ReadCsv {
  const wrong = (line: number, message: string): ReadCsv => ({ kind: 'wrong', errors: [{ line, message }] })
  if (text.length > longest) return wrong(1, `longer than ${longest} characters`)
  const unseen = unseenIn(text)
  if (unseen) return { kind: 'wrong', errors: [unseen] }
  try {
    const heading = (found: string[]): string[] => {
      const names = found.map((name) => name.toLowerCase())
      const strange = names.find((name, n) => !columns.includes(name) || names.indexOf(name) !== n)
      if (strange !== undefined)
        throw new Heading(
          columns.includes(strange)
            ? `the column ${strange} stands twice`
            : `no column ${JSON.stringify(strange)} is known: ${columns.join(', ')}`,
        )
      return names
    }
    const read = parse(text, { ...format, delimiter: separator(text), columns: heading }) as unknown as {
      record: Record<string, string>
      info: { lines: number }
    }[]
    return { kind: 'read', rows: read.map(({ record, info }) => ({ line: info.lines, cells: record })) }
  } catch (error) {
    if (error instanceof Heading) return wrong(1, error.message)
    if (error instanceof CsvError) return wrong(typeof error.lines === 'number' ? error.lines : 1, error.message)
    throw error
  }
}

const format = { bom: true, trim: true, skip_empty_lines: true, info: true, record_delimiter: ['\r\n', '\n'] }

/** Where a comma is the decimal point, spreadsheets write semicolons. */
const separator = (text: string): string => (/^[^\n,]*;/.test(text) ? ';' : ',')

class Heading extends Error {}
