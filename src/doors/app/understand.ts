/** Command lines → what they ask for, or everything that was not understood. */
import { type Finding, fail, finding, PrismError } from '../../domain/catalogue.ts'
import { quote } from '../../domain/names.ts'
import type { Request } from '../../domain/request.ts'
import type { Help, Language } from './language.ts'

const longestConversation = 5

export type Understood = { readonly parsed: readonly (Request | Help)[]; readonly findings: readonly Finding[] }

/** All or nothing: one line that is not understood, and none is done. */
export function understand(language: Language, lines: readonly string[]): Understood {
  const parsed: (Request | Help)[] = []
  const findings: Finding[] = []
  if (lines.length > longestConversation)
    findings.push(finding('too-large', { seen: `${lines.length} commands; a comment may hold ${longestConversation}` }))
  for (const line of lines.slice(0, longestConversation))
    try {
      parsed.push(offered(language.parseCommand(line)))
    } catch (error) {
      if (!(error instanceof PrismError)) throw error
      findings.push(error.finding, ...error.others)
    }
  return { parsed, findings }
}

/** Creating and deleting volumes is not offered in comments. */
function offered(command: Request | Help): Request | Help {
  if (!('verb' in command)) return command
  switch (command.verb) {
    case 'mount':
    case 'adopt':
    case 'verify':
    case 'doctor':
    case 'verify-all':
    case 'unmount':
    case 'status':
      return command
    case 'create':
    case 'delete':
    case 'volumes':
    case 'instances':
      throw fail('bad-command', { seen: quote(`${command.verb} is not offered in comments`) })
  }
}
