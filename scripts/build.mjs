// Builds build/ from src/ and test/: embeds the host scripts as text, compiles, and copies what is not TypeScript.
// With --package it also bundles the Action into dist/. Skips itself when nothing changed since the last build.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const build = join(root, 'build')
const stamp = join(build, '.stamp')

embedHostScripts()
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
  for (const door of ['cli', 'app', 'api']) {
    const main = join(build, 'src', 'doors', door, 'main.js')
    if (existsSync(main)) chmodSync(main, 0o755)
  }
  writeFileSync(stamp, now)
}

if (process.argv.includes('--package')) {
  // chunks of an earlier bundle would stay
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  execFileSync(
    join(root, 'node_modules', '.bin', 'ncc'),
    ['build', 'build/src/doors/action/main.js', '-o', 'dist', '--license', 'LICENSES.txt'],
    { cwd: root, stdio: ['ignore', 2, 2] },
  )
}

/** src/host/embedded.ts holds the start and every module of the host program as text, so that a bundle needs no file beside it. */
function embedHostScripts() {
  const host = join(root, 'src', 'host')
  const scripts = files(host)
    .filter((f) => f.endsWith('.sh') || f.endsWith('.py'))
    .sort()
  const entries = scripts.map((f) => `  ${JSON.stringify(relative(host, f))}: ${JSON.stringify(readFileSync(f, 'utf8'))},`)
  const text = [
    '// Made by scripts/build.mjs from the .sh and .py files beside it; not committed.',
    'export const embedded: Readonly<Record<string, string>> = {',
    ...entries,
    '}',
    '',
  ].join('\n')
  const out = join(host, 'embedded.ts')
  if (!existsSync(out) || readFileSync(out, 'utf8') !== text) writeFileSync(out, text)
}

function files(dir) {
  if (!existsSync(dir)) return []
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name)
    return statSync(path).isDirectory() ? files(path) : [path]
  })
}
