// The words that are kept out, from the table "Not this → but this" of docs/glossary.md: a first cell holds regular expressions in code spans,
// the last one says the better word. Prints each place where one occurs. Not looked at: the glossary itself, the CHANGELOG, which is a log, and
// dist/.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const glossary = 'docs/glossary.md'

/** The page → what is kept out, with the better word. A match is a whole word, in any letter case. */
export function keptOut(page) {
  const lines = page.split('\n')
  const header = lines.findIndex((line) => /^\| not this \|/i.test(line))
  if (header < 0) throw new Error(`${glossary} has no table that begins with "not this"`)
  const rows = lines.slice(header + 2)
  const end = rows.findIndex((line) => !line.startsWith('|'))
  return rows.slice(0, end < 0 ? undefined : end).flatMap((row) => {
    const cells = row.split(/(?<!\\)\|/).slice(1, -1)
    const patterns = [...cells[0].matchAll(/`([^`]+)`/g)].map(([, code]) => code.replaceAll('\\|', '|'))
    if (patterns.length === 0) throw new Error(`${glossary}: no code span in the first cell of ${row}`)
    return patterns.map((pattern) => ({ words: new RegExp(`(?<![A-Za-z])(?:${pattern})(?![A-Za-z])`, 'gi'), better: cells.at(-1).trim() }))
  })
}

/** `files`: path → text. A phrase may be broken over two lines, as long as it is of one comment or paragraph. One sentence for each find. */
export function finds(files, table) {
  const found = []
  for (const [path, text] of files) {
    // a line break, with the marks of a comment or a quote that begin the next line, counts as one space
    const flat = text.replace(/\n[ \t]*(?:\*(?!\/)|\/\/|#|>)?[ \t]*/g, (gap) => `\n${' '.repeat(gap.length - 1)}`)
    for (const { words, better } of table)
      for (const { 0: hit, index } of flat.matchAll(new RegExp(words.source.replaceAll(' ', '\\s+'), words.flags)))
        found.push({ path, line: flat.slice(0, index).split('\n').length, hit: hit.replace(/\s+/g, ' '), better })
  }
  return found
    .sort((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1))
    .map(({ path, line, hit, better }) => `${path}:${line}: "${hit}": ${better}`)
}

const isProse = (path) =>
  /\.(?:ts|mjs|py|sh|md|ya?ml)$|^\.ci\/run$/.test(path) && !path.startsWith('dist/') && path !== glossary && path !== 'CHANGELOG.md'

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..')
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  const paths = listed.split('\0').filter((path) => isProse(path) && existsSync(join(root, path)))
  const files = new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]))
  const table = keptOut(readFileSync(join(root, glossary), 'utf8'))
  const found = finds(files, table)
  for (const sentence of found) console.error(sentence)
  console.log(`${files.size} files, ${table.length} expressions, ${found.length} finds`)
  process.exitCode = found.length > 0 || files.size === 0 ? 1 : 0
}
