// While npm packs, package.json goes without what only developers need: Node 24 as a package (189 MB, unpacked) would otherwise be
// installed with every `npm install prism-efs`. `prepack` strips it, `postpack` puts the file back as it was.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const manifest = join(root, 'package.json')
const kept = join(root, 'build', 'package.json.kept')

switch (process.argv[2]) {
  case 'strip': {
    const text = readFileSync(manifest, 'utf8')
    // a pack that was cut off left the stripped one behind; the kept one is still the true one
    if (existsSync(kept)) break
    const { optionalDependencies: _, devDependencies: __, overrides: ___, ...published } = JSON.parse(text)
    mkdirSync(dirname(kept), { recursive: true })
    writeFileSync(kept, text)
    writeFileSync(manifest, `${JSON.stringify(published, null, 2)}\n`)
    break
  }
  case 'restore':
    if (existsSync(kept)) renameSync(kept, manifest)
    break
  default:
    console.error('usage: publish-manifest.mjs strip|restore')
    process.exitCode = 2
}
