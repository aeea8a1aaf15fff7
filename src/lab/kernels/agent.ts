/** amazon-ssm-agent's part on a kernel: five commands at a time, time limit and cancel are SIGKILL to the process group. */
import type { LabExecution, LabExecutionResult, LabInstance } from '../ports.ts'
import type { Kernel } from './kernel.ts'

const workers = 5

export type KernelAgent = {
  readonly execute: LabInstance['execute']
  /** Now is the time limit of every command that runs. */
  readonly expire: () => void
}

/** `kernel` is asked at each start: another one after a reboot. */
export function agentOn(
  kernel: () => Kernel,
  { instanceId, region }: { readonly instanceId: string; readonly region: string },
): KernelAgent {
  let running = 0
  const waiting: (() => void)[] = []
  const limits = new Set<() => void>()
  return {
    execute: async (execution) => {
      if (running >= workers) await new Promise<void>((resolve) => waiting.push(resolve))
      else running++
      try {
        return await execute(kernel(), `AWS_SSM_INSTANCE_ID=${instanceId} AWS_SSM_REGION_NAME=${region}`, execution, limits)
      } finally {
        const next = waiting.shift()
        if (next) next()
        else running--
      }
    },
    expire: () => {
      for (const limit of limits) limit()
    },
  }
}

async function execute(kernel: Kernel, environment: string, execution: LabExecution, limits: Set<() => void>): Promise<LabExecutionResult> {
  let ended: LabExecutionResult['ended'] = 'exited'
  const nothing = { code: -1, stdout: '', stderr: '' }
  if (execution.signal.aborted) return { exitCode: -1, stdout: '', stderr: '', ended: 'cancelled' }
  const variables = Object.entries(execution.environment).map(([name, value]) => `${name}=${value}`)
  if (variables.some((word) => /\s/.test(word))) throw new Error('The lab of kernels takes no blanks in a variable.')
  const running = kernel.start(`${[environment, ...variables].join(' ')}\n${execution.script}`, 'ssm')
  let giveUp: NodeJS.Timeout | undefined
  let timer: NodeJS.Timeout | undefined
  let cancel = () => {}
  let limit = () => {}
  // a process that waits for a dead server cannot be killed, and outlives the agent's patience
  const abandoned = new Promise<typeof nothing>((resolve) => {
    const stop = (how: 'timed-out' | 'cancelled') => {
      if (ended !== 'exited') return
      ended = how
      running.kill()
      giveUp = setTimeout(() => resolve(nothing), 2000)
    }
    limit = () => stop('timed-out')
    limits.add(limit)
    timer = setTimeout(limit, execution.timeoutSeconds * 1000)
    cancel = () => stop('cancelled')
    execution.signal.addEventListener('abort', cancel, { once: true })
  })
  try {
    // the machine went down under it: the agent that comes back knows nothing of it
    const { code, stdout, stderr } = await Promise.race([running.done.catch(() => nothing), abandoned])
    return { exitCode: code, stdout, stderr, ended }
  } finally {
    clearTimeout(timer)
    clearTimeout(giveUp)
    limits.delete(limit)
    execution.signal.removeEventListener('abort', cancel)
  }
}
