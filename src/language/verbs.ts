/** The verbs of a comment and of a workflow step. */
import { offeredAt } from '../domain/verbs.ts'

export const commentVerbs = offeredAt('comment')
export type CommentVerb = (typeof commentVerbs)[number]

export const actionVerbs = offeredAt('action')
export type ActionVerb = (typeof actionVerbs)[number]
