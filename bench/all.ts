/**
 * Every bench, one after the other, and the machine that they ran on: about eight minutes, and with --full whatever it takes.
 *   npm run bench [-- --json] [-- --full]
 */
import { spawnSync } from 'node:child_process'
import { cpus, loadavg, release, totalmem } from 'node:os'
import { join } from 'node:path'

const json = process.argv.includes('--json')
const full = process.argv.includes('--full')

/** By its name in package.json; `short`: what makes it fit into its part of ten minutes. */
const benches: readonly {
  readonly name: string
  readonly program: string
  readonly short: readonly string[]
  readonly full: readonly string[]
}[] = [
  { name: 'start', program: 'start', short: ['--runs', '9'], full: [] },
  { name: 'comments', program: 'comments', short: [], full: [] },
  { name: 'reports', program: 'reports', short: [], full: [] },
  { name: 'wait', program: 'await-invocations', short: [], full: [] },
  { name: 'hooks', program: 'hooks', short: ['--seconds', '4', '--runs', '1'], full: [] },
  { name: 'loop', program: 'loop', short: [], full: [] },
  { name: 'latency', program: 'latency', short: ['--runs', '3'], full: [] },
  { name: 'host', program: 'host-jobs', short: ['--runs', '3'], full: [] },
  { name: 'people', program: 'people', short: ['--people', '50', '--hosts', '2', '--leave-hosts', '5', '--leavers', '3'], full: [] },
  { name: 'fleet', program: 'fleet', short: ['--only', '^(1|50|500) × 1, 3 s$'], full: ['--full'] },
]

const machine = {
  processors: cpus().length,
  model: cpus()[0]?.model ?? 'unknown',
  gib: Math.round(totalmem() / 2 ** 30),
  linux: release(),
  node: process.version,
  date: new Date().toISOString().slice(0, 10),
  load: loadavg()[0]!.toFixed(1),
}
const told: Record<string, unknown> = {}
let failed = false
if (!json)
  process.stdout.write(
    `**Machine:** ${machine.processors} × ${machine.model}, ${machine.gib} GiB, Linux ${machine.linux}, Node ${machine.node}, ${machine.date}, load ${machine.load} before\n`,
  )
for (const { name, program, ...how } of benches) {
  const args = [...(full ? how.full : how.short), ...(json ? ['--json'] : [])]
  const began = Date.now()
  const { status, stdout } = spawnSync(process.execPath, [join(import.meta.dirname, `${program}.js`), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  const seconds = (Date.now() - began) / 1000
  failed ||= status !== 0
  if (json) told[name] = status === 0 ? { seconds, ...JSON.parse(stdout) } : { seconds, exit: status }
  else
    process.stdout.write(
      `\n## bench:${name}${args.length > 0 ? ` ${args.join(' ')}` : ''}, ${seconds.toFixed(0)} s${status === 0 ? '' : `, exit ${status}`}\n${stdout}`,
    )
}
if (json) process.stdout.write(`${JSON.stringify({ machine, full, benches: told })}\n`)
process.exitCode = failed ? 1 : 0
