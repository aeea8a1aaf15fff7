// npm test: the unit and scenario suites by jest, on the compiled JavaScript; `--deep` first: those on real kernels. Ends with the count of tests on a line of its own.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const out = mkdtempSync(join(tmpdir(), 'prism-test-'))
const json = join(out, 'results.json')
const given = process.argv.slice(2)
const config = given[0] === '--deep' ? 'jest.deep.config.json' : 'jest.config.json'
if (given[0] === '--deep') given.shift()
const jest = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--no-warnings',
    join(root, 'node_modules/jest/bin/jest.js'),
    '--config',
    join(root, config),
    '--json',
    `--outputFile=${json}`,
    ...given,
  ],
  { stdio: ['ignore', 2, 2], cwd: root },
)
let counts
try {
  counts = JSON.parse(readFileSync(json, 'utf8'))
} catch {
  console.log('jest wrote no results')
  process.exit(1)
} finally {
  rmSync(out, { recursive: true, force: true })
}
for (const file of counts.testResults)
  for (const t of file.assertionResults) if (t.status === 'pending') console.log(`skipped: ${t.fullName}`)
console.log(`${counts.numPassedTests} passed, ${counts.numFailedTests} failed, ${counts.numPendingTests} skipped`)
process.exit(counts.numPassedTests === 0 || counts.numFailedTests > 0 || counts.numRuntimeErrorTestSuites > 0 ? 1 : (jest.status ?? 1))
