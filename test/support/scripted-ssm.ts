/**
 * A RunCommand that behaves as scripted: what each send answers and what each instance's invocation turns into.
 * It stands in for SSM where the journal's own behaviour is tested; it keeps what was sent, so that tests count sends.
 */
import { fail } from '../../src/domain/catalogue.ts'
import type { CommandToSend, Invocation, RunCommand, SendOutcome } from '../../src/domain/ports.ts'

export type ScriptedSsm = RunCommand & { readonly sent: CommandToSend[]; readonly cancelled: string[] }

export function scriptedSsm(script: {
  readonly answerSend?: (command: CommandToSend, n: number) => SendOutcome
  readonly invocation: (instanceId: string, command: CommandToSend, tick: number) => Invocation | undefined
  readonly full?: (instanceId: string, command: CommandToSend) => Invocation
  /** Whether ListCommands shows what was sent. */
  readonly listed?: boolean
}): ScriptedSsm {
  const sent: CommandToSend[] = []
  const ids = new Map<string, CommandToSend>()
  const ticks = new Map<string, number>()
  const cancelled: string[] = []
  return {
    sent,
    cancelled,
    send: async (command) => {
      sent.push(command)
      const commandId = `c-${sent.length}`
      ids.set(commandId, command)
      return script.answerSend?.(command, sent.length) ?? { kind: 'sent', commandId }
    },
    invocations: async (commandId) => {
      const command = ids.get(commandId)!
      const tick = ticks.get(commandId) ?? 0
      ticks.set(commandId, tick + 1)
      return command.instanceIds.flatMap((id) => script.invocation(id, command, tick) ?? [])
    },
    output: async (commandId, instanceId) => {
      if (!script.full) throw fail('aws-denied', { seen: 'ssm:GetCommandInvocation' })
      return script.full(instanceId, ids.get(commandId)!)
    },
    cancel: async (commandId) => {
      cancelled.push(commandId)
    },
    recent: async () => (script.listed === false ? [] : [...ids].map(([commandId, { comment }]) => ({ commandId, comment }))),
  }
}
