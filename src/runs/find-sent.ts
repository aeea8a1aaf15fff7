/** Looks for a command by its comment. ListCommands is eventually consistent, so it asks for a while. */
import type { DispatchContext } from './dispatch-context.ts'

/** Seconds after which to ask again. Together the time in which SSM usually lists a command. */
const waits = [0, 1, 2, 4, 8]

export async function findSent(
  comment: string,
  sentAt: Date,
  ctx: Pick<DispatchContext, 'runCommand' | 'clock' | 'signal'>,
): Promise<string | undefined> {
  // a little earlier than we think we sent: clocks differ
  const since = new Date(sentAt.getTime() - 120_000)
  for (const seconds of waits) {
    if (seconds > 0) await ctx.clock.sleep(seconds * 1000, ctx.signal)
    try {
      const found = (await ctx.runCommand.recent(since)).find((c) => c.comment === comment)
      if (found) return found.commandId
    } catch {
      // not being able to ask is like not finding: it proves nothing
    }
  }
  return undefined
}
