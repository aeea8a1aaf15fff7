/** How a request is said where a result is read. */
import type { Request } from '../../domain/request.ts'
import { spoken } from '../words.ts'
import type { Line } from './view.ts'

export type Saying = {
  readonly say: (request: Request) => string
  /** Said besides, where a reader may not be able to say it the first way. */
  readonly terminal?: (request: Request) => string
}

/** `comment /prism mount research-data calc-2`; of several, the first. */
export function commandLine(requests: readonly Request[], { say, terminal }: Saying): Line {
  const [first] = requests
  if (!first) return []
  const words = say(first)
  const comment: Line = isComment(words) ? ['comment ', { code: words }] : [{ code: words }]
  return terminal ? [...comment, ', or at a terminal ', { code: terminal(first) }] : comment
}

/** Beside one that is told already how to say it; of several the first, and how many there are. */
export function shortLine(requests: readonly Request[], { say }: Saying): Line {
  const [first] = requests
  if (!first) return []
  return [{ code: say(first) }, ...(requests.length > 1 ? [` (the first of ${requests.length} such commands)`] : [])]
}

const isComment = (words: string): boolean => words.startsWith('/prism ')

/** How several are to be said, each on a line of its own. */
export function severalLine(requests: readonly Request[], { say, terminal }: Saying): Line {
  const comments = requests.some((r) => isComment(say(r)))
  return [
    comments ? 'comment, each by itself' : 'each of',
    ...(terminal ? [' (at a terminal: ', { code: 'prism volume' }, ' instead of ', { code: '/prism' }, ')'] : []),
    ':',
  ]
}

/** Without options. */
export const inComment: Saying = { say: (request) => `/prism ${spoken(request)}` }
export const atTerminal: Saying = { say: (request) => `prism volume ${spoken(request)}` }
