/** Comments → commands: which lines are commands, and what each asks for. */
import { fail } from '../domain/catalogue.ts'
import { didYouMean } from '../domain/did-you-mean.ts'
import { patterns, quote } from '../domain/names.ts'
import { type OptionName, optionsOf } from '../domain/options/all.ts'
import type { OptionSpec } from '../domain/options/option.ts'
import type { Request } from '../domain/request.ts'
import { isOffered, nameOf, specOfVerb, verbNames } from '../domain/verbs.ts'
import { plainLines } from './comment-lines.ts'
import { hasLongDash } from './dashes.ts'
import { type HistoryAsked, historyFrom } from './history.ts'
import { type PeopleAsked, peopleFrom, peopleNames } from './people-words.ts'
import { requestFrom } from './request-from.ts'
import { type CommentVerb, commentVerbs } from './verbs.ts'
import { type WhoAsked, whoFrom } from './who.ts'

export type { HistoryAsked } from './history.ts'
export type { PeopleAsked } from './people-words.ts'
export type { WhoAsked } from './who.ts'

export type Help = { readonly kind: 'help'; readonly topic?: CommentVerb }
/** Another person's word for a plan: its digest, or the beginning of it. */
export type Approve = { readonly kind: 'approve'; readonly digest: string }
/** Who am I here, and what may I do? */
export type Whoami = { readonly kind: 'whoami' }
/** Only what a command would do. */
export type PlanOnly = { readonly kind: 'plan'; readonly request: Request }
/** What is said to the App itself, and carries out no command. */
export type Aside = Help | Approve | Whoami | PlanOnly | HistoryAsked | WhoAsked | PeopleAsked

/** A command as it stands in a comment. */
export type CommandLine = {
  readonly line: string
  /** How its paragraph continues below that line, or '': nobody can know whether it belongs to the command, so the command is not carried out. */
  readonly below: string
}

/** White space of any script, and what takes no room: phones, word processors and input methods leave them before a command. */
const blank = '[\\s\\p{Default_Ignorable_Code_Point}]'
/** Marks that turn the reading direction are never passed over: what they stand before is read otherwise than it is written. */
const turning = /[\u202a-\u202e\u2066-\u2069]/u
/** `/prism`, however a phone writes it: `/Prism`, `/prism:`. Letter by letter, as without regard to case Unicode takes `ſ` for an s. */
const commandHead = new RegExp(`^${blank}*/[pP][rR][iI][sS][mM](?:[:：,]?(?=${blank}|$)|[:：])${blank}*`, 'u')
const longestLine = 4_096

/**
 * The command lines of a comment: those that begin with `/prism`, in any letter case, and are plain text, outside block quotes (also where a quote
 * runs on without its `>`), code blocks, lists, code spans, HTML. Never throws, and takes bounded time for any body.
 */
export function commandsInComment(body: string): CommandLine[] {
  return plainLines(body, (line) => commandHead.test(line)).map(({ line, below }) => ({
    line: asWritten(line),
    below: below
      .map((more) => more.trim())
      .filter((more) => more !== '')
      .join(' '),
  }))
}

/** From `/prism ` on. A head with a turning mark is left as it is, so that it is refused. */
function asWritten(line: string): string {
  const [head = ''] = commandHead.exec(line) ?? []
  const text = turning.test(head) ? line : `/prism ${line.slice(head.length)}`
  // by hand: an expression that ends in `$` looks at each blank of a long run anew
  let end = text.length
  while (end > 0 && ' \t'.includes(text[end - 1]!)) end--
  return text.slice(0, end).replace(/^ +/, '')
}

/**
 * One command line → what it asks for. Words are split at spaces and tabs; there is no quoting, a quote character is simply part of a
 * bad name. Throws the catalogue's input findings (and too-many-accounts), nothing else.
 */
export function parseCommand(line: string): Request | Aside {
  if (line.length > longestLine) throw fail('too-large', { seen: `a command of ${line.length} characters; ${longestLine} are read` })
  const [prefix = '', ...words] = line.split(/[ \t]+/).filter((word) => word !== '')
  const [verb, ...rest] = words
  if (prefix !== '/prism') throw fail('bad-command', { seen: `a command begins with /prism, not with ${quote(prefix)}` })
  if (verb === undefined || verb === 'help' || verb === '--help') return helpFor(rest)
  if (verb === 'plan') return planOnly(rest)
  if (verb === 'history') return rest.includes('--help') ? { kind: 'help' } : historyFrom(rest)
  if (verb === 'who') return rest.includes('--help') ? { kind: 'help' } : whoFrom(rest)
  if (verb === 'approve') return approveFrom(rest)
  if (verb === 'whoami') return whoamiFrom(rest)
  const people = peopleFrom(words)
  if (people) return people
  const said = commandOf(words)
  if (said.rest.includes('--help')) return { kind: 'help', topic: said.verb }
  if (said.rest.includes('--dry-run')) return planOnly(words)
  return requestFrom({ verb: said.verb, ...wordsAndOptions(said.verb, said.rest) })
}

/** The verb, which some say with two words, as at a terminal (`volume update`), and what stands after it. */
function commandOf(words: readonly string[]): { readonly verb: CommentVerb; readonly rest: readonly string[] } {
  // of one person: a sync of all their instances
  if (words[0] === 'user' && words[1] === 'provision')
    return { verb: 'sync-people', rest: [...words.slice(2, 3).flatMap((name) => ['--person', name]), ...words.slice(3)] }
  for (const count of [2, 1]) {
    const name = words.slice(0, count).join(' ')
    const verb = commentVerbs.find((v) => nameOf(v) === name || specOfVerb(v).terminal.join(' ') === name)
    if (verb) return { verb, rest: words.slice(count) }
  }
  throw fail('bad-command', { seen: unknownVerb(words) })
}

function helpFor(topic: readonly string[]): Help {
  if (topic[0] === undefined || topic[0] === 'history' || topic[0] === 'who') return { kind: 'help' }
  return { kind: 'help', topic: commandOf(topic).verb }
}

function approveFrom([digest, more]: readonly string[]): Approve {
  if (digest === undefined) throw fail('missing-input', { seen: 'no digest is given; the plan tells it' })
  if (more !== undefined) throw fail('bad-command', { seen: `approve takes one digest; seen ${quote(more)} after it` })
  if (!patterns.approvalDigest.test(digest)) throw fail('bad-option', { seen: `${quote(digest)} is no digest: 12 to 64 of 0–9 and a–f` })
  return { kind: 'approve', digest }
}

function whoamiFrom([more]: readonly string[]): Whoami {
  if (more !== undefined) throw fail('bad-command', { seen: `whoami takes no argument; seen ${quote(more)}` })
  return { kind: 'whoami' }
}

/** `/prism plan mount …`, or `/prism mount … --dry-run`. */
function planOnly(words: readonly string[]): PlanOnly {
  const { verb, rest } = commandOf(words)
  const { dryRun, changes } = specOfVerb(verb)
  if (!dryRun)
    throw fail('bad-option', { seen: changes === 'locks' ? `${verb} has no plan` : `${verb} changes nothing, so it has no plan` })
  return {
    kind: 'plan',
    request: requestFrom({
      verb,
      ...wordsAndOptions(
        verb,
        rest.filter((word) => word !== '--dry-run'),
      ),
    }),
  }
}

/** What the App answers by itself, beside the verbs. */
export const asides = ['plan', 'approve', 'whoami', 'history', 'who', 'help'] as const

function unknownVerb([word = '', next = '']: readonly string[]): string {
  const elsewhere = verbNames.find((v) => nameOf(v) === word && !isOffered(v, 'comment'))
  if (elsewhere) return `${word} is not offered in comments; use \`prism ${specOfVerb(elsewhere).terminal.join(' ')}\``
  const names = [...commentVerbs.map(nameOf), ...peopleNames]
  const isGroup = names.some((name) => name.startsWith(`${word} `))
  const said = isGroup && next !== '' ? `${word} ${next}` : word
  return `there is no command ${quote(said)}${didYouMean(said, [...names, ...asides])}`
}

function wordsAndOptions(verb: CommentVerb, rest: readonly string[]) {
  const specs = optionsOf(verb, 'comment')
  const words: string[] = []
  const options = new Map<OptionName, string[]>()
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i]!
    if (!word.startsWith('-') || hasLongDash(word)) {
      words.push(word)
      continue
    }
    const [, name = word, value] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? []
    const spec = specs.find((o) => o.name === name)
    if (!spec) throw fail('bad-option', { seen: unknownOption(verb, word, name, specs) })
    if (!spec.argument && value !== undefined) throw fail('bad-option', { seen: `--${spec.name} takes no value` })
    let given = spec.argument ? (value ?? rest[++i]) : ''
    if (given === undefined) throw fail('missing-input', { seen: `--${spec.name} needs ${spec.argument}` })
    if (spec.text && quoteMark.test(given)) {
      const [text, more] = quotedIn(given, rest.slice(i + 1), spec.name)
      given = text
      i += more
    }
    const key = spec.name as OptionName
    options.set(key, [...(options.get(key) ?? []), given])
  }
  return { words, options }
}

/** Also as phones write it. */
const quoteMark = /^["“”„]/
const endsQuote = /["“”]$/

/** The text in quotes that begins with a word, and how many more words it takes. */
function quotedIn(first: string, rest: readonly string[], option: string): readonly [text: string, more: number] {
  const words = [first.slice(1), ...rest]
  const last = words.findIndex((word) => endsQuote.test(word))
  if (last < 0) throw fail('bad-option', { seen: `--${option}: the quotation mark before ${quote(first.slice(1))} is not closed` })
  return [
    words
      .slice(0, last + 1)
      .join(' ')
      .slice(0, -1),
    last,
  ]
}

function unknownOption(verb: CommentVerb, word: string, name: string, specs: readonly OptionSpec[]): string {
  const names = specs.map((o) => o.name)
  return `${verb} has no option ${quote(word)}${didYouMean(name, names, '--')}`
}
