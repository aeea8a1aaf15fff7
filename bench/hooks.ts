/**
 * How soon a signed delivery is acknowledged. The real App, as npm installs it, which answers when the delivery is synced to its store, on SQLite and on PostgreSQL; beside it bare Probot
 * and Octokit's middleware, which check the signature, parse and store nothing. Each delivery is another comment with a quoted `/prism`, so
 * that it is kept, worked on and settled, and nothing is asked of GitHub or AWS. The cases take turns.
 *   npm run bench:hooks [-- --json] [-- --rate N] [-- --seconds N] [-- --runs N]
 */
import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { appEnvironment, webhookPath } from '../src/demo/start-app.ts'
import { signatureOf } from '../src/lab/github/deliveries.ts'
import { startLabGitHub } from '../src/lab/github/start.ts'
import { postgresPrograms, startPostgres } from '../test/support/postgres.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rate: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '10' },
    runs: { type: 'string', default: '3' },
  },
})
const [rate, seconds, runs] = [Number(values.rate), Number(values.seconds), Number(values.runs)]
/** Connections of the measurement of throughput. */
const lanes = 32

type Server = { readonly url: string; readonly child: ChildProcess }
type Row = {
  readonly p50: number
  readonly p99: number
  readonly worst: number
  readonly perSecond: number
  readonly mib: number
  readonly mostMib: number
}

const folder = mkdtempSync(join(tmpdir(), 'prism-hooks-'))
const github = await startLabGitHub({ repositories: [{ fullName: 'octo/repo', issues: [{ number: 1, title: 't' }] }] })
const secret = github.app.webhookSecret
const agent = new Agent({ keepAlive: true, maxSockets: 512 })

type Example = { readonly name: string; readonly examples: readonly { readonly action?: string; readonly comment?: object }[] }
const examples = createRequire(import.meta.url)('@octokit/webhooks-examples/api.github.com/index.json') as readonly Example[]
const [example] = examples.filter((e) => e.name === 'issue_comment').flatMap((e) => e.examples.filter((x) => x.action === 'created'))
const { comment, sender } = example as unknown as { readonly comment: object; readonly sender: { readonly id: number } }
let sent = 0

/** GitHub's own example as another comment, signed. */
function delivery(): { readonly body: string; readonly headers: Readonly<Record<string, string>> } {
  const id = 1_000_000_000 + ++sent
  const user = { id: sender.id, login: 'octocat', type: 'User' }
  const said = { ...comment, id, user, body: '> /prism mount research-data web-1\n\nDone, thanks.' }
  const body = JSON.stringify({ ...example, comment: said, installation: { id: 1 } })
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'x-github-event': 'issue_comment',
    'x-github-delivery': `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
    'x-hub-signature-256': signatureOf(secret, body),
  }
  return { body, headers }
}

/** Milliseconds from `due` to the whole answer. */
function deliver(url: string, due: number, { body, headers } = delivery()): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume()
      answer.on('end', () => {
        if ((answer.statusCode ?? 500) < 300) resolve(performance.now() - due)
        else reject(new Error(`${url} answers ${answer.statusCode}`))
      })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

/** So many a second, whether the ones before are answered or not; late sending counts as late. */
async function steadily(url: string): Promise<number[]> {
  const began = performance.now()
  const answers: Promise<number>[] = []
  for (let n = 0; n < rate * seconds; n++) {
    const due = began + (n * 1_000) / rate
    const left = due - performance.now()
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left))
    answers.push(deliver(url, due))
  }
  return Promise.all(answers)
}

/** As many as it takes, from 32 connections. */
async function perSecond(url: string): Promise<number> {
  const until = performance.now() + (seconds * 1_000) / 2
  let done = 0
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (; performance.now() < until; done++) await deliver(url, performance.now())
    }),
  )
  return done / (seconds / 2)
}

const root = join(import.meta.dirname, '../..')
spawnSync(process.execPath, [join(root, 'scripts/stage-package.mjs')], { stdio: ['ignore', 'ignore', 'inherit'] })

async function theApp(store: string): Promise<Server> {
  const child = spawn(process.execPath, [join(root, 'build/package/build/src/entrypoints/app/bin.js')], {
    env: {
      PATH: process.env.PATH,
      ...appEnvironment(
        { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x', AWS_ENDPOINT_URL: github.url },
        github,
      ),
      PRISM_STORE: store,
      HOST: '127.0.0.1',
      PORT: '0',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    let log = ''
    child.once('exit', () => reject(new Error(`the App did not start:\n${log}`)))
    child.stderr.on('data', (said: Buffer) => {
      log = (log + said.toString()).slice(-20_000)
      const found = /"url":"([^"]+)"/.exec(log)?.[1]
      if (found !== undefined) resolve(found)
    })
  })
  return { url: `${url}${webhookPath}`, child }
}

async function peer(kind: 'probot' | 'octokit'): Promise<Server> {
  const child = fork(join(import.meta.dirname, 'start-server.js'), [kind, secret], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  return { url: await new Promise<string>((resolve) => child.once('message', (url) => resolve(String(url)))), child }
}

const peakMib = ({ child }: Server): number =>
  Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024

const quantile = (sorted: readonly number[], q: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))]!
const median = (all: readonly number[]): number =>
  quantile(
    all.toSorted((a, b) => a - b),
    0.5,
  )

const postgres = postgresPrograms().bin === undefined ? undefined : await startPostgres()
const servers: Record<string, Server> = {}
try {
  servers['Prism, SQLite'] = await theApp(`sqlite:${join(folder, 'app.db')}`)
  if (postgres) servers['Prism, PostgreSQL'] = await theApp(await postgres.database())
  servers.Probot = await peer('probot')
  servers['Octokit’s middleware'] = await peer('octokit')
  const measured = Object.entries(servers).map(([name, server]) => ({
    name,
    server,
    latencies: [] as number[],
    mib: [] as number[],
    throughput: [] as number[],
  }))
  // an App checks itself at its start, and loads for that what speaks to AWS
  for (const { server } of measured) await steadily(server.url)
  for (let run = 0; run < runs; run++)
    for (const { server, latencies, mib, throughput } of measured) {
      latencies.push(...(await steadily(server.url)))
      mib.push(peakMib(server))
      throughput.push(await perSecond(server.url))
    }
  const rows = Object.fromEntries(
    measured.map(({ name, server, latencies, mib, throughput }): [string, Row] => {
      const sorted = latencies.toSorted((a, b) => a - b)
      const [p50, p99] = [quantile(sorted, 0.5), quantile(sorted, 0.99)]
      return [name, { p50, p99, worst: sorted.at(-1)!, perSecond: median(throughput), mib: mib[0]!, mostMib: peakMib(server) }]
    }),
  )
  process.stdout.write(
    values.json ? `${JSON.stringify({ rate, seconds, runs, bytes: delivery().body.length, rows }, null, 2)}\n` : tableOf(rows),
  )
} finally {
  for (const { child } of Object.values(servers)) child.kill('SIGKILL')
  agent.destroy()
  await postgres?.stop()
  await github.stop()
  rmSync(folder, { recursive: true, force: true })
}

function tableOf(rows: Readonly<Record<string, Row>>): string {
  const head = `| ${rate} a second | p50, ms | p99, ms | worst, ms | MiB | most a second | MiB then |\n|---|---|---|---|---|---|---|\n`
  const lines = Object.entries(rows).map(
    ([name, { p50, p99, worst, perSecond: most, mib, mostMib }]) =>
      `| ${name} | ${[p50, p99, worst].map((n) => n.toFixed(1)).join(' | ')} | ${mib.toFixed(0)} | ${most.toFixed(0)} | ${mostMib.toFixed(0)} |\n`,
  )
  return `${head}${lines.join('')}${postgres ? '' : '\nPostgreSQL is not installed here, so it was left out.\n'}`
}
