/** Each cause of what differs or is unknown, with why it matters and the exact next command. */
import type { Cause } from '../../domain/next-steps.ts'
import { undetermined } from '../doctor-words.ts'
import { instancesWords, type NameOf } from './names.ts'
import { commandLine, type Saying, severalLine, shortLine } from './say.ts'
import { type Item, type Items, items, type Line, type Span } from './view.ts'

/** `all`: how many instances there are. */
export function causesItems(causes: readonly Cause[], all: number, nameOf: NameOf, saying: Saying): Items {
  return items(
    'causes',
    causes.map((cause) => causeItem(cause, all, nameOf, saying)),
  )
}

export function causeItem(cause: Cause, all: number, nameOf: NameOf, saying: Saying): Item {
  const { names, title, instanceIds, why, fix, explain, seen, others = [] } = cause
  const name = title ?? names.join(', ')
  const on = instanceIds.length > 0 ? ` on ${instancesWords(instanceIds, all, nameOf)}` : ''
  const also = others.map((d) => `${d.cause} (${d.seen})`).join(', ')
  const head: Line = [{ strong: name }, ...(title ? [' (', { code: names.join(', ') } as Span, ')'] : []), `${on}: `]
  const explained: Line = explain.length > 0 ? [' · ', { strong: 'why:' }, ' ', ...shortLine(explain, saying)] : []
  switch (fix.kind) {
    case 'requests': {
      const { requests } = fix
      const line = [...head, { own: why.join(' ') }, ' ', { strong: 'Fix:' }, ' ']
      if (requests.length === 1) return { line: [...line, ...commandLine(requests, saying), ...explained], below: undeterminedLines(cause) }
      const after: Line[] = explain.length > 0 ? [[{ strong: 'Why:' }, ' ', ...shortLine(explain, saying)]] : []
      return {
        line: [...line, ...severalLine(requests, saying)],
        below: [],
        copy: requests.map(saying.say),
        after: [...after, ...undeterminedLines(cause)],
      }
    }
    case 'words':
      return {
        line: [...head, { own: why.join(' ') }, ' ', { strong: 'Next:' }, ' ', { own: fix.words.join(' ') }, ...explained],
        below: undeterminedLines(cause),
      }
    case 'steps':
      return {
        line: [...head, seen ?? '', '. ', why.join(' '), ' ', { strong: 'Fix:' }],
        copy: [fix.steps],
        below: [],
        after: [
          ...(fix.afterwards.length > 0 ? [[{ strong: 'Then:' }, ' ', ...commandLine(fix.afterwards, saying)] as Line] : []),
          ...(also === '' ? [] : [[`Also seen, mostly behind it: ${also}`]]),
        ],
      }
  }
}

function undeterminedLines({ undetermined: one }: Cause): Line[] {
  if (!one) return []
  const unseen = one.checks.filter((c) => c.state === 'unknown').map((c) => c.title)
  return [[unseen.length > 0 ? `Why it came to that could not be looked at further. Not seen: ${unseen.join(', ')}.` : undetermined(one)]]
}
