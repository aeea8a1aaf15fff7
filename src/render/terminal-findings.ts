/** Findings: what was seen, why it matters, what to do next. */
import type { Finding } from '../domain/catalogue.ts'
import { kindOf } from '../domain/catalogue.ts'
import { plainText } from './escape.ts'
import { type Look, paint, plainLines } from './terminal-text.ts'

/** One block per finding; the same finding of several instances is one block that names them all. */
export function renderFindings(findings: readonly Finding[], look: Look): string {
  return grouped(findings)
    .map(({ finding, instanceIds }) => block(finding, instanceIds, look))
    .join('\n')
}

function grouped(findings: readonly Finding[]) {
  const groups = new Map<string, { finding: Finding; instanceIds: string[] }>()
  for (const finding of findings) {
    const key = JSON.stringify([finding.code, finding.seen, finding.why, finding.next])
    const group = groups.get(key) ?? { finding, instanceIds: [] }
    if (finding.instanceId && !group.instanceIds.includes(finding.instanceId)) group.instanceIds.push(finding.instanceId)
    groups.set(key, group)
  }
  return [...groups.values()]
}

function block(finding: Finding, instanceIds: readonly string[], look: Look): string {
  const doubt = kindOf(finding.code) === 'doubt'
  const mark = paint(look, doubt ? 'yellow' : 'red', `${doubt ? '?' : '✗'} ${finding.code}`)
  const where = instanceIds.length > 0 ? ` on ${instanceIds.map(plainText).join(', ')}` : ''
  const [first = '', ...more] = plainLines(finding.seen)
  return [
    `${mark}${where}: ${first}`,
    ...more.map((line) => `    ${line}`),
    `    ${paint(look, 'dim', 'why ')} ${plainText(finding.why)}`,
    `    ${paint(look, 'dim', 'next')} ${plainText(finding.next)}`,
  ].join('\n')
}
