/** The frame of everything that the App writes: one marker that only our own comments carry, and GitHub's limit kept. */
import { cutText } from '../../render/cut-text.ts'
import { visible } from '../../render/escape.ts'

/** GitHub refuses longer bodies with 422. Characters. */
export const bodyLimit = 65_536

/** What a comment of ours is about. Hidden, and believed only where our App is the author and the marker is the last line. */
export type Marker = string & { readonly marker: unique symbol }

const marker = (kind: 'run' | 'end-of-run' | 'plan' | 'reply-to' | 'reply-to-reaction', id: string): Marker => {
  if (!/^[A-Za-z0-9]{1,32}$/.test(id)) throw new Error('a marker carries an id of letters and digits')
  return `<!-- prism:${kind}=${id} -->` as Marker
}
export const runMarker = (runId: string): Marker => marker('run', runId)
export const planMarker = (runId: string): Marker => marker('plan', runId)
export const endMarker = (runId: string): Marker => marker('end-of-run', runId)
export const thumbMarker = (reactionId: number): Marker => marker('reply-to-reaction', String(reactionId))
export const replyMarker = (commentId: number): Marker => marker('reply-to', String(commentId))

const cutNote = '\n\n*(cut here: GitHub’s limit for a comment)*'

/** The body as it is sent: HTML comments in it are made visible, so that no data can hide or pass as a marker. */
export function framed(text: string, mark: Marker, foot = ''): string {
  const end = foot === '' ? mark : `${visible(foot)}\n\n${mark}`
  const limit = { most: bodyLimit - end.length - 2, size: (part: string) => part.length }
  return `${cutText(visible(text), limit, cutNote)}\n\n${end}`
}
