/** Findings as a list: what was seen, why it matters, what to do. `why` and `next` are the catalogue's own Markdown. */
import type { Finding } from '../domain/catalogue.ts'
import { code, markdown } from './escape.ts'

export function findingsMarkdown(findings: readonly Finding[]): string {
  return findings
    .map(
      (f) =>
        `- **${f.code}**${f.instanceId ? ` on ${code(f.instanceId)}` : ''}: ${markdown(f.seen)}\n  - Why it matters: ${markdown(f.why)}\n  - Next: ${f.next}`,
    )
    .join('\n')
}
