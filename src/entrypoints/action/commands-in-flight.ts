/**
 * Keeps the ids of the SSM commands that are under way in the job's state as events arrive, so that the post step can cancel
 * them when the job was cancelled and this process is gone. Also cancels at once what is dispatched after an interrupt.
 */
import type { RunEvent } from '../../domain/run.ts'
import type { Sink } from '../../runs/journal.ts'

/** Names in the runner's state. */
export const state = { main: 'main', commands: 'commands', sending: 'sending' } as const

export type InFlight = {
  readonly sink: Sink
  /** From now on a command is cancelled as soon as its id is known. */
  readonly interrupt: () => void
}

export function commandsInFlight(save: (name: string, value: string) => void, cancel: (commandId: string) => void): InFlight {
  const commands = new Map<string, Set<string>>()
  /** Sent or about to be, id not known: by `key#chunk`, the comment that SSM shows. */
  const sending = new Map<string, string>()
  let interrupted = false
  const write = () => {
    save(state.commands, JSON.stringify([...commands.values()].flatMap((ids) => [...ids])))
    save(state.sending, JSON.stringify([...sending.values()]))
  }
  const onEvent = (event: RunEvent) => {
    switch (event.type) {
      case 'dispatching':
        sending.set(`${event.data.job.key}#${event.data.chunk}`, event.data.comment)
        return write()
      case 'dispatched': {
        const { key, chunk, commandId } = event.data
        sending.delete(`${key}#${chunk}`)
        commands.set(key, (commands.get(key) ?? new Set()).add(commandId))
        write()
        if (interrupted) cancel(commandId)
        return
      }
      case 'returned':
        // after an interrupt "returned" can mean "given up": the post step cancels once more, which harms no command that has ended
        if (interrupted || event.data.more) return
        // every chunk of the job has an answer; there is nothing left to cancel
        commands.delete(event.data.key)
        for (const place of sending.keys()) if (place.startsWith(`${event.data.key}#`)) sending.delete(place)
        return write()
      default:
        return
    }
  }
  return { sink: { onEvent }, interrupt: () => (interrupted = true) }
}
