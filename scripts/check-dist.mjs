// dist/ is what the source builds: bundles once more into a folder of its own and compares byte for byte.
// Needs a current build/ (node scripts/build.mjs).
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle } from './bundle.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const fresh = mkdtempSync(join(tmpdir(), 'prism-dist-'))
try {
  bundle(fresh)
  const committed = join(root, 'dist')
  const names = [...new Set([...readdirSync(committed), ...readdirSync(fresh)])].sort()
  const stale = names.filter((name) => read(committed, name) !== read(fresh, name))
  for (const name of stale) console.error(`dist/${name} is not what the source builds`)
  if (stale.length > 0) console.error('Run `npm run package` and commit dist/.')
  else console.log(`${names.length} files of dist/ are what the source builds`)
  process.exitCode = stale.length > 0 || names.length === 0 ? 1 : 0
} finally {
  rmSync(fresh, { recursive: true, force: true })
}

/** As latin1, so that any byte counts; undefined where there is no such file. */
function read(folder, name) {
  try {
    return readFileSync(join(folder, name), 'latin1')
  } catch {
    return undefined
  }
}
