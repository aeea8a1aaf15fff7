/**
 * A script's fixed text as the lines that SSM is given: as it is, or packed where it would not fit. A packed one unpacks itself on the
 * host, checks its SHA-256 and runs; what it holds can be read with `base64 -d | gzip -dc`.
 */
import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Assembled } from './assemble.ts'

/** A document, or a command with its parameters filled in, holds 64 KB (facts); some of it is for what is around the script. */
const room = 56_000
const lineLength = 120

const begin = "PRISM_TEXT=$(base64 -d <<'PRISM_PACKED' | gzip -dc"
const end = 'PRISM_PACKED'

/** The lines of the text as JSON weighs them, or the packed form where those are too many. */
export function linesOf(script: Assembled): string[] {
  const lines = script.text.split('\n')
  return Buffer.byteLength(JSON.stringify(lines)) <= room ? lines : pack(script)
}

export function pack({ text, sha256 }: Assembled): string[] {
  const packed = gzipSync(text, { level: 9 }).toString('base64')
  return [begin, ...(packed.match(new RegExp(`.{1,${lineLength}}`, 'g')) ?? []), ...tail(sha256)]
}

const tail = (sha256: string): string[] => [
  end,
  ')',
  `[ "$(exec sha256sum < <(printf %s "$PRISM_TEXT"))" = '${sha256}  -' ] || { echo 'prism: the script is not what was packed' >&2; exit 3; }`,
  'eval "$PRISM_TEXT"',
]

/**
 * The lines with a packed text in its plain form. zlib packs differently from machine to machine, so only the text can be compared.
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
