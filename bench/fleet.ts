/**
 * What Prism costs beside SSM, from one instance to thousands: the command line verifies a volume on all instances with a tag, against the
 * lab's AWS over the wire, which throttles each operation (10 calls a second, 20 at once). The instances answer as a real instance of the
 * lab did a moment ago; how long a command takes on them is set. Lab, Prism and peers are processes of their own.
 *   npm run bench:fleet [-- --json] [-- --full] [-- --only PATTERN]
 */
import { fileURLToPath } from 'node:url'
import { people, place, type Recorded, record } from '../test/support/fleet/recorded.ts'
import { labProcess } from './fleet/lab-process.ts'
import { measured } from './fleet/measured.ts'

const rate = { burst: 20, perSecond: 10 }
const json = process.argv.includes('--json')
const full = process.argv.includes('--full')
const only = new RegExp(process.argv[process.argv.indexOf('--only') + 1] ?? '.')

type Case = {
  readonly instances: number
  readonly accounts: number
  readonly seconds: number
  readonly sharing: boolean
  readonly slow?: true
}
const cases: readonly Case[] = [1, 50, 500, 5000].flatMap((instances) =>
  [true, false].flatMap((sharing) =>
    [1, 10].flatMap((accounts) =>
      [3, 12, 40].map((seconds) => ({
        ...{ instances, accounts, seconds, sharing },
        // each of the others is a variation of one that is there
        ...(seconds > 3 || (accounts > 1 && instances > 500) || (!sharing && instances === 50) ? { slow: true as const } : {}),
      })),
    ),
  ),
)
const nameOf = ({ instances, accounts, seconds, sharing }: Case): string =>
  `${instances} × ${accounts}, ${seconds} s${sharing ? '' : ', no sharing test'}`

const cli = fileURLToPath(new URL('../src/entrypoints/cli/bin.js', import.meta.url))
const recordings = new Map<number, Promise<Recorded>>()

const rows = []
for (const one of cases.filter((c) => (full || !c.slow) && (process.argv.includes('--only') ? only.test(nameOf(c)) : true))) {
  const row = { name: nameOf(one), ...one, ...(await run(one)) }
  rows.push(row)
  process.stderr.write(`${row.name}: ${row.seconds.toFixed(1)} s, exit ${row.exit}\n`)
}
process.stdout.write(json ? `${JSON.stringify({ rate, rows })}\n` : tableOf(rows))

async function run({ instances, accounts, seconds, sharing }: Case) {
  const recorded = await (recordings.get(accounts) ?? recordings.set(accounts, record(accounts)).get(accounts)!)
  const lab = await labProcess({ instances, seconds, recorded, rate })
  try {
    const users = accounts === 1 ? [] : ['--users', people(accounts).join(',')]
    const args = ['verify', 'research-data', 'tag:team=calc', '--mount-point', place, ...users, ...(sharing ? [] : ['--no-sharing-test'])]
    const { stdout, stderr, ...took } = await measured(cli, args, (await lab.ask()).env)
    const { calls, throttled, phases } = await lab.ask()
    if (took.exit !== 0) process.stderr.write(`${stdout.slice(0, 1500)}\n${stderr.slice(-500)}\n`)
    // from the last end of one job to the first start of the next, and to Prism's own end
    const late = phases.map(({ job, ended }, i) => ({ job, seconds: ((phases[i + 1]?.sent ?? took.endedAt) - ended) / 1000 }))
    return { ...took, command: seconds, calls, throttled, late }
  } finally {
    lab.stop()
  }
}

type Row = (typeof rows)[number]

function tableOf(all: readonly Row[]): string {
  const head =
    '| instances × accounts, command | s | waited for hosts | most late | CPU s | MiB | characters | calls | of them | throttled | exit |\n|---|---|---|---|---|---|---|---|---|---|---|\n'
  return (
    head +
    all
      .map((r) => {
        const late = r.late.toSorted((a, b) => b.seconds - a.seconds)[0]
        const hosts = r.late.filter((l) => !l.job.endsWith(' clean')).length * r.command
        const sum = Object.values(r.calls).reduce((a, b) => a + b, 0)
        const kinds = Object.entries(r.calls).map(([name, n]) => `${name} ${n}`)
        return `| ${[
          r.name,
          r.seconds.toFixed(2),
          hosts,
          late ? `${late.seconds.toFixed(2)} (${late.job})` : '-',
          r.cpu.toFixed(2),
          r.mib.toFixed(0),
          r.characters,
          sum,
          kinds.join(', '),
          r.throttled,
          r.exit,
        ].join(' | ')} |\n`
      })
      .join('')
  )
}
