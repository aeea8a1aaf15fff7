/** What a dispatch is given, with events in memory, a clock that jumps and an SSM that is scripted. */
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { HostJob } from '../../src/domain/plan.ts'
import type { Invocation } from '../../src/domain/ports.ts'
import { type EventBody, foldRun, type RunEvent } from '../../src/domain/run.ts'
import { sharing } from '../../src/domain/shared-values.ts'
import { burningJob, commandsFor, inspectParams, isBurning, makeJob, parametersFor, readTranscript, scriptSha } from '../../src/host/job.ts'
import type { DispatchContext } from '../../src/runs/dispatch-context.ts'
import { byShell } from './by-shell.ts'
import { fakeClock } from './fake-clock.ts'
import { fileSystemId, mountPoint } from './healthy-facts.ts'
import type { ScriptedSsm } from './scripted-ssm.ts'

export const ids = (n: number) => Array.from({ length: n }, (_, i) => `i-${String(i).padStart(17, '0')}`)
export const params = inspectParams({
  fileSystemId,
  region: 'us-east-1',
  addresses: [],
  mountPoint,
  accounts: ['ubuntu'],
  groupName: 'prism-shared',
  gid: 3000,
  paths: [],
  umask: '0002',
  depth: 'facts',
})
export const jobFor = (instanceIds: readonly string[]): HostJob =>
  makeJob({ runId: '01JDM3C0000000000000000000', n: 1, script: 'inspect', params, instanceIds })

export const invocation = (instanceId: string, state: Invocation['state'], output = ''): Invocation => ({
  instanceId,
  state,
  details: state,
  output,
  errorOutput: '',
})

/** What the host program prints for a job: the header with the packed records, and the end. */
export function transcriptOf(job: HostJob, records: readonly string[], isPacked = true): string {
  const body = records.map((record) => `${record}\n`).join('')
  const sum = createHash('sha256').update(body).digest('hex')
  const packed = isPacked ? gzipSync(body).toString('base64') : '-'
  const sha = job.script === 'distributor' ? '' : job.scriptSha
  const head = `PRISM/1 job=${job.key} script=${job.script} sha=${sha} state=done records=${records.length} sha256=${sum} packed=${packed}`
  return `${head}\n${body}PRISM/1 end job=${job.key} records=${records.length}\n`
}

export function context(
  ssm: ScriptedSsm,
  events: RunEvent[] = [],
): DispatchContext & { readonly events: RunEvent[]; readonly abort: () => void } {
  const controller = new AbortController()
  const clock = fakeClock()
  const append = async (body: EventBody) => {
    events.push({ ...body, runId: 'r', seq: events.length + 1, at: clock.now().toISOString() })
  }
  if (events.length === 0)
    void append({
      type: 'requested',
      data: { request: { verb: 'volumes' }, origin: { entrypoint: 'terminal', actor: { id: '1', name: 'a' } }, dryRun: false },
    })
  return {
    events,
    abort: () => controller.abort(),
    run: () => foldRun(events),
    emit: append,
    onProgress: () => {},
    runCommand: ssm,
    scripts: { scriptSha, commandsFor, parametersFor, readTranscript, burningJob, isBurning },
    transports: byShell,
    clock,
    durations: new Map(),
    turn: async () => {},
    share: sharing(),
    signal: controller.signal,
  }
}
