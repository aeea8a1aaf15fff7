// Where a function of src/ stands in the JavaScript that tsc makes of it: its first and its last line, and back from a line there to one here.
import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'

export const builtOf = (file) => `build/${file.replace(/\.ts$/, '.js')}`

/** Lines count from 1. Throws where there is no such function or table at the top of the file. */
export function linesOf(file, name) {
  const lines = readFileSync(builtOf(file), 'utf8').split('\n')
  const from = lines.findIndex((line) => new RegExp(`^(?:export )?(?:(?:async )?function\\*? |const )${name}\\b`).test(line))
  if (from < 0) throw new Error(`${file} has no ${name} at its top level`)
  // tsc writes a top-level thing's last line unindented, and ends it
  const length = lines.slice(from).findIndex((line, i) => /^\S/.test(line) && (i > 0 ? /[;}]$/ : /;$/).test(line))
  return { from: from + 1, to: from + 1 + length }
}

/** `src/domain/judge.ts:7` for a place in what was built of it. */
export function sourceOf(built, { line, column }) {
  const map = new SourceMap(JSON.parse(readFileSync(`${built}.map`, 'utf8')))
  const found = map.findEntry(line - 1, column - 1)
  return `${built.replace(/^build\//, '').replace(/\.js$/, '.ts')}:${(found.originalLine ?? line - 1) + 1}`
}

/** What stands between two places of a file, whose lines and columns count from 1. */
export function textAt(built, { start, end }) {
  const lines = readFileSync(built, 'utf8')
    .split('\n')
    .slice(start.line - 1, end.line)
  lines[lines.length - 1] = lines.at(-1).slice(0, end.column - 1)
  lines[0] = lines[0].slice(start.column - 1)
  return lines.join('\n')
}
