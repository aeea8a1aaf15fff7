// The tables of docs/cli.md, made from src/domain/verbs.ts and src/domain/options/; `--write` writes them. Needs a current build/.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { markdownTable } from 'markdown-table'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const load = (file) => import(pathToFileURL(join(root, 'build', 'src', file)).href)
const [{ isOffered, nameOf, offeredAt, specOfVerb, usageOf }, { formatOption, options }] = await Promise.all([
  load('domain/verbs.js'),
  load('domain/options/all.js'),
])

const verbs = offeredAt('terminal')
const words = (verb) => specOfVerb(verb).terminal.join(' ')
const code = (text) => `\`${text.replaceAll('|', '\\|')}\``
const table = (head, rows) => markdownTable([head, ...rows], { alignDelimiters: false })
/** In a cell, where a bar and a tag would be Markdown's. */
const prose = (text) => text.replaceAll('|', '\\|').replaceAll('<', '\\<')

function commandRow(verb) {
  const { doc } = specOfVerb(verb)
  const usage = code(['prism', words(verb), usageOf(verb)].filter(Boolean).join(' '))
  return [isOffered(verb, 'comment') && !nameOf(verb).includes(' ') ? `${usage}, or ${code(`prism ${nameOf(verb)} …`)}` : usage, prose(doc)]
}

function optionRow(name, doc, belongs) {
  const those = verbs.filter(belongs).map((v) => words(v).replace(/^volume /, ''))
  return those.length === 0 ? [] : [[code(name), those.join(', '), prose(doc)]]
}

const made = {
  verbs: table(['command', 'what it does'], verbs.map(commandRow)),
  options: table(
    ['option', 'with', 'meaning'],
    [
      ...options.flatMap((o) => optionRow(formatOption(o), o.doc, (v) => o.verbs.includes(v))),
      ...optionRow('--dry-run', 'show what would be done; change nothing', (v) => specOfVerb(v).dryRun),
      ...optionRow('--yes', 'do not ask for the name again', (v) => specOfVerb(v).yes),
    ],
  ),
}

/** The whole page, with its tables anew. */
export function cliPage(text) {
  return Object.entries(made).reduce((page, [what, table]) => {
    const [begin, end] = [`<!-- ${what}: npm run docs writes them -->\n`, `\n<!-- end of ${what} -->`]
    const from = page.indexOf(begin) + begin.length
    const to = page.indexOf(end, from)
    if (from < begin.length || to < 0) throw new Error(`docs/cli.md has no place for ${what}`)
    return page.slice(0, from) + table + page.slice(to)
  }, text)
}

if (process.argv.includes('--write')) {
  const page = join(root, 'docs', 'cli.md')
  writeFileSync(page, cliPage(readFileSync(page, 'utf8')))
}
