/** Where the comment goes: decided from the inputs and the event before anything is done, so that a workflow that cannot comment says so at once. */
import { fail } from '../../domain/catalogue.ts'
import type { Env } from './origin.ts'
import type { CommentChoice } from './read-inputs.ts'

export type CommentPlace = { readonly owner: string; readonly repo: string; readonly issue: number }

/** `readEvent` gives the text of the event's payload. Throws `bad-option` where the event has neither an issue nor a pull request. */
export function commentPlace(choice: CommentChoice, env: Env, readEvent: (path: string) => string): CommentPlace | undefined {
  if (choice.kind === 'none') return undefined
  const [owner = '', repo = ''] = (env.GITHUB_REPOSITORY ?? '').split('/')
  if (choice.kind === 'issue') return { owner, repo, issue: choice.number }
  const issue = issueOfEvent(env.GITHUB_EVENT_PATH, readEvent)
  if (issue === undefined)
    throw fail('bad-option', {
      seen: 'comment: true, but the event that started this workflow has no issue or pull request; give a number',
    })
  return { owner, repo, issue }
}

function issueOfEvent(path: string | undefined, readEvent: (path: string) => string): number | undefined {
  if (!path) return undefined
  let payload: { issue?: { number?: unknown }; pull_request?: { number?: unknown } } | null
  try {
    payload = JSON.parse(readEvent(path))
  } catch (cause) {
    throw fail('bad-option', { seen: 'comment: true, but the event’s payload cannot be read' }, cause)
  }
  const number = payload?.issue?.number ?? payload?.pull_request?.number
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : undefined
}
