// Lays out what npm publishes in build/package/: the compiled programs and a manifest without what only developers need (Node 24 as a
// package is 189 MB). package.json itself is never rewritten, and is private, so that nothing is published past this folder:
// node scripts/stage-package.mjs && npm publish ./build/package
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const stage = join(root, 'build', 'package')

const {
  private: _,
  scripts,
  devDependencies,
  optionalDependencies,
  overrides,
  ...published
} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
rmSync(stage, { recursive: true, force: true })
mkdirSync(join(stage, 'build'), { recursive: true })
cpSync(join(root, 'build', 'src'), join(stage, 'build', 'src'), { recursive: true, filter: (path) => !path.endsWith('.map') })
for (const file of ['README.md', 'LICENSE', 'CHANGELOG.md', 'action.yml']) cpSync(join(root, file), join(stage, file))
writeFileSync(join(stage, 'package.json'), `${JSON.stringify(published, null, 2)}\n`)
