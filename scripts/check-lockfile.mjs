// The lockfile names packages by version and hash, and nowhere a place to fetch them from but npm's own registry.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
const found = []
for (const [path, entry] of Object.entries(packages)) {
  if (path === '') continue
  if (entry.resolved !== undefined && !entry.resolved.startsWith('https://registry.npmjs.org/'))
    found.push(`${path}: is to be fetched from elsewhere`)
  if (entry.link || entry.inBundle) continue
  if (!/^sha512-/.test(entry.integrity ?? '')) found.push(`${path}: has no sha512`)
}
for (const sentence of found) console.error(`package-lock.json: ${sentence}`)
console.log(`${Object.keys(packages).length - 1} packages, ${found.length} problems`)
process.exitCode = found.length > 0 ? 1 : 0
