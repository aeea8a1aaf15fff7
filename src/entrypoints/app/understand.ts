/** Command lines → what they ask for, or everything that was not understood. */
import { type Finding, fail, finding, PrismError } from '../../domain/catalogue.ts'
import { quote } from '../../domain/names.ts'
import type { Request } from '../../domain/request.ts'
import { isOffered } from '../../domain/verbs.ts'
import type { Continued } from './continued.ts'
import type { Aside, CommandLine, Language } from './language.ts'

const longestConversation = 5

export type Understood = {
  readonly parsed: readonly (Request | Aside)[]
  readonly findings: readonly Finding[]
  /** Commands that go on below their line; none of them is among the parsed. */
  readonly continued: readonly Continued[]
}

/** All or nothing: if one line is not understood, none runs. */
export function understand(language: Language, lines: readonly CommandLine[]): Understood {
  const parsed: (Request | Aside)[] = []
  const continued: Continued[] = []
  const findings: Finding[] = []
  if (lines.length > longestConversation)
    findings.push(finding('too-large', { seen: `${lines.length} commands; a comment may have ${longestConversation}` }))
  for (const { line, below } of lines.slice(0, longestConversation)) {
    const alone = heard(language, line)
    if (below !== '')
      continued.push({ line, below, alone: said(language, alone), whole: said(language, heard(language, `${line} ${below}`)) })
    else if (alone instanceof PrismError) findings.push(alone.finding, ...alone.others)
    else parsed.push(alone)
  }
  const ofLedger = parsed.find((p) => 'kind' in p && (p.kind === 'history' || p.kind === 'could'))
  if (parsed.length > 1 && ofLedger)
    findings.push(finding('bad-command', { seen: 'what the ledger says is asked for in a comment of its own' }))
  if (parsed.length > 1 && parsed.some((p) => 'kind' in p && p.kind === 'people'))
    findings.push(finding('bad-command', { seen: 'the registry of people is asked about in a comment of its own' }))
  return { parsed, findings, continued }
}

function heard(language: Language, line: string): Request | Aside | PrismError {
  try {
    return offered(language.parseCommand(line))
  } catch (error) {
    if (error instanceof PrismError) return error
    throw error
  }
}

/** The command as it was understood; undefined where it was not. */
function said(language: Language, command: Request | Aside | PrismError): string | undefined {
  if (command instanceof PrismError) return undefined
  if ('verb' in command) return language.formatCommand(command)
  switch (command.kind) {
    case 'approve':
      return `/prism approve ${command.digest}`
    case 'plan':
      return language.formatCommand(command.request).replace('/prism ', '/prism plan ')
    case 'whoami':
      return '/prism whoami'
    case 'history':
      return '/prism history'
    case 'could':
      return `/prism who ${command.asked.volume}`
    case 'people':
      return undefined
    case 'help':
      return command.topic === undefined ? '/prism help' : `/prism help ${command.topic}`
  }
}

/** Creating and deleting volumes is not offered in comments. */
function offered(command: Request | Aside): Request | Aside {
  if (!('verb' in command)) return command
  if (isOffered(command.verb, 'comment')) return command
  throw fail('bad-command', { seen: quote(`${command.verb} is not offered in comments`) })
}
