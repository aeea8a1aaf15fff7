/** What a setup would change, for a terminal: a line for each document, and under it the difference. */
import type { DocumentChange, SetUpDocument } from '../domain/setup.ts'
import { plainText } from './escape.ts'
import { renderFindings } from './print/terminal-findings.ts'
import { type Look, paint, plainLines } from './print/terminal-text.ts'
import { unifiedDifference } from './unified-difference.ts'

/** `whole`: also the text of documents that are new, which is all of it. */
export function renderChanges(changes: readonly DocumentChange[], whole: boolean, look: Look): string {
  return changes.map((change) => renderChange(change, whole, look)).join('\n\n')
}

function renderChange(change: DocumentChange, whole: boolean, look: Look): string {
  const { name, sha256, readable } = change.document
  const title = (mark: string, tone: 'green' | 'yellow' | 'red', text: string) =>
    `${paint(look, tone, mark)} ${paint(look, 'bold', name)} ${plainText(text)}`
  const difference = (from: { readonly label: string; readonly text: string }) =>
    unifiedDifference({ from: from.label, to: `${name} of this Prism` }, from.text, readable, look)
  switch (change.kind) {
    case 'unchanged':
      return title('✓', 'green', `is this Prism’s, version ${change.version} (sha256 ${sha256})`)
    case 'create':
      return whole
        ? `${title('+', 'yellow', 'is not there; it is made')}\n${difference({ label: '/dev/null', text: '' })}`
        : title('+', 'yellow', `is not there; it is made, of ${plainLines(readable).length} lines, which --dry-run shows`)
    case 'update':
      return `${title('~', 'yellow', `version ${change.version} says otherwise; a new version is made and becomes the default`)}\n${difference({ label: `${name} version ${change.version}`, text: change.from })}`
    case 'make-default':
      return `${title('~', 'yellow', `version ${change.version} is this Prism’s; it becomes the default instead of version ${change.instead}`)}\n${difference({ label: `${name} version ${change.instead}`, text: change.from })}`
    case 'refused':
      return `${title('✗', 'red', 'stays as it is')}\n${renderFindings([change.finding], look)}`
  }
}

export const renderSetUp = (done: SetUpDocument, look: Look): string =>
  `${paint(look, 'green', '✓')} ${plainText(`${done.document} version ${done.version} (sha256 ${done.sha256})`)}`
