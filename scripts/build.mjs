// Builds build/ from src/ and test/: embeds the host program, compiles, and copies what is not TypeScript.
// With --package it also bundles the Action into dist/. Skips itself when nothing changed since the last build.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const build = join(root, 'build')
const stamp = join(build, '.stamp')

await embedHostProgram()
const sources = ['src', 'test', 'bench']
  .flatMap((d) => files(join(root, d)))
  .concat(['tsconfig.json', 'package-lock.json', 'scripts/build.mjs'].map((f) => join(root, f)))
const digest = createHash('sha256')
for (const file of sources.sort()) digest.update(relative(root, file)).update(readFileSync(file))
const now = digest.digest('hex')

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== now) {
  rmSync(build, { recursive: true, force: true })
  execFileSync(join(root, 'node_modules', '.bin', 'tsc'), ['-p', root], { stdio: ['ignore', 2, 2] })
  for (const file of sources)
    if (
      (!file.endsWith('.ts') && !file.endsWith('.json')) ||
      file.includes('/fixtures/') ||
      (file.includes('/src/') && file.endsWith('.json'))
    ) {
      const to = join(build, relative(root, file))
      if (relative(root, file).includes('/')) {
        mkdirSync(dirname(to), { recursive: true })
        cpSync(file, to)
      }
    }
  for (const entrypoint of ['cli', 'app', 'api']) {
    const main = join(build, 'src', 'entrypoints', entrypoint, 'bin.js')
    if (existsSync(main)) chmodSync(main, 0o755)
  }
  writeFileSync(stamp, now)
}

if (process.argv.includes('--package')) {
  // chunks of an earlier bundle would stay
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  const { bundle } = await import('./bundle.mjs')
  bundle(join(root, 'dist'))
}

/** src/host/embedded.ts holds the start, what loads a program, and the program of each job as it is sent, so that a bundle needs no file beside it. */
async function embedHostProgram() {
  const host = join(root, 'src', 'host')
  const program = join(host, 'program')
  const parts = [
    ...files(program),
    join(root, 'scripts', 'host-program.mjs'),
    join(root, 'scripts', 'python-names.mjs'),
    join(root, 'scripts', 'python-tokens.mjs'),
    join(host, 'start.sh'),
  ]
  const digest = createHash('sha256')
  for (const file of parts.filter((f) => !f.includes('__pycache__')).sort()) digest.update(relative(root, file)).update(readFileSync(file))
  const head = `// Made by scripts/build.mjs of ${digest.digest('hex')}; not committed.`
  const out = join(host, 'embedded.ts')
  if (existsSync(out) && readFileSync(out, 'utf8').startsWith(head)) return
  // not at the top: the packages may not be installed yet
  const { hostProgram } = await import('./host-program.mjs')
  const jobs = readdirSync(join(program, 'prism', 'jobs'))
    .filter((name) => name.endsWith('.py'))
    .sort()
  const programs = Object.fromEntries(jobs.map((name) => [name.slice(0, -3).replace('_', '-'), hostProgram(program, name.slice(0, -3))]))
  const text = [
    head,
    `export const start = ${JSON.stringify(readFileSync(join(host, 'start.sh'), 'utf8'))}`,
    `export const load = ${JSON.stringify(readFileSync(join(program, 'load.py'), 'utf8'))}`,
    'export type Program = { readonly text: string; readonly sha256: string; readonly packed: string }',
    `export const programs: Readonly<Record<string, Program>> = ${JSON.stringify(programs)}`,
    '',
  ]
  writeFileSync(out, text.join('\n'))
}

function files(dir) {
  if (!existsSync(dir)) return []
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name)
    return statSync(path).isDirectory() ? files(path) : [path]
  })
}
