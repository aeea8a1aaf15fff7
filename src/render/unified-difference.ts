/** Two texts as a unified difference, as `diff -u` shows it. */
import { createTwoFilesPatch } from 'diff'
import { type Look, paint, plainLines } from './print/terminal-text.ts'

/** Lines without a final newline; what came from outside is shown inert. */
export function unifiedDifference(name: { readonly from: string; readonly to: string }, from: string, to: string, look: Look): string {
  const patch = createTwoFilesPatch(name.from, name.to, from, to, undefined, undefined, { context: 3 })
  // the first line is a rule of its own
  return plainLines(patch.split('\n').slice(1).join('\n'))
    .map((line) => painted(line, look))
    .join('\n')
}

function painted(line: string, look: Look): string {
  if (line.startsWith('+')) return paint(look, 'green', line)
  if (line.startsWith('-')) return paint(look, 'red', line)
  return line.startsWith('@@') ? paint(look, 'cyan', line) : line
}
