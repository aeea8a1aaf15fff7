/** How a request is said where a result is read. */
import type { Request } from '../../domain/request.ts'
import { spoken } from '../words.ts'
import { between, type Line } from './view.ts'

export type Saying = {
  readonly say: (request: Request) => string
  /** Said besides, where a reader may not be able to say it the first way. */
  readonly terminal?: (request: Request) => string
}

/** More lines than that are counted: what was asked for so many is asked again as it was. */
const maxCommands = 3

/** `comment /prism mount research-data calc-2`; `told`: that it is a comment was said just before. */
export function commandsLine(requests: readonly Request[], { say, terminal }: Saying, told = false): Line {
  const said = requests.slice(0, maxCommands).map((request): Line => {
    const words = say(request)
    const comment: Line = words.startsWith('/prism ') && !told ? ['comment ', { code: words }] : [{ code: words }]
    return terminal && !told ? [...comment, ', or at a terminal ', { code: terminal(request) }] : comment
  })
  const more = requests.length - maxCommands
  return [...between(said, ', '), ...(more > 0 ? [`, and ${more} more of the kind for the other instances`] : [])]
}

/** Without options. */
export const inComment: Saying = { say: (request) => `/prism ${spoken(request)}` }
export const atTerminal: Saying = { say: (request) => `prism volume ${spoken(request)}` }
