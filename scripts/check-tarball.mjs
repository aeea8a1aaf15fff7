// What `npm install -g prism-efs` would give somebody: packs the staged folder, installs the tarball into an empty prefix, and runs its programs
// there with nothing of the repository in reach.
import { spawn, spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const folder = mkdtempSync(join(tmpdir(), 'prism-tarball-'))
const prefix = join(folder, 'prefix')
const mostBytes = 25 * 2 ** 20
try {
  for (const script of ['build', 'stage-package']) run(process.execPath, [join(root, 'scripts', `${script}.mjs`)], root)
  const [packed] = JSON.parse(run('npm', ['pack', './build/package', '--json', '--loglevel=error', '--pack-destination', folder], root))
  const paths = packed.files.map((f) => f.path)
  const strangers = paths.filter(
    (p) =>
      !/^(?:build\/src\/|dist\/|schema\/|docs\/.*\.(?:md|yml|py)$|(?:package\.json|action\.yml|LICENSES\.txt|(?:README|SECURITY|CONTRIBUTING|CHANGELOG)\.md|LICENSE)$)/.test(
        p,
      ),
  )
  if (strangers.length > 0) throw new Error(`the tarball holds what it should not: ${strangers.join(', ')}`)

  // in small letters: those of packages are not ours
  const pages = new Set(
    paths
      .filter((p) => p.endsWith('.js'))
      .flatMap((p) => readFileSync(join(root, 'build', 'package', p), 'utf8').match(/\bdocs\/[a-z-]+\.md\b/g) ?? []),
  )
  const absent = [...pages].filter((p) => !paths.includes(p))
  if (pages.size < 5 || absent.length > 0)
    throw new Error(`the programs name ${pages.size} pages; not in the tarball: ${absent.join(', ')}`)

  mkdirSync(prefix)
  run(
    'npm',
    ['install', '--global', '--prefix', prefix, '--no-audit', '--no-fund', '--loglevel=error', join(folder, packed.filename)],
    folder,
  )
  const modules = join(prefix, 'lib', 'node_modules', packed.name)
  const everything = readdirSync(prefix, { recursive: true, withFileTypes: true })
  const others = everything.filter((e) => e.name === 'package.json' && e.parentPath !== modules).map((e) => e.parentPath)
  if (others.length > 0) throw new Error(`installing the tarball brings others along: ${others.join(', ')}`)
  const weight = everything.filter((e) => e.isFile()).reduce((sum, e) => sum + statSync(join(e.parentPath, e.name)).size, 0)
  if (weight > mostBytes) throw new Error(`the installation weighs ${weight} bytes; at most ${mostBytes}`)

  const prism = join(prefix, 'bin', 'prism')
  const help = run(prism, ['--help'], folder)
  if (!/\bvolume\b/.test(help)) throw new Error(`prism --help says nothing of volumes:\n${help}`)
  // what is loaded only when it is asked for: the SDKs, YAML, the App with Probot, the API with its server
  expectEnd(prism, ['volume', 'list', '--json'], 4, /"aws-unreachable"/)
  expectEnd(prism, ['setup', '--print-iam', '--format', 'cloudformation'], 0, /^AWSTemplateFormatVersion/)
  expectEnd(prism, ['lab', 'break'], 0, /^fstab: the line is missing$/m)
  expectEnd(join(prefix, 'bin', 'prism-app'), ['--check'], 1, /prism-app cannot do its work before the points marked ✗ are fixed/)
  await expectListening(join(prefix, 'bin', 'prism-app'), { PRISM_LEDGER: 'on', PRISM_STORE: 'memory', HOST: '127.0.0.1', PORT: '0' })
  expectEnd(join(prefix, 'bin', 'prism-api'), [], 2, /PRISM_API_TOKENS is empty/)
  const programs = readdirSync(join(prefix, 'bin'))
  console.log(
    `${packed.filename}: ${paths.length} files, ${Math.ceil(packed.size / 1024)} KiB; ${Math.ceil(weight / 2 ** 20)} MiB installed, in one package; installs ${programs.join(', ')}, which run`,
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Nothing listens at these addresses, and no file of this machine is read. */
function environment() {
  const { publicKey: _, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const nowhere = 'http://127.0.0.1:9'
  return {
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    HOME: folder,
    ...{ AWS_ENDPOINT_URL: nowhere, AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example' },
    ...{
      AWS_MAX_ATTEMPTS: '1',
      APP_ID: '1',
      PRIVATE_KEY: privateKey,
      WEBHOOK_SECRET: 'a random text that nobody knows',
      GITHUB_API_URL: nowhere,
    },
  }
}

function expectEnd(program, args, code, says) {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8', env: environment() })
  if (status !== code || !says.test(stdout + stderr))
    throw new Error(`${program} ${args.join(' ')} ended with ${status}, not ${code} and ${says}:\n${stdout}${stderr}`)
}

/** It starts, with a ledger to keep. */
async function expectListening(program, env) {
  const child = spawn(program, [], { cwd: folder, env: { ...environment(), ...env }, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text
    if (said.includes('"message":"listening"')) child.kill('SIGTERM')
  })
  const [status, signal] = await new Promise((resolve) => child.once('close', (...how) => resolve(how)))
  // told so in the same moment it may not hear signals yet
  if ((status !== 0 && signal !== 'SIGTERM') || !said.includes('"message":"listening"'))
    throw new Error(`${program} ended with ${status ?? signal} and did not come to listen:\n${said}`)
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
