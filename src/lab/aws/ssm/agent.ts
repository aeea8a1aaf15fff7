import type { CommandFault } from '../faults.ts'
import { configurePackage } from './configure-package.ts'
import { corrupted, kept, keptStderr, keptStdout } from './output.ts'
import { isOver, type LabExecutionRecord, type LabInvocation, type Ssm } from './state.ts'

/** The agents of all instances: they take deliveries, five at a time each, and execute. */
export type Agents = {
  /** Hands an invocation to its instance; it starts when the agent can take it. `ended` is called once. */
  readonly deliver: (invocation: LabInvocation, ended: () => void) => void
  /** To be called when an instance's state changed: what waited for it may go now. */
  readonly wake: (instanceId: string) => void
}

type Waiting = { readonly invocation: LabInvocation; readonly faults: readonly CommandFault[]; readonly ended: () => void }

/** amazon-ssm-agent's default number of command workers. */
const workers = 5

export function createAgents(ssm: Ssm): Agents {
  const { clock, timings, faults } = ssm.world
  const queues = new Map<string, Waiting[]>()
  const busy = new Map<string, number>()

  function deliver(invocation: LabInvocation, ended: () => void): void {
    const due = faults.takeCommand(invocation.instanceId)
    const lateness = due.reduce((sum, fault) => sum + (fault.kind === 'late' ? fault.milliseconds : 0), 0)
    const arrive = (then: () => void, extra: number): void =>
      void clock.after(timings.delivery + lateness + extra, () => {
        queueOf(invocation.instanceId).push({ invocation, faults: due, ended: then })
        wake(invocation.instanceId)
      })
    arrive(ended, 0)
    for (const fault of due) if (fault.kind === 'twice') arrive(() => undefined, fault.apartMilliseconds)
    const left = invocation.command.timeoutSeconds * 1000 * timings.deliveryTimeoutScale
    clock.after(left, () => {
      if (invocation.status !== 'Pending') return
      end(invocation, 'TimedOut', 'DeliveryTimedOut', -1)
      ended()
    })
  }

  function wake(instanceId: string): void {
    const queue = queueOf(instanceId)
    while (queue.length > 0 && ssm.world.instances.get(instanceId)?.state === 'online' && (busy.get(instanceId) ?? 0) < workers) {
      const next = queue.shift()!
      if (!shouldRun(next)) continue
      busy.set(instanceId, (busy.get(instanceId) ?? 0) + 1)
      // a failure of the lab's own instance is recorded inside; nothing is left to reject
      void execute(ssm, next).finally(() => {
        busy.set(instanceId, (busy.get(instanceId) ?? 1) - 1)
        wake(instanceId)
      })
    }
  }

  const queueOf = (instanceId: string): Waiting[] => {
    const queue = queues.get(instanceId) ?? []
    queues.set(instanceId, queue)
    return queue
  }
  return { deliver, wake }
}

/** What is over needs no run, except where the fault is that it runs all the same. */
function shouldRun({ invocation, faults }: Waiting): boolean {
  if (!isOver(invocation)) return true
  if (invocation.abort.signal.aborted) return false
  return faults.some((fault) => fault.kind === 'twice' || fault.kind === 'late')
}

async function execute(ssm: Ssm, { invocation, faults, ended }: Waiting): Promise<void> {
  const { clock, instances } = ssm.world
  const { command, instanceId } = invocation
  const known = instances.get(instanceId)
  const { script, environment } = known ? command.fillOn(known) : { script: '', environment: {} }
  const reports = invocation.status === 'Pending'
  if (reports) Object.assign(invocation, { status: 'InProgress', details: 'InProgress', startedAt: clock.now() })
  const place = ssm.executions.push({
    commandId: command.id,
    instanceId,
    script,
    environment,
    startedAt: clock.now(),
    endedAt: undefined,
    exitCode: undefined,
    ended: 'running',
    count: ssm.executions.filter((one) => one.commandId === command.id && one.instanceId === instanceId).length + 1,
  })
  const finish = (done: Pick<LabExecutionRecord, 'exitCode' | 'ended'>): void => {
    ssm.executions[place - 1] = { ...ssm.executions[place - 1]!, ...done, endedAt: clock.now() }
  }
  try {
    if (known === undefined || !instances.has(instanceId)) throw new Error(`${instanceId} was taken away`)
    const result = await known.instance.execute({
      script,
      environment,
      timeoutSeconds: command.executionSeconds,
      signal: invocation.abort.signal,
    })
    finish({ exitCode: result.exitCode, ended: result.ended })
    if (reports) report(invocation, result, faults)
  } catch (cause) {
    finish({ exitCode: undefined, ended: 'broken' })
    if (reports) {
      invocation.stderr = keptStderr(`The lab's instance could not execute: ${cause instanceof Error ? cause.message : String(cause)}`)
      end(invocation, 'Failed', 'Failed', -1)
    }
  }
  if (!reports) return
  invocation.endedAt = clock.now()
  ended()
}

type Result = {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
  readonly ended: 'exited' | 'timed-out' | 'cancelled'
}

/** The agent's verdict by exit code: 137 is a time-out whoever caused it; other failures add a line to stderr. */
function report(invocation: LabInvocation, result: Result, faults: readonly CommandFault[]): void {
  // the shell plugin's own last words
  const failed = result.ended === 'exited' && result.exitCode !== 0 && invocation.command.documentName !== configurePackage.name
  const told = failed
    ? `${result.stderr}${result.stderr === '' || result.stderr.endsWith('\n') ? '' : '\n'}failed to run commands: exit status ${result.exitCode}`
    : result.stderr
  invocation.stdout = keptStdout(faults.reduce(damage, result.stdout))
  invocation.stderr = keptStderr(told)
  const verdict = verdictOf(result)
  end(invocation, verdict.status, verdict.details, verdict.responseCode)
}

type Verdict = { readonly status: LabInvocation['status']; readonly details: string; readonly responseCode: number }

function verdictOf({ ended, exitCode }: Result): Verdict {
  if (ended === 'cancelled') return { status: 'Cancelled', details: 'Cancelled', responseCode: 137 }
  if (ended === 'timed-out' || exitCode === 137) return { status: 'TimedOut', details: 'ExecutionTimedOut', responseCode: 137 }
  if (exitCode === 0) return { status: 'Success', details: 'Success', responseCode: 0 }
  return { status: 'Failed', details: 'Failed', responseCode: exitCode }
}

function damage(output: string, fault: CommandFault): string {
  if (fault.kind === 'cut-output') return fault.marked ? kept(output, fault.characters) : output.slice(0, fault.characters)
  if (fault.kind === 'corrupt-output') return corrupted(output, fault.where)
  return output
}

function end(invocation: LabInvocation, status: LabInvocation['status'], details: string, responseCode: number): void {
  Object.assign(invocation, { status, details, responseCode })
}
