import { z } from 'zod'
import { AwsError } from '../wire/errors.ts'
import { type Operations, operation } from '../wire/operation.ts'
import { describeCommand, describeInvocation, describeInvocationFully } from './describe.ts'
import { statusOf } from './dispatch.ts'
import * as shape from './shapes.ts'
import { commandOf, isOver, type LabCommand, type LabInvocation, type Ssm, seen, ssmPage } from './state.ts'

const listShape = z.strictObject({
  CommandId: shape.commandId.optional(),
  InstanceId: shape.instanceId.optional(),
  MaxResults: shape.pageSize,
  NextToken: z.string().optional(),
  Filters: shape.commandFilters,
})

/** ListCommands, ListCommandInvocations, GetCommandInvocation: newest first, and not always at once. */
export function watchCommandOperations(ssm: Ssm): Operations {
  return {
    ListCommands: operation(listShape, (input) => {
      const now = ssm.world.clock.now()
      const asked = recent(ssm, input).filter((command) => input.NextToken !== undefined || seen(command.sight.commands, now))
      const { items, next } = ssmPage(asked, input.MaxResults, input.NextToken)
      return { Commands: items.map((command) => describeCommand(ssm, command)), ...(next && { NextToken: next }) }
    }),

    ListCommandInvocations: operation(listShape.extend({ Details: z.boolean().default(false) }), (input) => {
      const now = ssm.world.clock.now()
      const asked = recent(ssm, { ...input, Filters: input.Filters?.filter(({ key }) => key !== 'Status') })
        .filter((command) => input.NextToken !== undefined || seen(command.sight.invocations, now))
        .flatMap((command) => command.invocations)
        .filter((one) => input.InstanceId === undefined || one.instanceId === input.InstanceId)
        .filter((one) => (input.Filters ?? []).every(({ key, value }) => key !== 'Status' || one.status === value))
      const { items, next } = ssmPage(asked, input.MaxResults, input.NextToken)
      return { CommandInvocations: items.map((one) => describeInvocation(ssm, one, input.Details)), ...(next && { NextToken: next }) }
    }),

    GetCommandInvocation: operation(
      z.strictObject({ CommandId: shape.commandId, InstanceId: shape.instanceId, PluginName: z.string().min(4).optional() }),
      (input) => {
        const command = ssm.commands.get(input.CommandId)
        const found = command?.invocations.find((one) => one.instanceId === input.InstanceId)
        if (command === undefined || found === undefined || !seen(command.sight.invocations, ssm.world.clock.now()))
          throw new AwsError('InvocationDoesNotExist', 'InvocationDoesNotExist')
        if (input.PluginName !== undefined && input.PluginName !== command.pluginName)
          throw new AwsError('InvalidPluginName', 'InvalidPluginName')
        return describeInvocationFully(found)
      },
    ),

    CancelCommand: operation(
      z.strictObject({ CommandId: shape.commandId, InstanceIds: z.array(shape.instanceId).max(50).default([]) }),
      (input) => {
        const command = commandOf(ssm, input.CommandId)
        const all = command.invocations.filter((one) => input.InstanceIds.length === 0 || input.InstanceIds.includes(one.instanceId))
        if (input.InstanceIds.some((id) => !command.invocations.some((one) => one.instanceId === id)))
          throw new AwsError('InvalidInstanceId', 'The command was not sent to all of the instances named.')
        if (input.InstanceIds.length === 0 && command.invocations.some((one) => !isOver(one))) command.cancelled = true
        for (const one of all) cancel(one)
      },
    ),
  }
}

/** What runs is killed and then Cancelled; what waits is Cancelled at once; what is over stays as it is. */
function cancel(invocation: LabInvocation): void {
  if (invocation.status === 'Pending') Object.assign(invocation, { status: 'Cancelled', details: 'Cancelled' })
  else if (invocation.status === 'InProgress') Object.assign(invocation, { status: 'Cancelling', details: 'Cancelling' })
  else return
  invocation.abort.abort()
}

type InvocationQuery = Pick<z.output<typeof listShape>, 'CommandId' | 'InstanceId' | 'Filters'>

/** A hidden or unknown id is an empty list here, never an error. */
function recent(ssm: Ssm, asked: InvocationQuery): LabCommand[] {
  return [...ssm.commands.values()]
    .reverse()
    .filter((command) => asked.CommandId === undefined || command.id === asked.CommandId)
    .filter((command) => asked.InstanceId === undefined || command.invocations.some((one) => one.instanceId === asked.InstanceId))
    .filter((command) => (asked.Filters ?? []).every((filter) => passes(command, filter)))
}

function passes(command: LabCommand, filter: { readonly key: string; readonly value: string }): boolean {
  switch (filter.key) {
    case 'InvokedAfter':
      return command.requestedAt.getTime() > timeOf(filter.value)
    case 'InvokedBefore':
      return command.requestedAt.getTime() < timeOf(filter.value)
    case 'Status': {
      const { status, details } = statusOf(command)
      return status === filter.value || details === filter.value
    }
    case 'DocumentName':
      return command.documentName === filter.value
    default:
      return command.invocations.every(isOver) === (filter.value === 'Complete')
  }
}

/** SSM wants whole seconds: `2024-07-07T00:00:00Z`. */
function timeOf(text: string): number {
  const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(time))
    throw new AwsError('ValidationException', `The filter value '${text}' is not a timestamp like 2024-07-07T00:00:00Z.`)
  return time
}
