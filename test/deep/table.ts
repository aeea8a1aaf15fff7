/** The page of a run of the deep lab: what was broken and what was said, as Markdown or JSON. */
import { readFileSync } from 'node:fs'
import { markdownTable } from 'markdown-table'
import { kernelFaults, notTried } from './kernel-faults.ts'
import type { Telling } from './telling.ts'

/** What scripts/test.mjs knows of a run's files, in the shape of jest's `--json`. */
export type JestResults = {
  readonly testResults: readonly {
    readonly name: string
    readonly startTime: number
    readonly endTime: number
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly title: string
      readonly status: string
      readonly duration?: number | null
    }[]
  }[]
}

type FaultTelling = Extract<Telling, { kind: 'fault' }>

/** Throws where a line is no JSON: the file is our own. */
export function readTellings(file: string): Telling[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Telling)
}

/** In the shape of the mutation suite's `--json`, scenarios beside. */
export function asJson(results: JestResults, tellings: readonly Telling[]): string {
  const faults = faultsOf(tellings).map(({ name, seen, cause, repaired }) => ({ name, seen, cause, repaired }))
  return `${JSON.stringify({ faults, scenarios: scenarios(results, tellings), notTried }, null, 2)}\n`
}

export function page(results: JestResults, tellings: readonly Telling[], seconds: number): string {
  return `# What was seen on real kernels
Made by \`npm run test:deep -- --markdown\`: User-Mode Linux kernels with Linux's own NFS 4.1 client and nfsd, TLS by stunnel, a switch
between them, one node with systemd as PID 1; the lab's AWS in front, and Prism's scripts as SSM delivers them. It took ${Math.round(seconds)} s here.

## Scenarios
${list(
  ['scenario', 'what was broken', 'what Prism said', 'tried'],
  scenarios(results, tellings).map((s) => [s.scenario, s.broken || '–', s.said || 'see the test', s.tried]),
)}

## Faults
One at a time, in a node that was green before; \`verify\` looks, then \`mount\` is repeated.

${list(
  ['fault', 'seen', 'row', 'cause', 'repeated mount repairs', 'right?', 'why it failed'],
  faultsOf(tellings).map((f) => [
    f.name,
    f.seen ? f.verdict : `no: ${f.verdict}`,
    f.row,
    f.cause,
    f.repaired ? 'yes' : 'no',
    f.right,
    f.why || '–',
  ]),
)}
${untold(tellings)}
## Not tried
${list(
  ['what', 'why'],
  notTried.map(({ name, why }) => [name, why]),
)}
`
}

/** Seconds of each test file and of its slowest tests, for the log. */
export function whereTimeGoes(results: JestResults): string {
  return results.testResults
    .map(({ name, startTime, endTime, assertionResults }) => {
      const tests = assertionResults.map((t) => `  ${Math.round((t.duration ?? 0) / 1000)} s ${t.title}`)
      return `${Math.round((endTime - startTime) / 1000)} s ${name.replace(/.*\//, '')}\n${tests.join('\n')}`
    })
    .join('\n')
}

function scenarios(results: JestResults, tellings: readonly Telling[]) {
  const faults = new Set(kernelFaults.map((fault) => fault.name))
  return results.testResults
    .flatMap((file) => file.assertionResults)
    .filter((t) => !faults.has(t.title.replace(/^is seen and named: /, '')))
    .map((t) => {
      const told = tellings.filter((one) => one.kind === 'scenario' && one.scenario === t.fullName)
      const words = (of: 'broken' | 'said') => told.map((one) => (one.kind === 'scenario' ? one[of] : '')).join('; ')
      return { scenario: t.fullName, broken: words('broken'), said: words('said'), tried: triedAs[t.status] ?? 'not tried' }
    })
}

const triedAs: Readonly<Record<string, string>> = { passed: 'yes', failed: 'yes, and it failed' }

/** Faults that this run did not come to. */
function untold(tellings: readonly Telling[]): string {
  const told = faultsOf(tellings).map((f) => f.name)
  const left = kernelFaults.filter(({ name }) => !told.includes(name)).map(({ name }) => name)
  return left.length === 0 ? '' : `\nNot tried in this run: ${left.join('; ')}.\n`
}

const faultsOf = (tellings: readonly Telling[]): FaultTelling[] =>
  kernelFaults.flatMap(({ name }) => tellings.filter((t): t is FaultTelling => t.kind === 'fault' && t.name === name).slice(-1))

const cell = (text: string): string => text.replace(/[|\\<>]/g, String.raw`\$&`).replace(/\s+/g, ' ')
const list = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  markdownTable([[...head], ...rows.map((row) => row.map(cell))], { alignDelimiters: false })
