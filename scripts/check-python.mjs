// The host program: formatted and linted by ruff, typed by pyright (strict), its modules within their bounds, and its unit tests on every
// CPython from 3.6 to 3.13 that is here. Neither ruff nor pyright knows 3.6 any more, so 3.6 must be here: only running the tests on it
// shows that it is still understood. Ends with the count of tests. `--write` formats, and does nothing else.
import { execFileSync, spawn } from 'node:child_process'
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
/** Named by what they are for; S603 and the like judge modules that are banned anyway. */
const rules = ['E', 'F', 'W', 'B', 'I', 'S102', 'S104', 'S307', 'PIE', 'RET', 'SIM', 'UP032']
const ignored = ['E501', 'SIM105', 'SIM108', 'SIM115', 'RET505', 'B904', 'B023', 'SIM102', 'B018']
/** Runs our own text, whose SHA-256 it has checked. */
const loader = 'src/host/program/load.py'

const sources = [...python(program), ...python(tests)]
const problems = sources.flatMap(judge)
for (const problem of problems) console.error(problem)
if (write) process.exit(0)
execFileSync(process.execPath, [join(root, 'node_modules', 'pyright', 'index.js'), '--project', root], { stdio: ['ignore', 2, 2] })
if (problems.length > 0) process.exit(1)

const interpreters = Array.from({ length: 8 }, (_, i) => `3.${6 + i}`).flatMap((version) => interpreter(version) ?? [])
if (!interpreters.some(({ version }) => version === '3.6')) {
  console.error('There is no CPython 3.6 here (pyenv or PATH): hosts have it, and nothing else holds the program to it.')
  process.exit(1)
}
const results = []
// one after the other: some look for processes that another's tests would have too
for (const one of interpreters) {
  const first = await unitTests(one)
  // tests of sessions and limits wait for real time: what a busy machine made late is said, and tried once more
  if (first.failed > 0) console.log(`CPython ${one.version}: ${first.failed} failed, so all of it is run once more`)
  results.push(first.failed > 0 ? await unitTests(one) : first)
}
for (const { version, text } of results) console.log(`CPython ${version}: ${text}`)
const sum = (key) => results.reduce((total, result) => total + result[key], 0)
console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
process.exit(sum('failed') > 0 || sum('passed') === 0 ? 1 : 0)

function judge(file) {
  const name = relative(root, file)
  const text = readFileSync(file, 'utf8')
  // what the interpreter is given between single quotes is laid out by hand
  const workspace = new Workspace(
    { 'line-length': 140, 'target-version': 'py37', lint: { select: rules, ignore: ignored, isort: { 'known-first-party': ['prism'] } } },
    PositionEncoding.Utf8,
  )
  const sorted = write ? withSortedImports(workspace, text) : text
  const formatted = workspace.format(sorted)
  if (write) {
    if (formatted !== text) writeFileSync(file, formatted)
    return []
  }
  const found = workspace
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
function withSortedImports(workspace, text) {
  const lines = text.split('\n')
  for (const { code, fix } of workspace.check(text).reverse())
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

function unitTests({ version, path }) {
  const args = ['-B', '-W', 'error::SyntaxWarning', '-m', 'unittest', 'discover', '-s', tests, '-t', tests]
  const child = spawn(path, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PYTHONPATH: program } })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
  return new Promise((resolve) => {
    child.once('close', (code) => {
      const ran = Number(/^Ran (\d+) tests?/m.exec(said)?.[1] ?? 0)
      const count = (word) => Number(new RegExp(`${word}=(\\d+)`).exec(said)?.[1] ?? 0)
      const skipped = count('skipped')
      const failed = Math.max(count('failures') + count('errors'), code === 0 ? 0 : 1)
      if (failed > 0) console.error(`CPython ${version}:\n${said}`)
      for (const [line] of said.matchAll(/^.* \.\.\. skipped .*$/gm)) console.error(`CPython ${version}: ${line}`)
      resolve({ version, passed: ran - failed - skipped, failed, skipped, text: /^Ran .*$/m.exec(said)?.[0] ?? `exit ${code}` })
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
