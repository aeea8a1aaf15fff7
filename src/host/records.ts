/** One record: a kind and percent-encoded fields. Reading is strict; anything that the host program cannot print throws. */

export class RecordError extends Error {}

/** What was read of lines that may come again: thousands of hosts say mostly the same. */
const known = new Map<string, HostRecord>()
/** Then it is begun anew: what only one host says is not kept for long. */
const mostKnown = 1_024
const longestKnown = 400
const plain = /^[\x20-\x7e]*$/

/** As readRecord; equal lines are one record, which nobody can change. */
export function recordIn(line: string): HostRecord {
  const before = known.get(line)
  if (before) return before
  if (line.length > longestKnown || !plain.test(line)) return readRecord(line)
  // a copy: a part of a text holds on to all of it
  const own = Buffer.from(line, 'latin1').toString('latin1')
  const record = readRecord(own)
  if (known.size >= mostKnown) known.clear()
  known.set(own, record)
  return record
}

export function readRecord(line: string): HostRecord {
  const [kind = '', ...words] = line.split(' ')
  if (!kindPattern.test(kind)) throw new RecordError('a record has no kind')
  const names: string[] = []
  const values: string[] = []
  for (const word of words) {
    const at = word.indexOf('=')
    const name = word.slice(0, at)
    if (at < 1 || !namePattern.test(name) || names.includes(name)) throw new RecordError(`${kind}: a field has no name, or a second value`)
    names.push(name)
    values.push(decode(word.slice(at + 1)))
  }
  return new HostRecord(kind, names, values)
}

const kindPattern = /^[a-z]+(?:-[a-z]+)*$/
const namePattern = /^[a-z]+$/
const encoded = /^(?:[A-Za-z0-9._:/@+,~=-]|%[0-9A-F]{2})*$/

/** Bytes that are no UTF-8 become U+FFFD: file names may hold anything. */
function decode(text: string): string {
  if (!encoded.test(text)) throw new RecordError('a value is not percent-encoded')
  if (!text.includes('%')) return text
  return Buffer.from(
    text.replace(/%([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')
}

/**
 * Typed access to a record's fields; every method throws RecordError on what does not fit. A class, and lists for the few fields of each, as
 * thousands of hosts tell some dozens of records: with a closure for each method and a Map they weighed thirty times their text.
 */
export class HostRecord {
  readonly kind: string
  private readonly names: readonly string[]
  private readonly values: readonly string[]

  constructor(kind: string, names: readonly string[], values: readonly string[]) {
    this.kind = kind
    this.names = names
    this.values = values
  }

  private wrong(name: string): RecordError {
    return new RecordError(`${this.kind}: ${name}`)
  }

  text(name: string): string {
    const value = this.values[this.names.indexOf(name)]
    if (value === undefined) throw this.wrong(name)
    return value
  }

  /** Undefined when the field is absent or empty. */
  optional(name: string): string | undefined {
    return this.values[this.names.indexOf(name)] || undefined
  }

  number(name: string): number {
    return Number(this.matching(name, decimal))
  }

  optionalNumber(name: string): number | undefined {
    return this.optional(name) === undefined ? undefined : this.number(name)
  }

  flag(name: string): boolean {
    return this.matching(name, bit) === '1'
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T {
    const value = this.text(name)
    const found = allowed.find((a) => a === value)
    if (found === undefined) throw this.wrong(name)
    return found
  }

  /** Four octal digits. */
  mode(name: string): string {
    return this.matching(name, octal)
  }

  sha256(name: string): string {
    return this.matching(name, digest)
  }

  /** Bytes, two digits each; also none. */
  hex(name: string): string {
    return this.matching(name, bytes)
  }

  /** A number that may be too large to count with. */
  digits(name: string): string {
    return this.matching(name, long)
  }

  list(name: string): string[] {
    return this.text(name).split(',').filter(Boolean)
  }

  numbers(name: string): number[] {
    return this.list(name).map((item) => {
      if (!decimal.test(item)) throw this.wrong(name)
      return Number(item)
    })
  }

  private matching(name: string, pattern: RegExp): string {
    const value = this.text(name)
    if (!pattern.test(value)) throw this.wrong(name)
    return value
  }
}

const decimal = /^(?:0|[1-9][0-9]{0,14})$/
const bit = /^[01]$/
const octal = /^[0-7]{4}$/
const digest = /^[0-9a-f]{64}$/
const bytes = /^(?:[0-9a-f]{2})*$/
const long = /^[0-9]{1,20}$/

/** Outside text for a `seen`: printable ASCII, everything else escaped, at most 400 characters. */
export function printable(text: string): string {
  return text.slice(0, 400).replace(/[^\x20-\x7e]/gu, (c) => `\\u{${c.codePointAt(0)!.toString(16)}}`)
}
