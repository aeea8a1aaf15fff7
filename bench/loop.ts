/**
 * How long the App's event loop stands still at worst while it carries out a verify: its own followRun() with the real core, a SQLite store on
 * this disk and a thread that takes every comment at once, against the lab's AWS and simulated instances in another process. Modules are
 * loaded by a run of one instance before. Where the loop stands longer than 50 ms, a webhook waits so long.
 *   npm run bench:loop [-- --json] [-- --instances N]
 */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { ulid } from 'ulid'
import { compose, machineClock } from '../src/compose/prism.ts'
import type { Selector } from '../src/domain/names.ts'
import { defaultMountOptions, type Request } from '../src/domain/request.ts'
import { followRun } from '../src/entrypoints/app/follow-run.ts'
import { makeLog } from '../src/entrypoints/app/log.ts'
import { render } from '../src/entrypoints/app/wiring.ts'
import { makeQueue } from '../src/runs/queue.ts'
import { openStore } from '../src/runs/stores/open.ts'
import { place, record } from '../test/support/fleet/recorded.ts'
import { idOf } from '../test/support/fleet/simulated.ts'
import { person, repositoryRights, stagePolicy } from '../test/support/rights.ts'
import { labProcess } from './fleet/lab-process.ts'

const json = process.argv.includes('--json')
const instances = Number(process.argv[process.argv.indexOf('--instances') + 1]) || 500
const folder = mkdtempSync(join(tmpdir(), 'prism-bench-'))
const lab = await labProcess({ instances, seconds: 3, recorded: await record(1), rate: { burst: 20, perSecond: 10 } })
const store = await openStore({ PRISM_STORE: `sqlite:${join(folder, 'runs')}` }, machineClock)
const prism = compose({ env: { ...(await lab.ask()).env }, journal: store.journal })
prism.govern(async () => repositoryRights(stagePolicy, { asker: person('1') }))
const lengths: number[] = []
const take = (body: string): void => void lengths.push(body.length)
const thread = {
  create: async (body: string) => {
    take(body)
    return { id: 1, url: '' }
  },
  edit: async (_: number, body: string) => take(body),
  read: async () => undefined,
  react: async () => {},
  thumbs: async () => undefined,
  findOurs: async () => undefined,
  remove: async () => {},
}

async function follow(selector: Selector): Promise<{
  readonly outcome: string
  readonly seconds: number
  readonly worst: number
  readonly p99: number
  readonly worstCpu: number
}> {
  const volume = { kind: 'name', name: 'research-data' } as const
  const request: Request = { verb: 'verify', volume, selectors: [selector], options: { ...defaultMountOptions, mountPoint: place } }
  const actor = { id: '1', name: 'ada' }
  const origin = {
    entrypoint: 'github',
    actor,
    repository: 'acme/research',
    issue: 1,
    commentId: 1,
    permission: { base: 'write', roleName: 'write' },
  } as const
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const stretch = longestStretch()
  const began = Date.now()
  delay.enable()
  const log = makeLog({ write: (line) => void process.stderr.write(line), secrets: [], level: 'warn' })
  const following = {
    prism,
    thread,
    clock: machineClock,
    log,
    render,
    queue: makeQueue(1, machineClock),
    spoken: () => '',
    signal: new AbortController().signal,
  }
  const { outcome } = await followRun(following, ulid(), request, origin)
  delay.disable()
  const worstCpu = stretch.end()
  return { outcome, seconds: (Date.now() - began) / 1000, worst: delay.max / 1e6, p99: delay.percentile(99) / 1e6, worstCpu }
}

/** The most processor that this thread took between two turns of its loop, milliseconds: unlike the delay, the same on a busy machine. */
function longestStretch(): { readonly end: () => number } {
  let most = 0
  let before = process.threadCpuUsage()
  const timer = setInterval(() => {
    const { user, system } = process.threadCpuUsage(before)
    most = Math.max(most, (user + system) / 1000)
    before = process.threadCpuUsage()
  }, 1)
  return {
    end: () => {
      clearInterval(timer)
      return most
    },
  }
}

await follow({ kind: 'id', id: idOf(0) })
lengths.length = 0
const row = {
  instances,
  ...(await follow({ kind: 'tag', key: 'team', value: 'calc' })),
  comments: lengths.length,
  mib: process.resourceUsage().maxRSS / 1024,
}
await store.close()
lab.stop()
rmSync(folder, { recursive: true, force: true })
process.stdout.write(
  json
    ? `${JSON.stringify(row)}\n`
    : `| instances | outcome | s | comments | worst delay, ms | worst stretch of the processor, ms | 99 % of the delays, ms | MiB |\n|---|---|---|---|---|---|---|---|\n| ${instances} | ${row.outcome} | ${row.seconds.toFixed(1)} | ${row.comments} | ${row.worst.toFixed(0)} | ${row.worstCpu.toFixed(0)} | ${row.p99.toFixed(1)} | ${row.mib.toFixed(0)} |\n`,
)
