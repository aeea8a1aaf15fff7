/**
 * What amazon-ssm-agent does with a command: the script becomes `_script.sh` (0700) in the command's own folder, `sh -c` runs it as
 * root in a process group of its own, without HOME and standard input; time-out and cancel are SIGKILL to that group. It ends when its
 * output does, so a background child that keeps stdout open keeps it running. Five commands run at a time, the others wait.
 */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import type { LabExecution, LabExecutionResult } from '../ports.ts'
import { killGroup } from './command.ts'
import { nsenter } from './world.ts'

export type Agent = { readonly execute: (execution: LabExecution) => Promise<LabExecutionResult> }

export type AgentOptions = {
  readonly instanceId: string
  readonly region: string
  /** nsenter's arguments into the instance as it runs now; throws when it does not. */
  readonly enter: () => readonly string[]
}

const workers = 5
/** The script arrives on standard input, which is then closed. */
const prelude =
  'umask 077; mkdir -p "$1" && cat >"$1/_script.sh" && chmod 700 "$1/_script.sh" && umask 022 && cd /usr/bin && exec sh -c "$1/_script.sh" </dev/null'

export function startAgent(options: AgentOptions): Agent {
  let running = 0
  const waiting: (() => void)[] = []
  return {
    execute: async (execution) => {
      if (running >= workers) await new Promise<void>((resolve) => waiting.push(resolve))
      else running++
      try {
        return await execute(options, execution)
      } finally {
        const next = waiting.shift()
        if (next) next()
        else running--
      }
    },
  }
}

function execute({ instanceId, region, enter }: AgentOptions, execution: LabExecution): Promise<LabExecutionResult> {
  if (execution.signal.aborted) return Promise.resolve({ exitCode: -1, stdout: '', stderr: '', ended: 'cancelled' })
  const folder = `/var/lib/amazon/ssm/${instanceId}/document/orchestration/${randomUUID()}/awsrunShellScript/0.awsrunShellScript`
  const env = {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    AWS_SSM_INSTANCE_ID: instanceId,
    AWS_SSM_REGION_NAME: region,
    ...execution.environment,
  }
  return new Promise((resolve, reject) => {
    let ended: LabExecutionResult['ended'] = 'exited'
    let exitCode = -1
    const child = spawn(nsenter, [...enter(), '/bin/sh', '-c', prelude, 'sh', folder], { detached: true, stdio: 'pipe', env })
    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    let giveUp: NodeJS.Timeout | undefined
    const timer = setTimeout(() => stop('timed-out'), execution.timeoutSeconds * 1000)
    const cancel = () => stop('cancelled')
    execution.signal.addEventListener('abort', cancel, { once: true })
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
    child.stdin.on('error', () => {})
    child.stdin.end(execution.script)
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      exitCode = code ?? (signal === 'SIGKILL' ? 137 : 128)
    })
    child.once('close', finish)

    function stop(how: 'timed-out' | 'cancelled') {
      if (ended !== 'exited') return
      ended = how
      if (child.pid) killGroup(child.pid)
      // who left the group and holds the output open outlives the command, but not the agent's patience
      giveUp = setTimeout(finish, 2000)
    }

    function finish() {
      clearTimeout(timer)
      clearTimeout(giveUp)
      execution.signal.removeEventListener('abort', cancel)
      child.stdout.destroy()
      child.stderr.destroy()
      const text = (chunks: Buffer[]) => Buffer.concat(chunks).toString()
      resolve({ exitCode, stdout: text(stdout), stderr: text(stderr), ended })
    }
  })
}
