/**
 * How many processes the host scripts start on an instance of the lab, and how much processor time they take, with three accounts: a first
 * mount, its repeat, a verify and an unmount, each with its looks and its sharing test. Beside each stands what the scripts of c191fab
 * started, counted the same way. Run as root or with subordinate ids: node scripts/run.mjs build/bench/host-processes.js
 */
import { readFileSync } from 'node:fs'
import { createInstance } from '../src/lab/instances/instance.ts'
import type { LabExecution, LabExecutionResult } from '../src/lab/ports.ts'
import { openStage } from '../test/support/lab-stage.ts'

const users = ' --users ubuntu,alice,bob'
const verbs = [
  { what: 'first mount', words: (volume: string) => `mount ${volume} counted${users}`, before: 983 },
  { what: 'repeated mount', words: (volume: string) => `mount ${volume} counted${users}`, before: 889 },
  { what: 'verify', words: (volume: string) => `verify ${volume} counted${users}`, before: 741 },
  { what: 'unmount', words: (volume: string) => `unmount ${volume} counted`, before: 158 },
]

const stage = await openStage('host-processes')
try {
  const spec = { name: 'counted', distribution: 'ubuntu', client: 'installed' } as const
  const instance = await createInstance(stage.lab.world, { ...spec, users: ['alice', 'bob'].map((name, i) => ({ name, uid: 1001 + i })) })
  let count = { processes: 0, seconds: 0 }
  // pids are given in order: what lies between two of them was started
  const lastPid = async (): Promise<number> => Number((await instance.run('echo $$')).stdout)
  const counted = async (execution: LabExecution, besides: number): Promise<LabExecutionResult> => {
    const [pid, cpu] = [await lastPid(), childSeconds()]
    const result = await instance.execute(execution)
    const seconds = childSeconds() - cpu
    count = { processes: count.processes + (await lastPid()) - pid - besides, seconds: count.seconds + seconds }
    return result
  }
  // what the agent and the counting start themselves
  await counted({ script: 'exit 0', environment: {}, timeoutSeconds: 60, signal: new AbortController().signal }, 0)
  const besides = count.processes
  stage.lab.aws.addInstance({ ...instance, execute: (execution) => counted(execution, besides) })

  const volume = await stage.volume()
  process.stdout.write('| | processes | before | × | processor seconds |\n|---|---|---|---|---|\n')
  for (const { what, words, before } of verbs) {
    count = { processes: 0, seconds: 0 }
    const { run } = await stage.say(words(volume.name))
    if (run.state !== 'done') throw new Error(`${what}: ${run.state} ${JSON.stringify(run.findings)}`)
    const { processes, seconds } = count
    process.stdout.write(`| ${what} | ${processes} | ${before} | ${(processes / before).toFixed(2)} | ${seconds.toFixed(2)} |\n`)
  }
} finally {
  await stage.stop()
}

/** User and system time of the children that this process has waited for, with theirs. */
function childSeconds(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[13]) + Number(fields[14])) / 100
}
