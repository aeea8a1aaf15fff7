import type { FaultSource } from '../faults.ts'
import { AwsError } from '../wire/errors.ts'
import type { World } from '../world.ts'
import type { Packages } from './distributor.ts'
import type { Documents } from './document-store.ts'
import type { Fillable } from './fill-in.ts'

export type InvocationStatus = 'Pending' | 'InProgress' | 'Success' | 'Cancelled' | 'TimedOut' | 'Failed' | 'Cancelling'

export type LabInvocation = {
  readonly command: LabCommand
  readonly instanceId: string
  readonly instanceName: string
  status: InvocationStatus
  /** Without blanks, as the API spells them: DeliveryTimedOut, ExecutionTimedOut, Terminated, … */
  details: string
  /** -1 until it has ended. */
  responseCode: number
  startedAt: Date | undefined
  endedAt: Date | undefined
  stdout: string
  stderr: string
  /** Aborted by CancelCommand. */
  readonly abort: AbortController
}

export type LabCommand = {
  readonly id: string
  readonly documentName: string
  /** As the caller named it: a number, `$LATEST` or `$DEFAULT`. */
  readonly documentVersion: string
  /** What CommandPlugins call the step. */
  readonly pluginName: string
  readonly comment: string
  /** As sent; what runs is what `fillOn` makes of it, where `{{ssm:…}}` is resolved. */
  readonly parameters: Readonly<Record<string, readonly string[]>>
  readonly fillOn: Fillable['on']
  readonly executionSeconds: number
  readonly instanceIds: readonly string[]
  readonly targets: readonly { readonly Key: string; readonly Values: readonly string[] }[]
  readonly requestedAt: Date
  readonly timeoutSeconds: number
  readonly expiresAfter: Date
  readonly maxConcurrency: string
  readonly maxErrors: string
  readonly invocations: LabInvocation[]
  cancelled: boolean
  /** What callers can see of it yet. */
  readonly sight: { readonly invocations: Sight; readonly commands: Sight }
}

/** A thing is seen after so many looks, or from a time on, or never. */
export type Sight = { looksLeft: number; readonly from: number }

/** One run of a script on an instance: what "at most once" is counted by. */
export type LabExecutionRecord = {
  readonly commandId: string
  readonly instanceId: string
  readonly script: string
  /** The parameters that the agent handed over as environment variables. */
  readonly environment: Readonly<Record<string, string>>
  readonly startedAt: Date
  readonly endedAt: Date | undefined
  readonly exitCode: number | undefined
  readonly ended: 'running' | 'exited' | 'timed-out' | 'cancelled' | 'broken'
  /** The how-manieth run of this command on this instance it is. */
  readonly count: number
}

export type Ssm = {
  readonly world: World & { readonly faults: FaultSource }
  readonly commands: Map<string, LabCommand>
  readonly executions: LabExecutionRecord[]
  readonly documents: Documents
  /** What Distributor has. */
  readonly packages: Packages
  /** The parameter store, for `{{ssm:NAME}}`. */
  readonly parameters: Map<string, string>
}

export function isOver(invocation: LabInvocation): boolean {
  return invocation.status !== 'Pending' && invocation.status !== 'InProgress' && invocation.status !== 'Cancelling'
}

/** Whether a caller sees it at this look. */
export function seen(sight: Sight, now: Date): boolean {
  if (sight.looksLeft > 0) {
    sight.looksLeft -= 1
    return false
  }
  return now.getTime() >= sight.from
}

/** The command. Throws InvalidCommandId, which carries no message. */
export function commandOf(ssm: Ssm, id: string): LabCommand {
  const found = ssm.commands.get(id)
  if (found === undefined) throw new AwsError('InvalidCommandId', 'InvalidCommandId')
  return found
}

/** A page of a listing; a token that the lab did not give is InvalidNextToken. */
export function ssmPage<T>(
  all: readonly T[],
  size: number,
  token: string | undefined,
): { readonly items: readonly T[]; readonly next: string | undefined } {
  const start = token === undefined ? 0 : Number(/^lab-(\d+)$/.exec(Buffer.from(token, 'base64').toString())?.[1] ?? Number.NaN)
  if (Number.isNaN(start)) throw new AwsError('InvalidNextToken', 'The specified token is not valid.')
  const end = start + size
  return { items: all.slice(start, end), next: end < all.length ? Buffer.from(`lab-${end}`).toString('base64') : undefined }
}
