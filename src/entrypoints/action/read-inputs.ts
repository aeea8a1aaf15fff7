/** The inputs as the runner gives them → what is asked, where, and where to report. Nothing is loaded or touched before this passes. */

import { fail } from '../../domain/catalogue.ts'
import { type DocumentChoice, parseDocumentChoice } from '../../domain/documents.ts'
import { quote } from '../../domain/names.ts'
import { regionPattern } from '../../domain/region.ts'
import type { Request } from '../../domain/request.ts'
import { specOfVerb } from '../../domain/verbs.ts'
import { requestFromInputs } from '../../language/inputs.ts'
import { inputs, requestInputs } from './io.ts'

export type ActionInputs = {
  readonly request: Request
  /** Absent: AWS_REGION decides. */
  readonly region?: string
  /** Absent: PRISM_DOCUMENTS decides. */
  readonly documents?: DocumentChoice
  /** Its plan alone. */
  readonly dryRun: boolean
  readonly policy: PolicyChoice
  readonly comment: CommentChoice
  /** One issue for each volume; only where everything is verified. */
  readonly keepIssues: boolean
  readonly token: string
}

export type CommentChoice = { readonly kind: 'none' } | { readonly kind: 'event' } | { readonly kind: 'issue'; readonly number: number }

/** How far the repository's own policy decides. */
const policyChoices = ['reviewed', 'waived', 'off'] as const
export type PolicyChoice = (typeof policyChoices)[number]

/** Characters of all inputs together; Linux gives an environment variable 128 KiB. */
const most = 64 * 1024

/** Throws the catalogue's finding for the first input that is missing or wrong. */
export function readInputs(input: (name: string) => string): ActionInputs {
  const given = new Map<string, string>(inputs.map(({ name }) => [name, input(name)]))
  const size = [...given.values()].reduce((sum, value) => sum + value.length, 0)
  if (size > most) throw fail('too-large', { seen: `inputs of ${size} characters; at most ${most}` })
  const comment = parseComment(given.get('comment') ?? '')
  const token = given.get('github-token') ?? ''
  if (comment.kind !== 'none' && token === '') throw fail('missing-input', { seen: 'github-token, which a comment needs' })
  const request = requestFromInputs(Object.fromEntries(requestInputs.map((name) => [name, given.get(name) ?? ''])))
  const keepIssues = request.verb === 'verify-all' && flag('drift-issue', given.get('drift-issue') ?? '', true)
  if (keepIssues && token === '') throw fail('missing-input', { seen: 'github-token, which the issues need' })
  if (request.verb === 'sync-people' && token === '') throw fail('missing-input', { seen: 'github-token, by which the registry is read' })
  const policy = parsePolicyChoice(given.get('policy') ?? '')
  if (policy !== 'off' && token === '')
    throw fail('missing-input', { seen: 'github-token, with which the policy is read (policy: off does without)' })
  const dryRun = flag('dry-run', given.get('dry-run') ?? '', false)
  if (dryRun && !specOfVerb(request.verb).dryRun)
    throw fail('bad-option', { seen: `dry-run: ${request.verb} changes nothing, so it has no plan` })
  const documents = given.get('documents')
  return {
    request,
    ...region(given.get('region') ?? ''),
    ...(documents ? { documents: parseDocumentChoice(documents) } : {}),
    dryRun,
    policy,
    comment,
    keepIssues,
    token,
  }
}

function parsePolicyChoice(text: string): PolicyChoice {
  const choice = text === '' ? 'reviewed' : policyChoices.find((c) => c === text)
  if (choice) return choice
  throw fail('bad-option', { seen: `policy: ${quote(text)}; one of ${policyChoices.join(', ')}` })
}

function parseComment(text: string): CommentChoice {
  if (/^(?:|false|False|FALSE)$/.test(text)) return { kind: 'none' }
  if (/^(?:true|True|TRUE)$/.test(text)) return { kind: 'event' }
  if (/^[1-9]\d{0,9}$/.test(text)) return { kind: 'issue', number: Number(text) }
  throw fail('bad-option', { seen: `comment: ${quote(text)} is neither true, false nor an issue’s number` })
}

function flag(name: string, text: string, otherwise: boolean): boolean {
  if (text === '') return otherwise
  if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(text)) return text.toLowerCase() === 'true'
  throw fail('bad-option', { seen: `${name}: ${quote(text)}; true or false` })
}

/** The region becomes part of a host name, so it must be one. */
function region(text: string): { readonly region?: string } {
  if (text === '') return {}
  if (regionPattern.test(text)) return { region: text }
  throw fail('bad-option', { seen: `region: ${quote(text)}` })
}
