// The inputs of action.yml and the table of docs/action.md, made from src/entrypoints/action/io.ts; `--write` writes them. Needs a current build/.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { markdownTable } from 'markdown-table'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const { inputs } = await import(pathToFileURL(join(root, 'build/src/entrypoints/action/io.js')).href)

/** Single quotes are YAML's plainest way: only a quote itself is doubled. */
const quoted = (text) => `'${text.replaceAll("'", "''")}'`

/** The whole file, with its inputs anew. */
export function actionYml(text) {
  // an input is text, so YAML is not to make a truth of it
  const declared = inputs.flatMap((i) => [
    `  ${i.name}:`,
    `    description: ${quoted(i.description)}`,
    `    required: ${i.required}`,
    ...(i.default === undefined ? [] : [`    default: ${/^(?:true|false)$/.test(i.default) ? quoted(i.default) : i.default}`]),
  ])
  return between(text, 'inputs:\n', 'outputs:\n', `${declared.join('\n')}\n`)
}

/** The whole page, with its table of inputs anew. */
export function actionPage(text) {
  const rows = inputs.map((i) => [
    `\`${i.name}\``,
    i.required ? 'required' : i.default === undefined ? '–' : `\`${i.default}\``,
    i.description.replaceAll('|', '\\|').replaceAll('<', '\\<'),
    i.option === undefined ? '' : `\`${i.option.replaceAll('|', '\\|')}\``,
  ])
  const table = markdownTable([['input', 'default', 'meaning', 'in a comment or on the command line'], ...rows], { alignDelimiters: false })
  return between(text, '## Inputs\n', '\nAn empty input is', `${table}\n`)
}

function between(text, begin, end, what) {
  const from = text.indexOf(begin) + begin.length
  const to = text.indexOf(end, from)
  if (from < begin.length || to < 0) throw new Error(`${JSON.stringify(begin)} or ${JSON.stringify(end)} is missing`)
  return text.slice(0, from) + what + text.slice(to)
}

if (process.argv.includes('--write'))
  for (const [file, made] of [
    ['action.yml', actionYml],
    ['docs/action.md', actionPage],
  ])
    writeFileSync(join(root, file), made(readFileSync(join(root, file), 'utf8')))
