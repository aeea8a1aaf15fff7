/**
 * The id of a comment's nth run. It is made of the comment alone, so a process that works on a comment again, after a crash or with a
 * store that was restored, finds the run, its comment in the thread and its jobs on the hosts under the same name.
 */
import { createHash } from 'node:crypto'
import { ulid } from 'ulid'
import type { CommentEvent } from './comment-event.ts'
import type { ThumbEvent } from './thumb-event.ts'

/** A ULID of the comment's time. `gitHub` is the API's address: each GitHub has its own numbers. */
export const runIdOf = (gitHub: string, { commentId, createdAt }: Pick<CommentEvent, 'commentId' | 'createdAt'>, n: number): string =>
  idOf([gitHub, commentId, n], createdAt)

/** Of the run that a 👍 has carried out; numbers of reactions are not those of comments. */
export const runIdOfThumb = (gitHub: string, { thumbId, at }: Pick<ThumbEvent, 'thumbId' | 'at'>): string =>
  idOf([gitHub, 'reaction', thumbId], at)

function idOf(what: readonly unknown[], at: string): string {
  const bytes = createHash('sha256').update(JSON.stringify(what)).digest().values()
  return ulid(Date.parse(at), () => (bytes.next().value ?? 0) / 256)
}
