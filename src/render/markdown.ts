/** A run as its GitHub comment or step summary, at any stage: verdict first, then what differs, then what holds, then the details. */
import type { Finding } from '../domain/catalogue.ts'
import type { Request } from '../domain/request.ts'
import type { Run } from '../domain/run.ts'
import { codeLine } from './escape.ts'
import { layOut } from './lay-out.ts'
import type { Limit } from './page.ts'
import { pageOf } from './print/page-of.ts'
import { type Besides, findingsView, runView } from './view/run.ts'
import { inComment } from './view/say.ts'
import type { View } from './view/view.ts'
import { spoken } from './words.ts'

/** GitHub's limit for a comment is 65,536 characters (facts); the marker and a note need some of them. */
export const commentLimit: Limit = { most: 64_000, aim: 12_000, size: (text) => text.length }

/** `say`: a request as a comment says it; without options where it is left out. */
export function renderRunMarkdown(
  run: Run,
  say: (request: Request) => string = inComment.say,
  besides: Besides & { readonly limit?: Limit } = {},
): string {
  // the head and the foot are never cut, so what was asked is not said at any length
  const saying = { say: (request: Request) => briefly(say(request)) }
  return layOut(pageOf(runView(run, saying, besides), whereAll(run.request)), besides.limit ?? commentLimit)
}

/** Where there is no run, or none that can be shown. */
export const renderFindingsMarkdown = (mark: View['mark'], headline: string, findings: readonly Finding[], limit: Limit): string =>
  layOut(pageOf(findingsView(mark, headline, findings, inComment), ''), limit)

const briefly = (text: string): string => (text.length > 2_000 ? `${text.slice(0, 2_000)}…` : text)

/** What changed something is looked at again by a verify. */
function whereAll(request: Request): string {
  const words = spoken(request).replace(/^(?:mount|adopt|unmount) /, 'verify ')
  return `Everything: ${codeLine(`prism volume ${briefly(words)} --full`)} at a terminal, or its JSON.`
}
