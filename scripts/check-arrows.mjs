// The arrows of docs/architecture.md: which folder of src/ may import which. Reads every import of src/**/*.ts (type imports, re-exports and
// import() too), and prints what points the wrong way, every circle, and every package that package.json does not ship.
import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, posix, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/**
 * Folder of src/ (or file at its top, without .ts) → the folders it may import besides itself, read from the table of
 * docs/architecture.md: the first column names them, the last says what they may import, – where that is nothing.
 */
export function arrowsOf(page) {
  const lines = page.split('\n')
  const header = lines.findIndex((line) => /^\| folder of `src\/` /.test(line))
  if (header < 0) throw new Error('docs/architecture.md has no table that begins with "folder of `src/`"')
  const rows = lines.slice(header + 2)
  const end = rows.findIndex((line) => !line.startsWith('|'))
  const arrows = {}
  for (const row of rows.slice(0, end < 0 ? undefined : end)) {
    const cells = row.split('|').slice(1, -1)
    const mayImport = cells.at(-1).trim()
    for (const [, folder] of cells[0].matchAll(/`([a-z]+)(?:\/|\.ts)`/g)) arrows[folder] = mayImport === '–' ? [] : mayImport.split(/,\s*/)
  }
  return arrows
}

const page = join(dirname(fileURLToPath(import.meta.url)), '../docs/architecture.md')
const arrows = arrowsOf(readFileSync(page, 'utf8'))

/**
 * `files`: path relative to src/ → its text. `packages`: what package.json ships. Returns one sentence per violation; none is good.
 * The imports are found line by line, as biome formats them.
 */
export function violations(files, packages) {
  const found = []
  const edges = new Map([...files.keys()].map((path) => [path, new Set()]))
  for (const [path, text] of files) {
    const from = folderOf(path)
    if (!(from in arrows))
      found.push(`src/${path}: the folder ${from} is not in the table of docs/architecture.md; add it there with what it may import`)
    for (const { specifier, line } of importsOf(text)) {
      const here = `src/${path}:${line}`
      if (specifier === undefined) {
        if (from !== 'lab' && from !== 'demo') found.push(`${here}: import() of something computed cannot be checked`)
      } else if (!specifier.startsWith('.')) {
        const name = packageOf(specifier)
        if (!isBuiltin(specifier) && !packages.includes(name)) found.push(`${here}: ${name} is not among package.json's dependencies`)
      } else {
        const target = posix.normalize(posix.join(posix.dirname(path), specifier))
        if (target.startsWith('..')) {
          found.push(`${here}: ${specifier} leads out of src/`)
          continue
        }
        if (!files.has(target) && !target.endsWith('.json')) found.push(`${here}: there is no src/${target}`)
        edges.get(path).add(target)
        const to = folderOf(target)
        if (to !== from && !(arrows[from] ?? []).includes(to)) found.push(`${here}: ${from} must not import ${to} (${specifier})`)
        else if (from === 'entrypoints' && to === 'entrypoints' && entrypointOf(path) !== entrypointOf(target))
          found.push(`${here}: one entry point must not import another (${specifier})`)
      }
    }
  }
  for (const circle of circles(edges)) found.push(`circle: ${circle.map((p) => `src/${p}`).join(' → ')}`)
  for (const circle of circles(folderEdges(edges))) found.push(`circle of folders: ${circle.join(' → ')}`)
  return found
}

/** Every import of a file; `specifier` is undefined where import() is given something other than a string. */
export function importsOf(text) {
  const found = []
  // comments go, the number of lines stays; `://` inside a string is no comment
  const code = text.replace(/\/\*[\s\S]*?\*\//g, (c) => c.replace(/[^\n]/g, ' ')).replace(/(^|[\s;{}(),])\/\/[^\n]*/g, '$1')
  const add = (match) => found.push({ specifier: match[1] ?? match[2], line: code.slice(0, match.index).split('\n').length })
  for (const m of code.matchAll(/(?<=^|\n)[ \t]*(?:import|export)\b[^'"`;=()]*?\bfrom\s*(?:'([^'\n]+)'|"([^"\n]+)")/g)) add(m)
  for (const m of code.matchAll(/(?<=^|\n)[ \t]*import\s*(?:'([^'\n]+)'|"([^"\n]+)")/g)) add(m)
  for (const m of code.matchAll(/\bimport\(\s*(?:'([^'\n]+)'|"([^"\n]+)"|)/g)) add(m)
  return found
}

const folderOf = (path) => (path.includes('/') ? path.split('/')[0] : path.replace(/\.ts$/, ''))
const entrypointOf = (path) => path.split('/')[1]
const packageOf = (specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
const isBuiltin = (specifier) => specifier.startsWith('node:') || builtinModules.includes(specifier)

function folderEdges(edges) {
  const folders = new Map()
  for (const [from, targets] of edges)
    for (const to of targets) {
      const [a, b] = [folderOf(from), folderOf(to)]
      if (!folders.has(a)) folders.set(a, new Set())
      if (a !== b) folders.get(a).add(b)
    }
  return folders
}

/** One circle through each knot of the graph, closed: [a, b, a]. */
function circles(edges) {
  const found = []
  const done = new Set()
  const path = []
  const visit = (node) => {
    const at = path.indexOf(node)
    if (at >= 0) return void found.push([...path.slice(at), node])
    if (done.has(node)) return
    path.push(node)
    for (const next of edges.get(node) ?? []) visit(next)
    path.pop()
    done.add(node)
  }
  for (const node of edges.keys()) visit(node)
  return found
}

function sourceFiles(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((e) => e.isFile() && e.name.endsWith('.ts'))
    .map((e) => join(e.parentPath, e.name))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..')
  const src = join(root, 'src')
  const files = new Map(sourceFiles(src).map((f) => [relative(src, f), readFileSync(f, 'utf8')]))
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const found = violations(files, Object.keys(dependencies))
  for (const sentence of found) console.error(sentence)
  console.log(`${files.size} files, ${found.length} violations`)
  process.exitCode = found.length > 0 || files.size === 0 ? 1 : 0
}
