/** Each cause of what differs or is unknown, with why it matters and the exact next command. */
import type { Cause } from '../../domain/next-steps.ts'
import { undetermined } from '../doctor-words.ts'
import { instancesWords, type NameOf } from './names.ts'
import { commandsLine, type Saying } from './say.ts'
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
  const explained: Line = explain.length > 0 ? [' · ', { strong: 'why:' }, ' ', ...commandsLine(explain, saying, fix.kind === 'requests')] : []
  switch (fix.kind) {
    case 'requests':
      return {
        line: [...head, { own: why.join(' ') }, ' ', { strong: 'Fix:' }, ' ', ...commandsLine(fix.requests, saying), ...explained],
        below: undeterminedLines(cause),
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
          ...(fix.afterwards.length > 0 ? [[{ strong: 'Then:' }, ' ', ...commandsLine(fix.afterwards, saying)] as Line] : []),
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
