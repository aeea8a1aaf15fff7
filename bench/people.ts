/**
 * What the registry of people costs: a sync of many people that changes nothing (commands and the hosts' processors), beside the bare commands that would say as
 * much of the same accounts; and how long it takes from the word that somebody leaves until it is proved on every host. The hosts are instances of the lab on this
 * machine, all on its processors, so times are upper bounds; commands are not.
 *   npm run bench:people [-- --json] [-- --people N] [-- --hosts N] [-- --leave-hosts N] [-- --leavers N]
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { compose } from '../src/compose/prism.ts'
import type { Instance } from '../src/lab/instances/instance.ts'
import { openStage, type Said } from '../test/support/lab-stage.ts'
import { registryOf, reportOf } from '../test/support/people-stage.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    people: { type: 'string', default: '200' },
    hosts: { type: 'string', default: '3' },
    'leave-hosts': { type: 'string', default: '50' },
    leavers: { type: 'string', default: '10' },
  },
})
const [people, hosts, leaveHosts, leavers] = [values.people, values.hosts, values['leave-hosts'], values.leavers].map(Number) as [
  number,
  number,
  number,
  number,
]
const rounded = (seconds: number | undefined): number => Number((seconds ?? Number.NaN).toFixed(1))
const say = (text: string): boolean => process.stderr.write(`${text}\n`)

/** Of every process that this one, and so the lab, has waited for: user and system, ms (proc_pid_stat(5): cutime and cstime, in hundredths of a second). */
function hostsCpuMs(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[13]) + Number(fields[14])) * 10
}

async function measured<T>(work: () => Promise<T>): Promise<{ readonly done: T; readonly seconds: number; readonly hostsMs: number }> {
  const [began, before] = [performance.now(), hostsCpuMs()]
  const done = await work()
  return { done, seconds: (performance.now() - began) / 1000, hostsMs: hostsCpuMs() - before }
}

/** The first `count` are there; those up to `ever` have left. */
function registry(count: number, ever = count) {
  const lines = Array.from({ length: ever }, (_, n) =>
    n < count
      ? `  person${n}: {uid: ${65_536 + n}, hosts: ["*"]}\n`
      : `  - {number: ${65_536 + n}, name: person${n}, since: 2026-11-29, hosts: ["*"]}\n`,
  )
  return registryOf(`version: 1\npeople:\n${lines.slice(0, count).join('')}retired:\n${lines.slice(count).join('')}`)
}

const stage = await openStage('bench-people', 1)
// the stage's own clock shortens waiting
const prism = compose({ env: stage.lab.env })
const sync = (count: number, on: readonly Instance[]): Promise<Said> =>
  stage.ask(
    {
      verb: 'sync-people',
      selectors: on.map(({ id }) => ({ kind: 'id', id })),
      registry: registry(count),
      confirmRemovals: false,
    },
    { prism },
  )

/** As many accounts as a command can bring, until nothing differs. */
async function settled(count: number, on: readonly Instance[]): Promise<void> {
  for (let turn = 0; turn < 8; turn++) {
    const { verdict } = reportOf(await sync(count, on))
    say(`sync ${turn + 1}: ${verdict}`)
    if (verdict === 'holds') return
  }
  throw new Error('the accounts do not settle')
}

try {
  const calc: Instance[] = []
  for (let n = 0; n < hosts; n++) calc.push(await stage.instance(`calc-${n}`))
  await settled(people, calc)
  const looks = []
  for (let turn = 0; turn < 3; turn++) looks.push(await measured(() => sync(people, calc)))
  const look = looks.reduce((a, b) => (a.hostsMs <= b.hostsMs ? a : b))
  // what somebody would type to see the same accounts and their groups; it looks at no key, no session, no sudo
  const typed = `for n in $(seq 0 ${people - 1}); do getent passwd person$n; id person$n; chage -l person$n; done >/dev/null`
  const bare = await measured(async () => {
    for (const one of calc) await one.run(typed, { timeoutMs: 120_000 })
  })
  const nothing = {
    people,
    hosts,
    commandsPerHost: look.done.executed.length / hosts,
    cpuMsPerHost: Math.round(look.hostsMs / hosts),
    bareCpuMsPerHost: Math.round(bare.hostsMs / hosts),
    seconds: Number(look.seconds.toFixed(1)),
  }
  await stage.clear()
  say(`a sync that changes nothing: ${JSON.stringify(nothing)}`)

  const fleet: Instance[] = []
  for (let n = 0; n < leaveHosts; n++) fleet.push(await stage.instance(`fleet-${n}`))
  await settled(leavers + 1, fleet)
  const times: number[] = []
  for (let n = leavers; n > 0; n--) {
    const person = `person${n}`
    const { done, seconds } = await measured(() =>
      stage.ask({ verb: 'deprovision', name: person, registry: registry(n, leavers + 1) }, { prism }),
    )
    const { verdict, hosts: seen } = reportOf(done)
    const proved = seen.filter((h) => h.verdict === 'holds').length
    say(`${person} left: ${verdict}, proved on ${proved} of ${leaveHosts} hosts after ${seconds.toFixed(1)} s`)
    times.push(seconds)
  }
  const sorted = times.toSorted((a, b) => a - b)
  const leaving = {
    hosts: leaveHosts,
    leavers,
    medianSeconds: rounded(sorted[Math.floor(leavers / 2)]),
    worstSeconds: rounded(sorted.at(-1)),
  }
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ nothing, leaving })}\n`
      : `| people | hosts | commands a host | processor a host, ms | bare, ms | s |\n|---|---|---|---|---|---|\n| ${Object.values(nothing).join(' | ')} |\n\n` +
          `| hosts | leavers | median, s | worst, s |\n|---|---|---|---|\n| ${Object.values(leaving).join(' | ')} |\n`,
  )
} finally {
  await stage.clear()
  await stage.stop()
}
