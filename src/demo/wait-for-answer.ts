/** Waits until the app has answered in the thread: the last reaction on the command is there, and the comment has its verdict. */
import type { ThreadEntry } from '../lab/github/thread.ts'

export type Answer = {
  readonly comment: string
  readonly reactions: readonly string[]
  readonly verdict: 'holds' | 'differs' | 'unknown'
}

const limit = 60_000
/** The verdict is the mark in the comment's first line. */
const marks = { '✅': 'holds', '❌': 'differs', '❔': 'unknown' } as const
const last = ['rocket', '-1', 'confused']

/** Throws with the thread as it stands when no answer has come within a minute. */
export async function waitForAnswer(thread: () => readonly ThreadEntry[], commandId: number): Promise<Answer> {
  const deadline = Date.now() + limit
  for (;;) {
    const asked = thread().find((c) => c.id === commandId)
    const answer = thread().find((c) => c.id > commandId && c.author.endsWith('[bot]'))
    const reactions = asked?.reactions.map((r) => r.content) ?? []
    const verdict = Object.entries(marks).find(([mark]) => answer?.body.split('\n', 1)[0]?.includes(mark))?.[1]
    if (answer && verdict && reactions.some((r) => last.includes(r))) return { comment: answer.body, reactions, verdict }
    if (Date.now() > deadline) throw new Error(`no answer within a minute; the thread:\n${JSON.stringify(thread(), undefined, 2)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** The first comment of the App's below that one in which it stands. Throws as above. */
export async function waitForComment(thread: () => readonly ThreadEntry[], below: number, what: RegExp): Promise<ThreadEntry> {
  const deadline = Date.now() + limit
  for (;;) {
    const found = thread().find((c) => c.id > below && c.author.endsWith('[bot]') && what.test(c.body))
    if (found) return found
    if (Date.now() > deadline) throw new Error(`no answer within a minute; the thread:\n${JSON.stringify(thread(), undefined, 2)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
