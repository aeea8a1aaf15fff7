/**
 * A RunCommand that behaves as scripted: what each send answers and what each instance's invocation turns into.
 * It stands in for SSM where the journal's own behaviour is tested; it keeps what was sent, so that tests count sends.
 */
import { chunksOf } from '../../src/aws/pages.ts'
import { fail } from '../../src/domain/catalogue.ts'
import type { CommandToSend, Invocation, RunCommand, SendOutcome } from '../../src/domain/ports.ts'
import { hasEnded } from '../../src/runs/await-invocations.ts'

export type ScriptedSsm = RunCommand & { readonly sent: CommandToSend[]; readonly cancelled: string[] }

export function scriptedSsm(script: {
  readonly answerSend?: (command: CommandToSend, n: number) => SendOutcome
  readonly invocation: (instanceId: string, command: CommandToSend, tick: number) => Invocation | undefined
  readonly full?: (instanceId: string, command: CommandToSend) => Invocation
  /** Whether ListCommands shows what was sent. */
  readonly listed?: boolean
  /** Who has the tag when SSM looks; else those that are meant. */
  readonly tagged?: readonly string[]
}): ScriptedSsm {
  const sent: CommandToSend[] = []
  const ids = new Map<string, CommandToSend>()
  const ticks = new Map<string, number>()
  const cancelled: string[] = []
  const listOf = (commandId: string, tick: number): readonly Invocation[] => {
    const command = ids.get(commandId)!
    const to = command.tag ? (script.tagged ?? command.instanceIds) : command.instanceIds
    return to.flatMap((id) => script.invocation(id, command, tick) ?? [])
  }
  return {
    sent,
    cancelled,
    send: async (command) => {
      sent.push(command)
      const commandId = `c-${sent.length}`
      ids.set(commandId, command)
      return script.answerSend?.(command, sent.length) ?? { kind: 'sent', commandId }
    },
    invocations: async (commandId, read = (page) => page) => {
      const tick = ticks.get(commandId) ?? 0
      ticks.set(commandId, tick + 1)
      const all = listOf(commandId, tick)
      const kept: Invocation[] = []
      for (const page of chunksOf(all, 50)) {
        const some = await read(page)
        if (!some) break
        kept.push(...some)
      }
      return kept
    },
    counts: async (commandId) => {
      const all = listOf(commandId, ticks.get(commandId) ?? 0)
      const ended = all.filter(hasEnded).length
      return { ended, of: all.length, over: ended === all.length }
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
