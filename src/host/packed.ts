/**
 * What SSM is given of a job's program, as lines: its text, packed when Prism was built, then the start, which finds an interpreter and hands
 * over. Packed text is the same on every machine, so that two documents can be compared as they are.
 */
import { load, type Program, programs, start } from './embedded.ts'

const lineLength = 120

export function linesOf({ packed, sha256 }: Pick<Program, 'packed' | 'sha256'>): readonly string[] {
  return [
    "PRISM_PACKED='",
    ...(packed.match(new RegExp(`.{1,${lineLength}}`, 'g')) ?? []),
    "'",
    ...fixed(start).map((line) => line.trimStart()),
    ...loading(sha256),
  ]
}

const fixed = (text: string): string[] => text.split('\n').filter((line) => !/^\s*(?:#|$)/.test(line))

/** The interpreter takes what loads the program as one word between single quotes. */
function loading(sha256: string): string[] {
  const [, ...lines] = fixed(load)
  const last = lines.length - 1
  return lines.map(
    (line, i) => `${i === 0 ? 'exec "$python" -I -S -B -c \'' : ''}${line}${i === last ? `' "$PRISM_PACKED" ${sha256}` : ''}`,
  )
}

/**
 * The lines with the packed program in its plain form, for people. What is not to the letter what this Prism sends stays as it is: a line that
 * the host would run must not be hidden in what nobody reads.
 */
export function unpack(lines: readonly string[]): readonly string[] {
  for (const program of Object.values(programs)) {
    const sent = linesOf(program)
    const at = lines.indexOf(sent[0]!)
    if (at >= 0 && sent.every((line, i) => lines[at + i] === line))
      return [...lines.slice(0, at), ...program.text.split('\n'), ...lines.slice(at + sent.length)]
  }
  return lines
}
