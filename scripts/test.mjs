// npm test: the unit and scenario suites, on the compiled JavaScript. A word is a pattern of paths, `-t NAME` one of tests' names. `--deep`
// first: the suites on real kernels; then also `--markdown` or `--json`: what they saw, on stdout. Ends with the count of tests on a line of its own (on stderr beside a page).
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { globSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const out = mkdtempSync(join(tmpdir(), 'prism-test-'))
process.once('exit', () => rmSync(out, { recursive: true, force: true }))
const given = process.argv.slice(2)
const isDeep = given[0] === '--deep'
if (isDeep) given.shift()
const form = isDeep && ['--markdown', '--json'].includes(given[0]) ? given.shift() : undefined
const { values, positionals } = parseArgs({ args: given, allowPositionals: true, options: { name: { type: 'string', short: 't' } } })
const { glob, limit, processes } = isDeep
  ? { glob: 'build/test/deep/**/*.deep.js', limit: 600_000, processes: 4 }
  : { glob: 'build/test/**/*.test.js', limit: 180_000, processes: 3 }

const tellings = join(out, 'tellings.jsonl')
if (isDeep) {
  writeFileSync(tellings, '')
  process.env.PRISM_DEEP_TELLINGS = tellings
  const { default: buildImage } = await import('../build/test/deep/image.js')
  await buildImage()
}
const log = form ? console.error : console.log
const began = Date.now()
const wanted = positionals.map((word) => new RegExp(word, 'i'))
const files = globSync(glob, { cwd: root })
  .map((file) => join(root, file))
  .filter((file) => wanted.length === 0 || wanted.some((pattern) => pattern.test(file)))
// scenarios wait, and a large file takes longer than a small one
const weight = (file) => statSync(file).size * (file.includes('/scenario/') ? 1000 : 1)
const queue = files.map((file) => ({ file, weight: weight(file) })).sort((one, other) => other.weight - one.weight)
const testResults = []
await Promise.all(Array.from({ length: Math.min(processes, queue.length) }, work))

if (isDeep) {
  const { asJson, page, readTellings, whereTimeGoes } = await import('../build/test/deep/table.js')
  if (form === '--json') process.stdout.write(asJson({ testResults }, readTellings(tellings)))
  if (form === '--markdown') process.stdout.write(page({ testResults }, readTellings(tellings), (Date.now() - began) / 1000))
  console.error(`${whereTimeGoes({ testResults })}\n${Math.round((Date.now() - began) / 1000)} s in all`)
}
const tests = testResults.flatMap((file) => file.assertionResults)
const counted = (status) => tests.filter((t) => t.status === status).length
const failed = testResults.filter((file) => file.errors.length > 0 || file.assertionResults.some((t) => t.status === 'failed'))
for (const file of failed) log(`failed: ${relative(root, file.name)}`)
for (const t of tests) if (t.status === 'pending') log(`skipped: ${t.fullName}`)
log(`${counted('passed')} passed, ${counted('failed')} failed, ${counted('pending')} skipped`)
process.exit(counted('passed') === 0 || failed.length > 0 ? 1 : 0)

/** Runs files of the queue in a process until there are none; in another one after a file that ended its process. */
async function work() {
  const child = fork(join(root, 'scripts/test-files.mjs'), [String(limit), values.name ?? ''], {
    cwd: root,
    execArgv: ['--no-warnings', '--enable-source-maps'],
    stdio: ['ignore', 2, 2, 'ipc'],
  })
  for (let next = queue.shift(); next; next = queue.shift()) {
    const result = await resultOf(child, next.file)
    testResults.push(result)
    show(result)
    if (result.isLost) return work()
  }
  child.disconnect()
  // it has things to put away
  await once(child, 'exit')
}

function resultOf(child, file) {
  const startTime = Date.now()
  return new Promise((resolve) => {
    const lost = (code, signal) =>
      resolve({
        name: file,
        startTime,
        endTime: Date.now(),
        processor: [0, 0],
        assertionResults: [],
        errors: [`it ended its process (${signal ?? code})`],
        isLost: true,
      })
    child.once('exit', lost)
    child.once('message', (result) => {
      child.off('exit', lost)
      resolve(result)
    })
    child.send(file)
  })
}

function show({ name, startTime, endTime, processor: [own, started], assertionResults, errors }) {
  const failures = assertionResults.filter((t) => t.status === 'failed')
  const verdict = errors.length > 0 || failures.length > 0 ? 'FAIL' : 'PASS'
  const took = ((endTime - startTime) / 1000).toFixed(1)
  console.error(`${verdict} ${relative(root, name)} (${took} s; processor ${own.toFixed(1)} s, of programs ${started.toFixed(1)} s)`)
  for (const { fullName, failureMessages } of failures) console.error(`\n● ${fullName}\n\n${failureMessages.join('\n\n')}\n`)
  for (const error of errors) console.error(`\n${error}\n`)
}
