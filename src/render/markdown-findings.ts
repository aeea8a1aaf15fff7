/** Findings as a list: what was seen, why it matters, what to do. `why` and `next` are the catalogue's own Markdown. */
import type { Finding } from '../domain/catalogue.ts'
import { code, markdown } from './escape.ts'
import { type List, list } from './page.ts'

export function findingsMarkdown(findings: readonly Finding[]): string {
  return findings.map((f) => findingMarkdown(f)).join('\n')
}

/** `title` may be empty; `nameOf`: what an instance is called. */
export function findingsList(findings: readonly Finding[], title = '', nameOf?: (instanceId: string) => string | undefined): List {
  return list(
    'findings',
    title,
    findings.map((f) => findingMarkdown(f, nameOf)),
  )
}

function findingMarkdown(
  { code: what, seen, why, next, instanceId }: Finding,
  nameOf?: (instanceId: string) => string | undefined,
): string {
  const name = instanceId === undefined ? undefined : nameOf?.(instanceId)
  const where = instanceId === undefined ? '' : ` on ${name === undefined ? '' : `${markdown(name)} `}${code(instanceId)}`
  return `- **${what}**${where}: ${markdown(seen)}\n  - Why it matters: ${markdown(why)}\n  - Next: ${next}`
}
