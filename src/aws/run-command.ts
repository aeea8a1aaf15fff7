/** The RunCommand port over SSM. */
import type { CommandInvocation } from '@aws-sdk/client-ssm'
import type { Clock, Invocation, RunCommand } from '../domain/ports.ts'
import type { AwsClients } from './clients.ts'
import { ask, causeIs } from './failures.ts'
import { invocationState } from './invocation-state.ts'
import { allPages } from './pages.ts'
import { sendCommand } from './send-command.ts'

export type RunCommandOptions = {
  readonly clients: Pick<AwsClients, 'ssm' | 'ssmOnce'>
  readonly clock: Clock
  readonly random?: () => number
}

export function createRunCommand({ clients, clock, random = Math.random }: RunCommandOptions): RunCommand {
  return {
    send: async (command) => sendCommand(await clients.ssmOnce(), clock, command, random),

    invocations: async (commandId, read = (page) => page) => {
      const { client, sdk } = await clients.ssm()
      try {
        return await allPages(async (token) => {
          const input = { CommandId: commandId, Details: true, MaxResults: 50, ...(token ? { NextToken: token } : {}) }
          const page = await ask('ssm:ListCommandInvocations', () => client.send(new sdk.ListCommandInvocationsCommand(input)))
          const items = await read((page.CommandInvocations ?? []).map(fromList))
          return { items, next: items && page.NextToken }
        })
      } catch (error) {
        // the command is not visible yet; absence proves nothing
        if (causeIs(error, 'InvalidCommandId', 'InvocationDoesNotExist')) return []
        throw error
      }
    },

    counts: async (commandId) => {
      const { client, sdk } = await clients.ssm()
      try {
        const found = await ask('ssm:ListCommands', () => client.send(new sdk.ListCommandsCommand({ CommandId: commandId })))
        const [command] = found.Commands ?? []
        const { CompletedCount = 0, TargetCount = 0, Status = 'Pending' } = command ?? {}
        return command && { ended: CompletedCount, of: TargetCount, over: !underWay.has(Status) }
      } catch (error) {
        if (causeIs(error, 'InvalidCommandId')) return undefined
        throw error
      }
    },

    output: async (commandId, instanceId) => {
      const { client, sdk } = await clients.ssm()
      try {
        const input = { CommandId: commandId, InstanceId: instanceId }
        const found = await ask('ssm:GetCommandInvocation', () => client.send(new sdk.GetCommandInvocationCommand(input)))
        const details = found.StatusDetails ?? found.Status ?? ''
        return {
          instanceId,
          state: invocationState(found.Status ?? '', details),
          details,
          output: found.StandardOutputContent ?? '',
          errorOutput: found.StandardErrorContent ?? '',
          ...exitCode(found.ResponseCode),
        }
      } catch (error) {
        // as normal right after sending as an empty list is: the caller asks again
        if (causeIs(error, 'InvocationDoesNotExist'))
          return { instanceId, state: 'pending', details: 'InvocationDoesNotExist', output: '', errorOutput: '' }
        throw error
      }
    },

    cancel: async (commandId, instanceIds) => {
      const { client, sdk } = await clients.ssm()
      const input = { CommandId: commandId, ...(instanceIds ? { InstanceIds: [...instanceIds] } : {}) }
      await ask('ssm:CancelCommand', () => client.send(new sdk.CancelCommandCommand(input)))
    },

    recent: async (since) => {
      const { client, sdk } = await clients.ssm()
      // SSM reads whole seconds; rounding down asks for more rather than for less
      const invokedAfter = `${since.toISOString().slice(0, 19)}Z`
      const found = await allPages(async (token) => {
        const input = {
          Filters: [{ key: 'InvokedAfter' as const, value: invokedAfter }],
          MaxResults: 50,
          ...(token ? { NextToken: token } : {}),
        }
        const page = await ask('ssm:ListCommands', () => client.send(new sdk.ListCommandsCommand(input)))
        return { items: page.Commands, next: page.NextToken }
      }, 20)
      // by whatever document it went: the comment carries the job's key
      return found.flatMap((c) => (c.CommandId ? [{ commandId: c.CommandId, comment: c.Comment ?? '' }] : []))
    },
  }
}

/** A command's states before its end. */
const underWay = new Set<string>(['Pending', 'InProgress', 'Cancelling'])

function fromList(found: CommandInvocation): Invocation {
  const details = found.StatusDetails ?? found.Status ?? ''
  const plugins = found.CommandPlugins ?? []
  // the plugin's name in AWS-RunShellScript, the step's in a document of our own
  const plugin = plugins.find((p) => /runShellScript/i.test(p.Name ?? '')) ?? plugins[0]
  const state = invocationState(found.Status ?? '', details)
  return { instanceId: found.InstanceId ?? '', state, details, ...splitOutput(plugin?.Output ?? ''), ...exitCode(plugin?.ResponseCode) }
}

/**
 * The list has one text for both streams: stdout, then this marker and stderr. The first marker counts, because stdout carries only
 * our encoded transcript while stderr carries what programs of the host print.
 */
const marker = '----------ERROR-------'
function splitOutput(text: string): { readonly output: string; readonly errorOutput: string } {
  const at = text.indexOf(marker)
  if (at < 0) return { output: text, errorOutput: '' }
  return { output: text.slice(0, at).replace(/\n$/, ''), errorOutput: text.slice(at + marker.length).replace(/^\n/, '') }
}

/** -1 stands for "not ended". */
const exitCode = (code: number | undefined): { exitCode?: number } => (code === undefined || code < 0 ? {} : { exitCode: code })
