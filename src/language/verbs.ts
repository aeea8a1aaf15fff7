/** What can be asked for in a comment, and what a workflow step can ask for. */
import { offeredAt } from '../domain/verbs.ts'

export const commentVerbs = offeredAt('comment')
export type CommentVerb = (typeof commentVerbs)[number]

export const actionVerbs = offeredAt('action')
export type ActionVerb = (typeof actionVerbs)[number]
