import type { Agents } from './agent.ts'
import { isOver, type LabCommand, type LabInvocation } from './state.ts'

/** Sends a command's invocations out, at most MaxConcurrency at a time, until errors exceed MaxErrors; the rest is Terminated. */
export function dispatch(command: LabCommand, agents: Agents): void {
  const waiting = [...command.invocations]
  let out = 0

  const next = (): void => {
    if (errorsOf(command) > allowedErrors(command))
      for (const invocation of waiting.splice(0))
        if (!isOver(invocation)) Object.assign(invocation, { status: 'Cancelled', details: 'Terminated' })
    while (waiting.length > 0 && out < concurrency(command)) {
      const invocation = waiting.shift()!
      if (isOver(invocation)) continue
      out += 1
      agents.deliver(invocation, () => {
        out -= 1
        next()
      })
    }
  }
  next()
}

/** Delivery time-outs don't count as errors; so a command can be a Success with instances that it never reached. */
export function errorsOf(command: LabCommand): number {
  return command.invocations.filter(isError).length
}

function isError(invocation: LabInvocation): boolean {
  return invocation.status === 'Failed' || invocation.details === 'ExecutionTimedOut'
}

/** Pending → InProgress → what its invocations came to. */
export function statusOf(command: LabCommand): { readonly status: string; readonly details: string } {
  const all = command.invocations
  if (all.length === 0) return { status: 'Success', details: 'NoInstancesInTag' }
  if (!all.every(isOver)) {
    if (command.cancelled) return { status: 'Cancelling', details: 'Cancelling' }
    return all.every((one) => one.status === 'Pending')
      ? { status: 'Pending', details: 'Pending' }
      : { status: 'InProgress', details: 'InProgress' }
  }
  if (command.cancelled) return { status: 'Cancelled', details: 'Cancelled' }
  if (errorsOf(command) > allowedErrors(command)) {
    const timedOut = all.filter(isError).every((one) => one.status === 'TimedOut')
    return timedOut ? { status: 'TimedOut', details: 'ExecutionTimedOut' } : { status: 'Failed', details: 'Failed' }
  }
  if (all.every((one) => one.details === 'DeliveryTimedOut')) return { status: 'TimedOut', details: 'DeliveryTimedOut' }
  if (errorsOf(command) > 0) return { status: 'Failed', details: 'Incomplete' }
  return { status: 'Success', details: 'Success' }
}

function concurrency(command: LabCommand): number {
  return Math.max(1, share(command.maxConcurrency, command.invocations.length))
}

function allowedErrors(command: LabCommand): number {
  return share(command.maxErrors, command.invocations.length)
}

/** `10` or `10%`, the latter rounded down. */
function share(text: string, of: number): number {
  return text.endsWith('%') ? Math.floor((Number.parseInt(text, 10) * of) / 100) : Number.parseInt(text, 10)
}
