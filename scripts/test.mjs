// npm test: the unit and scenario suites by jest, on the compiled JavaScript. `--deep` first: those on real kernels; then also
// `--markdown` or `--json`: what they saw, on stdout. Ends with the count of tests on a line of its own (on stderr beside a page).
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const out = mkdtempSync(join(tmpdir(), 'prism-test-'))
process.once('exit', () => rmSync(out, { recursive: true, force: true }))
const json = join(out, 'results.json')
const tellings = join(out, 'tellings.jsonl')
const given = process.argv.slice(2)
const isDeep = given[0] === '--deep'
if (isDeep) given.shift()
const form = isDeep && ['--markdown', '--json'].includes(given[0]) ? given.shift() : undefined
const log = form ? console.error : console.log
const began = Date.now()
if (isDeep) writeFileSync(tellings, '')
const jest = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--no-warnings',
    join(root, 'node_modules/jest/bin/jest.js'),
    '--config',
    join(root, isDeep ? 'jest.deep.config.json' : 'jest.config.json'),
    '--json',
    `--outputFile=${json}`,
    ...given,
  ],
  { stdio: ['ignore', 2, 2], cwd: root, env: isDeep ? { ...process.env, PRISM_DEEP_TELLINGS: tellings } : process.env },
)
let counts
try {
  counts = JSON.parse(readFileSync(json, 'utf8'))
} catch {
  log('jest wrote no results')
  process.exit(1)
}
if (isDeep) {
  const { asJson, page, readTellings, whereTimeGoes } = await import('../build/test/deep/table.js')
  if (form === '--json') process.stdout.write(asJson(counts, readTellings(tellings)))
  if (form === '--markdown') process.stdout.write(page(counts, readTellings(tellings), (Date.now() - began) / 1000))
  console.error(`${whereTimeGoes(counts)}\n${Math.round((Date.now() - began) / 1000)} s in all`)
}
for (const file of counts.testResults) for (const t of file.assertionResults) if (t.status === 'pending') log(`skipped: ${t.fullName}`)
log(`${counts.numPassedTests} passed, ${counts.numFailedTests} failed, ${counts.numPendingTests} skipped`)
process.exit(counts.numPassedTests === 0 || counts.numFailedTests > 0 || counts.numRuntimeErrorTestSuites > 0 ? 1 : (jest.status ?? 1))
