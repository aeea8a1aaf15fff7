// The design's arrows: which folder of src/ may import which. Reads every import of src/**/*.ts (type imports, re-exports and
// import() too), and prints what points the wrong way, every circle, and every package that package.json does not ship.
import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, posix, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** Folder of src/ (or file at its top, without .ts) → the folders it may import besides itself. */
export const arrows = {
  domain: [],
  language: ['domain'],
  policy: ['domain'],
  render: ['domain'],
  ledger: ['domain'],
  host: ['domain'],
  aws: ['domain'],
  github: ['domain'],
  engine: ['host', 'domain'],
  runs: ['engine', 'policy', 'ledger', 'domain'],
  compose: ['domain', 'language', 'policy', 'render', 'ledger', 'host', 'aws', 'github', 'engine', 'runs'],
  // what two doors do about drift, over what they hand in
  watch: ['render', 'domain'],
  doors: ['compose', 'language', 'render', 'runs', 'watch', 'domain'],
  // imports nothing of the product, so that it cannot share our misunderstandings
  lab: [],
  // shows everything, and nothing imports it
  demo: ['doors', 'compose', 'lab', 'domain', 'language', 'render', 'runs'],
}

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
      found.push(`src/${path}: the folder ${from} is not in the design; add it to scripts/check-arrows.mjs with its arrows`)
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
        else if (from === 'doors' && to === 'doors' && doorOf(path) !== doorOf(target))
          found.push(`${here}: one door must not import another (${specifier})`)
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
const doorOf = (path) => path.split('/')[1]
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
