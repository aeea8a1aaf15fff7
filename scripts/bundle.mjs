// Bundles the Action with ncc. Its chunks get the name of what they are loaded for, so that a change of one file renames no other
// in a diff; webpack numbers them by a hash of their paths.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Bundles build/ into `folder`, an absolute path that does not exist yet. Throws where a chunk would get another's name. */
export function bundle(folder) {
  const scratch = mkdtempSync(join(tmpdir(), 'prism-bundle-'))
  const stats = join(scratch, 'stats.json')
  try {
    execFileSync(
      join(root, 'node_modules', '.bin', 'ncc'),
      ['build', 'build/src/entrypoints/action/main.js', '-o', folder, '--license', 'LICENSES.txt', '--stats-out', stats, '--quiet'],
      { cwd: root, stdio: ['ignore', 2, 2] },
    )
    const chunks = JSON.parse(readFileSync(stats, 'utf8')).chunks.filter((c) => !c.entry)
    const short = chunks.map((chunk) => nameOf(chunk, 1))
    // files of one name in two folders
    const names = new Map(
      chunks.map((chunk, i) => [chunk.id, short.indexOf(short[i]) === short.lastIndexOf(short[i]) ? short[i] : nameOf(chunk, 2)]),
    )
    if (new Set(names.values()).size < names.size)
      throw new Error(`two chunks of the bundle have one name: ${[...names.values()].join(', ')}`)
    for (const [id, name] of names) renameSync(join(folder, `${id}.index.js`), join(folder, name))
    const index = join(folder, 'index.js')
    const text = readFileSync(index, 'utf8')
    const numbered = 'return "" + chunkId + ".index.js";'
    if (text.split(numbered).length !== 2) throw new Error('ncc names its chunks in another way than this script knows')
    const named = [...names].map(([id, name]) => `${JSON.stringify(id)}: ${JSON.stringify(name)}`)
    writeFileSync(index, text.replace(numbered, `return { ${named.join(', ')} }[chunkId];`))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** `prism.js`, or `vendor-client-ec2-client-ssm.js` for what several chunks share. */
function nameOf({ reason = '', origins }, parts) {
  const requests = [
    ...new Set(
      origins.map((o) =>
        o.request
          .replace(/\.js$/, '')
          .split('/')
          .slice(-parts)
          .join('-')
          .replace(/^[.-]+/, ''),
      ),
    ),
  ].sort()
  return `${reason.startsWith('split chunk') ? 'vendor-' : ''}${requests.join('-')}.js`
}
