// Lays out what npm publishes in build/package/: the three programs, each with all that it imports, in parts that load when they are needed; the lab,
// whose own files stay files; what a new ledger begins with; the pages; and a manifest without dependencies, so that an installation fetches one package. package.json itself is never rewritten, and is private, so that nothing is published past this folder:
// node scripts/stage-package.mjs && npm publish ./build/package
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const source = join(root, 'build', 'src')
const stage = join(root, 'build', 'package')
const staged = join(stage, 'build', 'src')

const {
  private: _,
  scripts,
  dependencies,
  devDependencies,
  optionalDependencies,
  overrides,
  ...published
} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
rmSync(stage, { recursive: true, force: true })
mkdirSync(staged, { recursive: true })
const lab = join(source, 'lab')
cpSync(lab, join(staged, 'lab'), { recursive: true, filter: (path) => !/\.(?:map|js|d\.ts)$/.test(path) })
for (const file of ['README.md', 'verify-ledger.mjs']) cpSync(join(source, 'ledger', file), join(staged, 'ledger', file))
const labFiles = readdirSync(lab, { recursive: true, withFileTypes: true })
  .filter((e) => e.isFile() && e.name.endsWith('.js'))
  .map((e) => join(e.parentPath, e.name))
const programs = ['cli', 'app', 'api'].map((name) => join(source, 'entrypoints', name, 'bin.js'))

/** The lab's own files stay files: it finds its scripts beside them. */
const ownFilesStay = {
  name: 'own-files-stay',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\./ }, ({ path, importer }) => (importer.startsWith(source) ? { path, external: true } : undefined)),
}
/**
 * What is imported of Node, without the module that Node makes around it for an import: for that it reads everything that is in there, `fs.promises`
 * and standard input too, and all of it is compiled then. commander starts no program of ours, so what starts one loads when it is asked for.
 */
const ofCommander = {
  'node:process': 'export default globalThis.process',
  'node:util': "export const { stripVTControlCharacters } = process.getBuiltinModule('node:util')",
  'node:child_process': "export default { spawn: (...given) => process.getBuiltinModule('node:child_process').spawn(...given) }",
}
const nodeIsLight = {
  name: 'node-is-light',
  setup: ({ onResolve, onLoad }) => {
    let imports = 0
    onResolve({ filter: /^node:/ }, ({ path, importer, kind }) => {
      if (kind !== 'import-statement') return undefined
      const namespace = path in ofCommander && importer.includes('/node_modules/commander/') ? 'of-commander' : 'of-node'
      // one for each import: shared, each would be a file of its own
      return { path, namespace, suffix: `?${imports++}` }
    })
    onLoad({ filter: /./, namespace: 'of-commander' }, ({ path }) => ({ contents: ofCommander[path] }))
    onLoad({ filter: /./, namespace: 'of-node' }, ({ path }) => ({ contents: `module.exports = process.getBuiltinModule('${path}')` }))
  },
}
/**
 * The SDK writes a member of its tables as `[_xN]: …` where `const _xN = "xmlName"`. A key that is computed could do anything, so esbuild keeps the table
 * and all that it names, which is most of EC2's operations; the key itself does not hold it.
 */
const tablesAreData = {
  name: 'tables-are-data',
  setup: ({ onLoad }) =>
    onLoad({ filter: /@aws-sdk\/client-[^/]+\/dist-es\/schemas\/schemas_0\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8')
      const names = new Map([...text.matchAll(/^const (_\w+) = ("[^"\\]*");$/gm)].map(([, name, value]) => [name, value]))
      return { contents: text.replace(/\[(_\w+)\]: /g, (key, name) => (names.has(name) ? `${names.get(name)}: ` : key)) }
    }),
}
const requires = "const require = process.getBuiltinModule('node:module').createRequire(import.meta.url)\n"
const bundled = (entryPoints, plugins) =>
  build({
    entryPoints,
    plugins: [...plugins, tablesAreData],
    outbase: source,
    outdir: staged,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    // a package of CommonJS that is loaded by import() would have no names
    mainFields: ['module', 'main'],
    chunkNames: 'parts/[name]-[hash]',
    legalComments: 'none',
    minifySyntax: true,
    minifyWhitespace: true,
    metafile: true,
    write: false,
    absWorkingDir: root,
  })
/** What the command line needs to read its arguments is one file instead of eighteen, each of which takes as long to find as to read. */
const startIsOne = ({ inputs }) => {
  const main = relative(root, join(source, 'entrypoints', 'cli', 'main.js'))
  const isOurs = (path) => path.startsWith(`${relative(root, source)}/`)
  const needed = new Set([main])
  for (const file of needed)
    for (const { path, kind } of inputs[file].imports) if (kind === 'import-statement' && isOurs(path)) needed.add(path)
  needed.delete(main)
  const all = [...needed].map((file) => `import ${JSON.stringify(join(root, file))}\n`).join('')
  const later = Object.values(inputs).flatMap((i) => i.imports.filter((e) => e.kind === 'dynamic-import' && isOurs(e.path)))
  // parts are divided by who needs them: what is loaded later needs all of it too
  const begins = new Set(later.map(({ path }) => join(root, path)))
  return {
    name: 'start-is-one',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /^prism-start$/ }, ({ path }) => ({ path, namespace: 'start' }))
      onLoad({ filter: /./, namespace: 'start' }, () => ({ contents: all, resolveDir: root }))
      onLoad({ filter: /\.js$/ }, ({ path }) =>
        begins.has(path) ? { contents: `import 'prism-start'\n${readFileSync(path, 'utf8')}`, resolveDir: dirname(path) } : undefined,
      )
    },
  }
}
const { metafile } = await bundled(programs, [nodeIsLight])
const made = await Promise.all([bundled(programs, [nodeIsLight, startIsOne(metafile)]), bundled(labFiles, [ownFilesStay])])
const outputFiles = made.flatMap((m) => m.outputFiles)
for (const { path, text } of outputFiles) {
  mkdirSync(dirname(path), { recursive: true })
  const [, hashbang = '', code = text] = /^(#![^\n]*\n)?([\s\S]*)$/.exec(text) ?? []
  // packages of CommonJS ask for Node's own modules by require
  writeFileSync(path, /\brequire\b/.test(code) ? `${hashbang}${requires}${code}` : text, { mode: hashbang ? 0o755 : 0o644 })
}
// hints and help name pages; pictures are for GitHub
cpSync(join(root, 'docs'), join(stage, 'docs'), { recursive: true, filter: (path) => !path.endsWith('.png') })
for (const file of ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'LICENSE', 'CHANGELOG.md', 'action.yml'])
  cpSync(join(root, file), join(stage, file))
writeFileSync(join(stage, 'LICENSES.txt'), licensesOf(made.flatMap((m) => Object.keys(m.metafile.inputs))))
writeFileSync(
  join(stage, 'package.json'),
  `${JSON.stringify({ ...published, files: [...published.files, 'docs', 'SECURITY.md', 'CONTRIBUTING.md', 'LICENSES.txt'] }, null, 2)}\n`,
)

/** Who wrote what is bundled, and under which terms. */
function licensesOf(inputs) {
  const folders = new Set(inputs.flatMap((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []))
  const parts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
    const file = readdirSync(join(root, folder)).find((f) => /^(?:licen[cs]e|copying)/i.test(f))
    const text = file === undefined ? '' : readFileSync(join(root, folder, file), 'utf8')
    return `${name} ${version}\n${license ?? ''}\n${text}`.trim()
  })
  return `${parts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`
}

console.log(`${outputFiles.length} files of ${programs.length} programs and the lab in ${relative(root, stage)}`)
