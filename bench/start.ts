/**
 * What Prism costs before it has done anything: processor time of the command line's help, as npm installs it and as it is built, and of the packaged Action up to its first error, as
 * multiples of a Node that runs an empty file; and of a webhook delivery that has nothing to do with Prism, beside bare Probot that is given the
 * same. Medians; the cases take turns, so that a busy machine is busy for all of them.
 *   npm run bench:start [-- --json] [-- --runs N]
 */
import { fork, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { signatureOf } from '../src/lab/github/deliveries.ts'

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, runs: { type: 'string', default: '15' } } })
const runs = Number(values.runs)
const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'prism-bench-start-'))
const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!

/** Tells what it used of the processor, when it ends. */
const telling = `process.on('exit', () => { const { user, system } = process.cpuUsage(); require('node:fs').writeSync(3, String((user + system) / 1000)) })`

function milliseconds(file: string, args: readonly string[], env: Readonly<Record<string, string>>): number {
  const { output } = spawnSync(process.execPath, ['--require', join(folder, 'telling.cjs'), file, ...args], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    env: { PATH: process.env.PATH, HOME: folder, ...env },
  })
  return Number(output[3]?.toString())
}

function starts(): Record<string, number> {
  spawnSync(process.execPath, [join(root, 'scripts/stage-package.mjs')], { stdio: ['ignore', 'ignore', 'inherit'] })
  writeFileSync(join(folder, 'telling.cjs'), telling)
  writeFileSync(join(folder, 'empty.mjs'), '')
  const cases: Readonly<Record<string, () => number>> = {
    'an empty file': () => milliseconds(join(folder, 'empty.mjs'), [], {}),
    'prism --help': () => milliseconds(join(root, 'build/package/build/src/entrypoints/cli/bin.js'), ['--help'], {}),
    'prism --help, not bundled': () => milliseconds(join(root, 'build/src/entrypoints/cli/bin.js'), ['--help'], {}),
    ...(existsSync(join(root, 'dist/index.js'))
      ? { 'the Action to its first error': () => milliseconds(join(root, 'dist/index.js'), [], { GITHUB_REPOSITORY: 'o/r' }) }
      : {}),
  }
  const taken: Record<string, number[]> = Object.fromEntries(Object.keys(cases).map((name) => [name, []]))
  for (let n = 0; n < runs; n++) for (const [name, take] of Object.entries(cases)) taken[name]!.push(take())
  return Object.fromEntries(Object.entries(taken).map(([name, all]) => [name, median(all)]))
}

type Example = { readonly name: string; readonly examples: readonly { readonly action?: string }[] }

const secret = 'a secret of 32 random characters'
const deliveries = 500

/** Milliseconds of the server's processor for a delivery, which is a comment of GitHub's own examples. */
async function delivered(kind: 'prism' | 'probot'): Promise<number> {
  const examples = createRequire(import.meta.url)('@octokit/webhooks-examples/api.github.com/index.json') as readonly Example[]
  const [comment] = examples.filter((e) => e.name === 'issue_comment').flatMap((e) => e.examples.filter((x) => x.action === 'created'))
  const body = JSON.stringify(comment)
  const server = fork(join(import.meta.dirname, 'start-server.js'), [kind, secret], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const told = <T>() => new Promise<T>((resolve) => server.once('message', (message) => resolve(message as T)))
  const url = await told<string>()
  const headers = {
    'content-type': 'application/json',
    'x-github-event': 'issue_comment',
    'x-hub-signature-256': signatureOf(secret, body),
  }
  const send = async (count: number): Promise<number> => {
    for (let n = 0; n < count; n++) {
      const answer = await fetch(url, { method: 'POST', body, headers: { ...headers, 'x-github-delivery': `d-${n}` } })
      if (answer.status >= 300) throw new Error(`${kind} answers ${answer.status}`)
      await answer.arrayBuffer()
    }
    const used = told<number>()
    server.send('used')
    return used
  }
  const before = await send(deliveries)
  const after = await send(deliveries)
  server.kill()
  return (after - before) / deliveries
}

try {
  const cpu = starts()
  const prism: number[] = []
  const probot: number[] = []
  for (let n = 0; n < 5; n++) {
    prism.push(await delivered('prism'))
    probot.push(await delivered('probot'))
  }
  const webhook = { prism: median(prism), probot: median(probot) }
  const { 'an empty file': empty = 0 } = cpu
  const ratios = Object.fromEntries(Object.entries(cpu).map(([name, ms]) => [name, ms / empty]))
  if (values.json) process.stdout.write(`${JSON.stringify({ cpu, ratios, webhook })}\n`)
  else {
    for (const [name, ms] of Object.entries(cpu))
      process.stdout.write(`${name.padEnd(32)}${ms.toFixed(0).padStart(6)} ms  ${ratios[name]!.toFixed(2)} ×\n`)
    process.stdout.write(
      `a comment without /prism: Prism ${webhook.prism.toFixed(2)} ms, Probot ${webhook.probot.toFixed(2)} ms: ${(webhook.probot / webhook.prism).toFixed(1)} ×\n`,
    )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
