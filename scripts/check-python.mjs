// The host program: formatted and linted by ruff, typed by pyright (strict), its modules within their bounds, and its unit tests on every
// CPython from 3.6 to 3.13 that is here, several at a time. Neither ruff nor pyright knows 3.6 any more, so 3.6 must be here: only running
// the tests on it shows that it is still understood. Ends with the count of tests. `--write` formats, and does nothing else.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const program = join(root, 'src', 'host', 'program')
const tests = join(root, 'test', 'program')
const write = process.argv.includes('--write')
const longest = 150
/** What costs milliseconds at every start, or starts a shell. */
const banned = new Set(
  'asyncio collections concurrent dataclasses datetime enum glob hashlib inspect json logging multiprocessing os pathlib random re shlex shutil signal socket subprocess tempfile threading typing urllib'.split(
    ' ',
  ),
)
/** Pythons at once: their tests wait half of the time. */
const atOnce = 4
/** What hangs is ended; the tests have no limits of their own. */
const minutesEach = 10
/** Named by what they are for; S603 and the like judge modules that are banned anyway. */
const rules = ['E', 'F', 'W', 'B', 'I', 'S102', 'S104', 'S307', 'PIE', 'RET', 'SIM', 'UP032']
const ignored = ['E501', 'SIM105', 'SIM108', 'SIM115', 'RET505', 'B904', 'B023', 'SIM102', 'B018']
/** Runs our own text, whose SHA-256 it has checked. */
const loader = 'src/host/program/load.py'

// what the interpreter is given between single quotes is laid out by hand
const ruff = new Workspace(
  { 'line-length': 140, 'target-version': 'py37', lint: { select: rules, ignore: ignored, isort: { 'known-first-party': ['prism'] } } },
  PositionEncoding.Utf8,
)
const sources = [...python(program), ...python(tests)]
const problems = sources.flatMap(judge)
for (const problem of problems) console.error(problem)
if (write) process.exit(0)
if (problems.length > 0) process.exit(1)

const interpreters = Array.from({ length: 8 }, (_, i) => `3.${6 + i}`).flatMap((version) => interpreter(version) ?? [])
if (!interpreters.some(({ version }) => version === '3.6')) {
  console.error('There is no CPython 3.6 here (pyenv or PATH): hosts have it, and nothing else holds the program to it.')
  process.exit(1)
}
const waiting = [...interpreters]
const results = []
const lane = async () => {
  for (let next = waiting.shift(); next; next = waiting.shift()) results.push(await unitTests(next))
}
const [typed] = await Promise.all([pyright(), ...Array.from({ length: atOnce }, lane)])
if (!typed) process.exit(1)
results.sort((a, b) => interpreters.indexOf(a.interpreter) - interpreters.indexOf(b.interpreter))
for (const { interpreter, text } of results) console.log(`CPython ${interpreter.version}: ${text}`)
const sum = (key) => results.reduce((total, result) => total + result[key], 0)
console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
process.exit(sum('failed') > 0 || sum('passed') === 0 ? 1 : 0)

function judge(file) {
  const name = relative(root, file)
  const text = readFileSync(file, 'utf8')
  const sorted = write ? withSortedImports(text) : text
  const formatted = ruff.format(sorted)
  if (write) {
    if (formatted !== text) writeFileSync(file, formatted)
    return []
  }
  const found = ruff
    .check(text)
    .filter((d) => !(name === loader && d.code === 'S102'))
    .map((d) => `${name}:${d.start_location.row}: ${d.code} ${d.message}`)
  if (formatted !== text) found.push(`${name}: not formatted (npm run format)`)
  if (!file.startsWith(program)) return found
  const lines = text.split('\n').length - 1
  if (lines > longest) found.push(`${name}: ${lines} lines; a module is one thought of at most ${longest}`)
  for (const [i, line] of text.split('\n').entries()) {
    const [, module] = /^(?:from|import) ([a-z_]+)/.exec(line) ?? []
    if (module && banned.has(module) && name !== 'src/host/program/prism/core/digest.py')
      found.push(`${name}:${i + 1}: ${module} costs too much at each start, or starts a shell`)
    if (/[^\n\x20-\x7e]/.test(line)) found.push(`${name}:${i + 1}: not ASCII`)
  }
  return found
}

/** Ruff's own edits, last first. */
function withSortedImports(text) {
  const lines = text.split('\n')
  for (const { code, fix } of ruff.check(text).reverse())
    for (const { content, location, end_location } of code === 'I001' ? (fix?.edits ?? []) : [])
      lines.splice(location.row - 1, end_location.row - location.row, ...(content ?? '').replace(/\n$/, '').split('\n'))
  return lines.join('\n')
}

function interpreter(version) {
  const pyenv = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions')
  const there = existsSync(pyenv) ? readdirSync(pyenv).filter((name) => name.startsWith(`${version}.`)) : []
  const paths = [
    ...there.map((name) => join(pyenv, name, 'bin', 'python3')),
    ...(process.env.PATH ?? '').split(':').map((folder) => join(folder, `python${version}`)),
  ]
  const path = paths.find((candidate) => existsSync(candidate) && !candidate.includes('/shims/'))
  return path && { version, path }
}

/** Whether the types are right; what is wrong goes to stderr. */
function pyright() {
  const args = [join(root, 'node_modules', 'pyright', 'index.js'), '--project', root]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 2, 2] })
  return new Promise((resolve) => child.once('close', (code) => resolve(code === 0)))
}

/** test/program/run.py, which ends with its counts as JSON. What it said is shown where something failed. */
function unitTests(one) {
  const { version, path } = one
  const child = spawn(path, ['-B', '-W', 'error::SyntaxWarning', join(tests, 'run.py')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PYTHONPATH: program },
    timeout: minutesEach * 60_000,
    killSignal: 'SIGKILL',
  })
  let said = ''
  let counts = ''
  child.stdout.on('data', (chunk) => (counts += chunk))
  child.stderr.on('data', (chunk) => (said += chunk))
  return new Promise((resolve) => {
    child.once('close', (code, signal) => {
      const ended = { passed: 0, failed: 1, skipped: [], seconds: 0, slowest: [] }
      const { passed, failed, skipped, seconds, slowest } = counts === '' ? ended : JSON.parse(counts.trim().split('\n').at(-1))
      if (code !== 0 || failed > 0) console.error(`CPython ${version}, exit ${code ?? signal}:\n${said}`)
      for (const [test, why] of skipped) console.error(`CPython ${version}: ${test} ... skipped: ${why}`)
      const slow = slowest.map(([took, test]) => `${test.split('.').at(-1)} ${took.toFixed(1)} s`).join(', ')
      const text = `${passed} passed in ${Math.round(seconds)} s (${slow})`
      resolve({ interpreter: one, passed, failed: Math.max(failed, code === 0 ? 0 : 1), skipped: skipped.length, text })
    })
  })
}

function python(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? python(path) : entry.name.endsWith('.py') ? [path] : []
  })
}
