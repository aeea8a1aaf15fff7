// shellcheck on every script of the repository, and on the host scripts as they are assembled for an instance.
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
const scripts = tracked.filter((f) => f.endsWith('.sh') || (!/\.(?:[cm]?[jt]s|json|md|yml|txt|py)$/.test(f) && hasShellShebang(f)))
const folder = mkdtempSync(join(tmpdir(), 'prism-shell-'))
try {
  const assembled = await assembledHostScripts()
  // a file of src/host/**/lib is a part: it uses what its whole defines, so unused and unassigned names are judged in the whole
  const parts = scripts.filter((f) => f.startsWith('src/host/'))
  const wholes = scripts.filter((f) => !f.startsWith('src/host/'))
  const ok = [
    check(wholes, []),
    check(parts, ['--shell=bash', '--exclude=SC2034,SC2154', '--source-path=SCRIPTDIR', '--external-sources']),
    check(assembled, ['--shell=bash']),
  ].every(Boolean)
  console.log(`${wholes.length} scripts, ${parts.length} parts of host scripts, ${assembled.length} assembled host scripts`)
  process.exitCode = ok && wholes.length > 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function check(files, options) {
  if (files.length === 0) return true
  const { status, error } = spawnSync('shellcheck', [...options, '--', ...files], { stdio: ['ignore', 2, 2] })
  if (error) throw new Error('shellcheck cannot be run (Debian package shellcheck)', { cause: error })
  return status === 0
}

/** What SSM is given, without the line of parameters: written to files so that shellcheck can read them. */
async function assembledHostScripts() {
  const built = join(root, 'build/src/host/assemble.js')
  if (!existsSync(built)) return []
  const { assembled } = await import(pathToFileURL(built).href)
  if (typeof assembled !== 'function') throw new Error('build/src/host/assemble.js exports no function assembled(script)')
  return ['inspect', 'mount', 'unmount', 'sharing-test'].map((name) => {
    const file = join(folder, `${name}.sh`)
    writeFileSync(file, assembled(name))
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
