/** The demo's parts as a person reads them: what is simulated, the thread, the proofs, and where to go from here. */
import { commentAtTerminal } from '../render/print/comment-at-terminal.ts'
import type { Look } from '../render/print/terminal-text.ts'
import { wrap } from '../render/print/terminal-wrap.ts'
import type { Demonstration, Mounted } from './demonstrate.ts'
import type { Approval } from './prove-approval.ts'
import type { Proof } from './prove-sharing.ts'

const margin = '  │ '

/** What the lab does in AWS's place. Whoever reads "TLS" or "mounted" below has read this first. */
export const simulated =
  'Simulated, by the lab on this machine: AWS and GitHub, by servers that speak their protocols; EFS, by a file system in memory (tmpfs) that both instances mount; ' +
  'the EFS client and its TLS, by a stand-in: nothing is encrypted here, so a row that says TLS shows that Prism asked for it and saw it in the mount, not that bytes were encrypted. ' +
  'Real: Prism itself, the two Linux instances (namespaces of this machine) with their accounts, groups, modes, fstab and sessions, and every read, write and refusal.'

export function showMounted(part: Mounted, look: Look): string {
  const reactions = part.reactions.map((r) => ({ eyes: '👀', rocket: '🚀', '-1': '👎', confused: '😕' })[r] ?? r).join(' ')
  return lines([
    ...said(simulated, look),
    '',
    '1. A mount, asked for in a comment',
    '',
    `ada commented on acme/research#1:   ${part.command}`,
    `                        reactions:  ${reactions}`,
    '',
    'prism-efs[bot] answered:',
    '',
    framed(part.comment, look),
    '',
    ...said('The sharing once more, by plain commands on the two instances, between different uids:', look),
    '',
    ...part.proof.map(line),
    '',
    `From the start to here: ${part.mountedAfterSeconds} s. Two more parts follow.`,
  ])
}

export function showApproval(part: Approval, look: Look): string {
  return lines([
    '2. A mount that another person has to approve',
    '',
    ...said(
      'First rocky-instance was unmounted again, by prism unmount at a terminal, so that there is something to do; and the app was started anew, now with a ledger. ' +
        'So the plan finds nothing mounted there, and the history begins here: the mount above is not in it. The app was killed (kill -9) in the middle of this mount, and started once more:',
      look,
    ),
    '',
    ...part.thread.flatMap(({ who, said: words }) => [`${who}:`, '', framed(words, look), '']),
    `Changed before the approval: ${part.changes.before}. Mounted: ${part.changes.after === 1 ? 'once' : `${part.changes.after} times`}.`,
    '',
    ...said(
      'The history above is "not witnessed": all entries fit together, but nobody had said what the last one was, so one that replaced them all would fit, too. ' +
        'Every answer has the number and the head of the ledger in its foot. Given those of the last answer, the verifier, a program without anything of Prism, says:',
      look,
    ),
    ...said(`  ${part.ledger}`, look),
  ])
}

export function showPeople(part: readonly Proof[], look: Look): string {
  return lines([
    '3. Two people of a registry',
    '',
    ...said('Each has one number and a space of their own on both machines, until one of them leaves; by plain commands:', look),
    '',
    ...part.map(line),
  ])
}

export const showEnd = ({ ok, seconds }: Pick<Demonstration, 'ok' | 'seconds'>): string =>
  lines([ok ? `It holds. ${seconds} s.` : `It does not hold. ${seconds} s.`, '', ...next])

const lines = (of: readonly string[]): string => ['', ...of, ''].join('\n')

const said = (text: string, { width }: Look): string[] => wrap(text, width).map((one) => one.trimEnd())

const framed = (body: string, look: Look): string =>
  commentAtTerminal(body, { ...look, width: look.width - margin.length })
    .replace(/^/gm, margin)
    .replace(/ +$/gm, '')

const line = ({ ok, what, seen }: Proof): string => `  ${ok ? '✓' : '✗'} ${what}\n      ${seen}`

/** Run by test/unit/docs-commands.test.ts, as those of the pages are. */
export const next = [
  'Next, in this folder (the demo has built the command line):',
  '  npx prism lab run -- bash                                            a shell in a lab of your own; in it:',
  '  npx prism volume create research-data',
  '  npx prism mount research-data ubuntu-instance rocky-instance',
  '  npx prism lab comment "/prism verify research-data rocky-instance"   the same by a comment',
  'Then, with your own AWS account: "The first mount, in each entry point" in README.md.',
]
