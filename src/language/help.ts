/** Help texts, made from the table of options. Nothing that a user typed appears in them. */

import { formatOption, optionsOf } from '../domain/options/all.ts'
import type { Verb } from '../domain/request.ts'
import { verbs } from '../domain/verb-table.ts'
import { nameOf, specOfVerb, usageOf } from '../domain/verbs.ts'
import { historyUsage } from './history.ts'
import { peopleUsages } from './people-words.ts'
import { type CommentVerb, commentVerbs } from './verbs.ts'
import { whoUsage } from './who.ts'

/** One line: `/prism unmount VOLUME INSTANCE… [--mount-point PATH] [--lazy]`. */
export function usageLine(verb: CommentVerb): string {
  return ['/prism', nameOf(verb), usageOf(verb), ...optionsOf(verb, 'comment').map((o) => `[${formatOption(o)}]`)].join(' ')
}

/** Markdown for a comment: all commands, or one with its options and examples. */
export function helpMarkdown(topic?: CommentVerb): string {
  return topic ? verbMarkdown(topic) : overviewMarkdown()
}

function overviewMarkdown(): string {
  return [
    '**Prism** mounts a shared EFS volume on instances and proves that it is shared.',
    '',
    '| command | what it does |',
    '|---|---|',
    ...commentVerbs.map((v) => `| \`${command(v)}\` | ${specOfVerb(v).doc} |`),
    `| \`${historyUsage}\` | show what the ledger says was done, and who had which volume where and when |`,
    `| \`${whoUsage}\` | show who could read or change what is on a volume, as the ledger says |`,
    '| `/prism user …`, `/prism group …` | show the registry of people, or change it by a pull request: below |',
    '| `/prism plan COMMAND …` | show what the command would change, and change nothing; also by `--dry-run` |',
    '| `/prism approve DIGEST` | approve another person’s plan, by the digest that it tells |',
    '| `/prism whoami` | show what you may do here, by the policy of this moment |',
    '| `/prism help COMMAND` | show the options and examples of a command |',
    '',
    'Give a volume by its name or its `fs-` id; an instance by its Name tag, its id, or as `tag:Key=Value`.',
    'A command is one line with an empty line below it; in quotes and code it is ignored. For example:',
    '',
    '```',
    verbs.mount.examples.comment[0],
    '```',
    '',
    'The registry of people:',
    '',
    '```',
    ...peopleUsages,
    '```',
  ].join('\n')
}

function verbMarkdown(verb: CommentVerb): string {
  const { doc, examples } = specOfVerb(verb)
  const options = optionsOf(verb, 'comment')
  return [
    `**\`${command(verb)}\`**: ${doc}.`,
    '',
    ...(options.length > 0
      ? ['| option | |', '|---|---|', ...options.map((o) => `| \`${formatOption(o)}\` | ${unlikeHtml(o.doc)} |`), '']
      : []),
    '```',
    ...(examples.comment ?? []),
    '```',
  ].join('\n')
}

const command = (verb: CommentVerb): string => ['/prism', nameOf(verb), usageOf(verb)].filter(Boolean).join(' ')

/** GitHub takes `<volume>` for a tag, and shows nothing of it. */
const unlikeHtml = (doc: string): string => doc.replaceAll('<', '\\<')

/** What to offer under an error: the usage of the verb that was meant, where one is known. */
export function usageHint(verb: Verb | undefined): string {
  const known = commentVerbs.find((v) => v === verb)
  return known ? usageLine(known) : '/prism help'
}
