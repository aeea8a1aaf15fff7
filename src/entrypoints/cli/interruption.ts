/** The message after an interrupt: what was cancelled, what is unknown, how to find out. */
import { type Finding, finding } from '../../domain/catalogue.ts'
import type { MountOptions, Request } from '../../domain/request.ts'
import { type Cancellation, cancellations, type Run } from '../../domain/run.ts'
import { type Changes, specOfVerb } from '../../domain/verbs.ts'
import { formatCommandLine } from '../../language/format.ts'

/** What the run found, and what an interrupt left of it. */
export const withInterruption = (run: Run, interrupted: readonly string[] | undefined): readonly Finding[] => [
  ...run.findings,
  ...(interrupted ? [interruption(run.request, interrupted, cancellations(run))] : []),
]

/** `underWay`: the ids of the commands that had not ended; `told`: what SSM answered when it was asked to cancel them. */
export function interruption(request: Request, underWay: readonly string[], told: readonly Cancellation[]): Finding {
  const left = told.filter((c) => c.refused !== undefined)
  const silent = underWay.filter((id) => !told.some((c) => c.commandId === id))
  const parts = [
    named(
      'cancelled on SSM',
      told.filter((c) => c.refused === undefined).map((c) => c.commandId),
    ),
    named(
      'not cancelled, so still running',
      left.map((c) => `${c.commandId} (${c.refused})`),
    ),
    named('ended or not cancelled', silent),
  ].flat()
  const cancelled = parts.length > 0 ? parts.join('; ') : 'no SSM command was running'
  return finding(left.length > 0 ? 'not-cancelled' : 'cancelled', { seen: `interrupted; ${cancelled}; ${consequence(request)}` })
}

const named = (what: string, ids: readonly string[]): string[] => (ids.length > 0 ? [`${what}: ${ids.join(', ')}`] : [])

function consequence(request: Request): string {
  if (request.verb === 'mount' || request.verb === 'adopt')
    return `the outcome is unknown; check with: ${formatCommandLine(verifying(request, request.options))}`
  if (request.verb === 'unmount')
    return `the outcome is unknown; check with: ${formatCommandLine({ verb: 'status', volume: request.volume })}`
  return consequences[specOfVerb(request.verb).changes]
}

const consequences: Readonly<Record<Changes, string>> = {
  instances: 'the outcome is unknown',
  aws: 'the outcome is unknown; the same command continues where it stopped',
  locks: 'the outcome is unknown; check with: prism locks',
  tries: 'the state is unknown; run it again',
  nothing: 'nothing was changed',
}

function verifying({ volume, selectors }: Extract<Request, { verb: 'mount' | 'adopt' }>, options: MountOptions): Request {
  const client: MountOptions['client'] = options.client.kind === 'plain-nfs' ? options.client : { kind: 'auto' }
  return { verb: 'verify', volume, selectors, options: { ...options, client, adopt: false } }
}
