// shellcheck on every script of the repository, and on the host scripts as they are assembled
// for an instance. Needs a current build/ for the latter.
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
    printsNoFunction(scripts.filter((f) => f.startsWith('src/host/'))),
    check(wholes, []),
    check(parts, ['--shell=bash', '--exclude=SC2034,SC2154', '--source-path=SCRIPTDIR', '--external-sources']),
    // the parts were judged in full; a whole shows what only it can: bad joints, and names that nobody sets. shellcheck takes a name that
    // is an array in one function and a word in another for a mistake (SC2128, SC2178, SC2179), and a library's function is not called by every script (SC2120)
    check(assembled, ['--severity=warning', '--exclude=SC2120,SC2128,SC2178,SC2179', ...overlooked(parts)]),
  ].every(Boolean)
  console.log(`${wholes.length} scripts, ${parts.length} parts of host scripts, ${assembled.length} assembled host scripts`)
  process.exitCode = ok && wholes.length > 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function check(files, options) {
  if (files.length === 0) return true
  const { status, error } = spawnSync('shellcheck', ['--format=gcc', ...options, '--', ...files], { stdio: ['ignore', 2, 2] })
  if (error) throw new Error('shellcheck cannot be run (Debian package shellcheck)', { cause: error })
  return status === 0
}

/** bash up to 5.1 prints `>&"$fd"` as `&> "$fd"`: what it prints of a function is never run again. */
function printsNoFunction(files) {
  const found = files.flatMap((f) =>
    readFileSync(f, 'utf8')
      .split('\n')
      .flatMap((line, i) => (/^[^#]*\b(?:declare|typeset|export|local)\s+-\w*f\b/.test(line) ? [`${f}:${i + 1}: ${line.trim()}`] : [])),
  )
  for (const line of found) console.error(`${line}: a function is printed or exported`)
  return found.length === 0
}

/** What SSM is given, without the line of parameters: written to files so that shellcheck can read them. */
async function assembledHostScripts() {
  const built = join(root, 'build/src/host/assemble.js')
  if (!existsSync(built)) return []
  const { assemble, contracts, shebang } = await import(pathToFileURL(built).href)
  const { ownDocuments } = await import(pathToFileURL(join(root, 'build/src/host/document.js')).href)
  const { unpack } = await import(pathToFileURL(join(root, 'build/src/host/packed.js')).href)
  const texts = [
    ...Object.keys(contracts).map((name) => [name, `${shebang}\n${assemble(name).text}`]),
    // what a document puts between the agent's variables and the script
    ...ownDocuments().map(({ name, content }) => [name, unpack(JSON.parse(content).mainSteps[0].inputs.runCommand).join('\n')]),
  ]
  return texts.map(([name, text]) => {
    const file = join(folder, `${name}.sh`)
    writeFileSync(file, `${text}\n`)
    return file
  })
}

/** Assembling leaves comments behind, and with them what a part had shellcheck overlook. */
function overlooked(files) {
  const directives = files.flatMap((f) =>
    [...readFileSync(f, 'utf8').matchAll(/^\s*# shellcheck disable=(SC[0-9,SC]+)/gm)].map((m) => m[1]),
  )
  return directives.length > 0 ? [`--exclude=${[...new Set(directives.flatMap((d) => d.split(',')))].join(',')}`] : []
}

function hasShellShebang(file) {
  return /^#!.*\b(?:ba|da)?sh\b/.test(readFileSync(file, 'latin1').slice(0, 80))
}

function run(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`)
  return stdout
}
