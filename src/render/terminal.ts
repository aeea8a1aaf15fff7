/** Any answer, as text for a terminal. */
import type { Finding } from '../domain/catalogue.ts'
import type { ProvisionStep } from '../domain/ports.ts'
import type { Request } from '../domain/request.ts'
import type { Answer } from '../domain/run.ts'
import { type Manner, printTerminal } from './print/terminal-print.ts'
import type { Look } from './print/terminal-text.ts'
import { stepsTable } from './view/lists.ts'
import { answerView, findingsBlocks } from './view/run.ts'
import { atTerminal } from './view/say.ts'
import { emptyView, type Line } from './view/view.ts'

export { renderFindings } from './print/terminal-findings.ts'
export type { Look } from './print/terminal-text.ts'

/** `foot`: what is to be said after it, e.g. by which document the commands went; `also`: findings that are in no answer. */
type Besides = Partial<Manner> & { readonly foot?: readonly string[]; readonly also?: readonly Finding[] }

/** Lines without a final newline. `width` in columns; `say`: a request as a command line, without options where it is left out. */
export function renderTerminal(
  answer: Answer,
  look: Look,
  say: (request: Request) => string = atTerminal.say,
  besides: Besides = {},
): string {
  const view = answerView(answer, { say })
  const { full = false, foot = [], also = [] } = besides
  const whole = {
    ...view,
    first: [...findingsBlocks(also, {}, { say }), ...view.first],
    foot: [...view.foot, ...foot.map((line): Line => [line])],
  }
  return printTerminal(whole, look, { full })
}

/** What was made by the time a run ended without an answer. */
export const renderMade = (made: readonly ProvisionStep[], look: Look): string =>
  printTerminal({ ...emptyView, mark: 'unknown', headline: ['Done until then:'], first: [stepsTable(made)] }, look, { full: true })
