/**
 * What SSM is given of a job's program, as lines: its text packed by gzip and base64, then the start, which finds an interpreter and hands
 * over. The text can be read with `base64 -d | gzip -dc`.
 */
import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Assembled } from './assemble.ts'
import { embedded } from './embedded.ts'

const lineLength = 120
const begin = "PRISM_PACKED='"
const end = "'"

export function linesOf(program: Assembled): readonly string[] {
  const known = made.get(program)
  if (known) return known
  const lines = pack(program)
  made.set(program, lines)
  return lines
}

/** Packing takes longer than all else that is done for a job, and a program's text is always the same. */
const made = new WeakMap<Assembled, readonly string[]>()

export function pack({ text, sha256 }: Assembled): string[] {
  const packed = gzipSync(text, { level: 9 }).toString('base64')
  return [begin, ...(packed.match(new RegExp(`.{1,${lineLength}}`, 'g')) ?? []), ...tail(sha256)]
}

const fixed = (file: string): string[] => {
  const text = embedded[file]
  if (text === undefined) throw new Error(`no such file: ${file}`)
  return text.split('\n').filter((line) => !/^\s*(?:#|$)/.test(line))
}

/** The interpreter takes what loads the program as one word between single quotes. */
function tail(sha256: string): string[] {
  const load = fixed('program/load.py').slice(1)
  const last = load.length - 1
  return [
    end,
    ...fixed('start.sh').map((line) => line.trimStart()),
    ...load.map((line, i) => `${i === 0 ? 'exec "$python" -I -S -B -c \'' : ''}${line}${i === last ? `' "$PRISM_PACKED" ${sha256}` : ''}`),
  ]
}

/**
 * The lines with the packed text in its plain form. zlib packs differently from machine to machine, so only the text can be compared.
 * What was not packed exactly as above stays as it is: a line that the host would run must not be hidden in what nobody reads.
 */
export function unpack(lines: readonly string[]): readonly string[] {
  const [first, last] = [lines.indexOf(begin), lines.indexOf(end)]
  const packed = lines.slice(first + 1, Math.max(0, last))
  if (first < 0 || last < first || !packed.every((line) => /^[A-Za-z0-9+/]+={0,2}$/.test(line))) return lines
  const text = gunzipSync(Buffer.from(packed.join(''), 'base64'), { maxOutputLength: 1 << 20 }).toString('utf8')
  const expected = tail(createHash('sha256').update(text).digest('hex'))
  if (expected.some((line, i) => lines[last + i] !== line)) return lines
  return [...lines.slice(0, first), ...text.split('\n'), ...lines.slice(last + expected.length)]
}
