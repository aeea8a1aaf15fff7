// shellcheck on every script of the repository, and on what stands around the host program as SSM is given it: run by hosts' own sh, so
// held to POSIX. Needs a current build/ for the latter.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
process.chdir(root)

const tracked = run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'])
  .split('\0')
  .filter((f) => f !== '' && existsSync(f))
// the start is a part: what it reads is set in the lines before it; attackers' programs are no model of anything
const apart = (f) => f === 'src/host/start.sh' || f.startsWith('test/hostile/programs/')
const scripts = tracked.filter(
  (f) => !apart(f) && (f.endsWith('.sh') || (!/\.(?:[cm]?[jt]s|json|md|yml|txt|py)$/.test(f) && hasShellShebang(f))),
)
const strayed = scripts.filter((f) => f.startsWith('src/host/'))
for (const file of strayed) console.error(`${file}: the start is the only shell on a host`)
const folder = mkdtempSync(join(tmpdir(), 'prism-shell-'))
try {
  const sent = await sentToHosts()
  const ok = [check(scripts, []), check(sent, ['--shell=sh', '--exclude=SC2154'])].every(Boolean)
  const long = readFileSync('src/host/start.sh', 'utf8').trimEnd().split('\n').length
  if (long > 40) console.error(`src/host/start.sh: ${long} lines; the start has at most 40`)
  console.log(`${scripts.length} scripts, ${sent.length} starts as they are sent`)
  process.exitCode = ok && strayed.length === 0 && long <= 40 && scripts.length > 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function check(files, options) {
  if (files.length === 0) return true
  const { status, error } = spawnSync('shellcheck', ['--format=gcc', ...options, '--', ...files], { stdio: ['ignore', 2, 2] })
  if (error) throw new Error('shellcheck cannot be run (Debian package shellcheck)', { cause: error })
  return status === 0
}

/** Written to files so that shellcheck can read them. */
async function sentToHosts() {
  const built = join(root, 'build/src/host/document.js')
  if (!existsSync(built)) return []
  const { ownDocuments } = await import(pathToFileURL(built).href)
  return ownDocuments().map(({ name, content }) => {
    const file = join(folder, `${name}.sh`)
    writeFileSync(file, `${JSON.parse(content).mainSteps[0].inputs.runCommand.join('\n')}\n`)
    return file
  })
}

function hasShellShebang(file) {
  return /^#!.*\b(?:ba|da)?sh\b/.test(readFileSync(file, 'latin1').slice(0, 80))
}

function run(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`)
  return stdout
}
