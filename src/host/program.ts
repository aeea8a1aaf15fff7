/**
 * The program that runs on a host: of the Python modules below program/ those that a job uses, as one text. A module's text follows a line
 * `#: its.name`, what it imports comes before it; comments, which stay in the repository, are left out.
 */
import { embedded } from './embedded.ts'

/** The modules that a job uses, each after what it imports. Throws where a module is missing or modules import one another in a circle. */
export function modulesOf(job: string): readonly string[] {
  const order: string[] = []
  const under: string[] = []
  const visit = (name: string): void => {
    if (order.includes(name)) return
    if (under.includes(name)) throw new Error(`modules in a circle: ${[...under, name].join(' → ')}`)
    under.push(name)
    for (const other of importsOf(sourceOf(name))) visit(other)
    under.pop()
    order.push(name)
  }
  visit(job)
  return order
}

export const programText = (job: string): string =>
  modulesOf(job)
    .map((name) => `\n#: ${name}\n${withoutComments(sourceOf(name))}`)
    .join('')

function sourceOf(name: string): string {
  const source = embedded[`program/${name.replaceAll('.', '/')}.py`]
  if (source === undefined) throw new Error(`no such module: ${name}`)
  return source
}

/** `from prism.core.text import …` names a module; `from prism.core import limits` names one for each word. Those for type checkers alone are indented. */
function importsOf(source: string): string[] {
  const found: string[] = []
  for (const [, from = '', several, one] of source.matchAll(/^from (prism(?:\.\w+)*) import (?:\(([^)]*)\)|([^\n(]*))/gm)) {
    const words = (several ?? one ?? '').split(',').map((word) => word.trim())
    if (embedded[`program/${from.replaceAll('.', '/')}.py`] !== undefined) found.push(from)
    else found.push(...words.filter(Boolean).map((word) => `${from}.${word}`))
  }
  return found
}

/** Whole-line comments, blank lines, and texts that stand alone as a statement: what is left does the same. */
function withoutComments(source: string): string {
  const kept: string[] = []
  let inside = false
  // a body that is nothing but its description keeps a word
  let described = 0
  for (const line of source.split('\n')) {
    const text = line.trim()
    const depth = (line.length - line.trimStart().length) / 4
    if (inside) {
      if (text.endsWith('"""')) inside = false
    } else if (text.startsWith('"""')) {
      inside = !(text.length > 3 && text.endsWith('"""'))
      described = depth
    } else if (text !== '' && !text.startsWith('#')) {
      if (depth < described) kept.push(`${' '.repeat(described)}pass`)
      described = 0
      kept.push(' '.repeat(depth) + text)
    }
  }
  return `${kept.join('\n')}\n`
}
