/** One record: a kind and percent-encoded fields. Reading is strict; anything that the host program cannot print throws. */

export type HostRecord = { readonly kind: string; readonly fields: ReadonlyMap<string, string> }

export class RecordError extends Error {}

export function readRecord(line: string): HostRecord {
  const [kind = '', ...words] = line.split(' ')
  if (!/^[a-z]+(?:-[a-z]+)*$/.test(kind)) throw new RecordError('a record has no kind')
  const fields = new Map<string, string>()
  for (const word of words) {
    const at = word.indexOf('=')
    const name = word.slice(0, at)
    if (at < 1 || !/^[a-z]+$/.test(name) || fields.has(name)) throw new RecordError(`${kind}: a field has no name, or a second value`)
    fields.set(name, decode(word.slice(at + 1)))
  }
  return { kind, fields }
}

/** Bytes that are no UTF-8 become U+FFFD: file names may hold anything. */
function decode(text: string): string {
  if (!/^(?:[A-Za-z0-9._:/@+,~=-]|%[0-9A-F]{2})*$/.test(text)) throw new RecordError('a value is not percent-encoded')
  if (!text.includes('%')) return text
  return Buffer.from(
    text.replace(/%([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')
}

/** Typed access to a record's fields; every method throws RecordError on what does not fit. */
export function reading(record: HostRecord) {
  const wrong = (name: string) => new RecordError(`${record.kind}: ${name}`)
  const text = (name: string): string => {
    const value = record.fields.get(name)
    if (value === undefined) throw wrong(name)
    return value
  }
  const number = (name: string): number => {
    const value = text(name)
    if (!/^(?:0|[1-9][0-9]{0,14})$/.test(value)) throw wrong(name)
    return Number(value)
  }
  return {
    text,
    /** Undefined when the field is absent or empty. */
    optional: (name: string): string | undefined => record.fields.get(name) || undefined,
    number,
    optionalNumber: (name: string): number | undefined => (record.fields.get(name) ? number(name) : undefined),
    flag: (name: string): boolean => {
      const value = text(name)
      if (value !== '0' && value !== '1') throw wrong(name)
      return value === '1'
    },
    oneOf: <T extends string>(name: string, allowed: readonly T[]): T => {
      const value = text(name)
      const found = allowed.find((a) => a === value)
      if (found === undefined) throw wrong(name)
      return found
    },
    /** Four octal digits. */
    mode: (name: string): string => {
      const value = text(name)
      if (!/^[0-7]{4}$/.test(value)) throw wrong(name)
      return value
    },
    sha256: (name: string): string => {
      const value = text(name)
      if (!/^[0-9a-f]{64}$/.test(value)) throw wrong(name)
      return value
    },
    /** Bytes, two digits each; also none. */
    hex: (name: string): string => {
      const value = text(name)
      if (!/^(?:[0-9a-f]{2})*$/.test(value)) throw wrong(name)
      return value
    },
    /** A number that may be too large to count with. */
    digits: (name: string): string => {
      const value = text(name)
      if (!/^[0-9]{1,20}$/.test(value)) throw wrong(name)
      return value
    },
    list: (name: string): string[] => text(name).split(',').filter(Boolean),
    numbers: (name: string): number[] =>
      text(name)
        .split(',')
        .filter(Boolean)
        .map((item) => {
          if (!/^(?:0|[1-9][0-9]{0,14})$/.test(item)) throw wrong(name)
          return Number(item)
        }),
  }
}
export type Reading = ReturnType<typeof reading>

/** Outside text for a `seen`: printable ASCII, everything else escaped, at most 400 characters. */
export function printable(text: string): string {
  return text.slice(0, 400).replace(/[^\x20-\x7e]/gu, (c) => `\\u{${c.codePointAt(0)!.toString(16)}}`)
}
