/** Findings without a run: what was seen, why it matters, what to do next. */
import { type Finding, kindOf } from '../../domain/catalogue.ts'
import { atTerminal, drawLine, type Look, paint, plainLines } from './terminal-text.ts'

/** One block per finding; the same finding of several instances is one block that names them all. */
export function renderFindings(findings: readonly Finding[], look: Look): string {
  return [...Map.groupBy(findings, (f) => JSON.stringify([f.code, f.seen, f.why, f.next])).values()]
    .map((same) => block(same[0]!, [...new Set(same.flatMap((f) => f.instanceId ?? []))], look))
    .join('\n')
}

function block(finding: Finding, instanceIds: readonly string[], look: Look): string {
  const doubt = kindOf(finding.code) === 'doubt'
  const where = instanceIds.length > 0 ? ` on ${instanceIds.join(', ')}` : ''
  const [seen = '', ...more] = plainLines(finding.seen)
  const [first = '', ...rest] = drawLine(look, [`${finding.code}${where}: ${seen}`], doubt ? '? ' : '✗ ')
  const head = `${doubt ? '?' : '✗'} ${finding.code}`
  return [
    first.startsWith(head) ? `${paint(look, doubt ? 'yellow' : 'red', head)}${first.slice(head.length)}` : first,
    ...rest,
    ...more.flatMap((line) => drawLine(look, [line], '    ')),
    ...drawLine(look, [{ strong: 'Why:' }, ` ${finding.why}`], '    '),
    ...drawLine(look, [{ strong: 'Next:' }, ` ${atTerminal(finding.next)}`], '    '),
  ].join('\n')
}
