/** The demo's result as a person reads it: the thread, then the proof. */
import type { Demonstration } from './demonstrate.ts'
import type { Proof } from './prove-sharing.ts'

export function show(result: Demonstration): string {
  const reactions = result.reactions.map((r) => ({ eyes: '👀', rocket: '🚀', '-1': '👎', confused: '😕' })[r] ?? r).join(' ')
  return [
    '',
    `ada commented on acme/research#1:   ${result.command}`,
    `                        reactions:  ${reactions}`,
    '',
    'prism-efs[bot] answered:',
    '',
    result.comment.replace(/^/gm, '  │ '),
    '',
    'The sharing once more, by plain commands on the two instances, between different uids:',
    '',
    ...result.proof.map(line),
    '',
    'Then a mount that another person has to approve. The app was killed (kill -9) in the middle of it, and started again:',
    '',
    ...result.approval.thread.flatMap(({ who, said }) => [`${who}:`, '', said.replace(/^/gm, '  │ '), '']),
    `Changed before the approval: ${result.approval.changes.before}. Mounted: ${result.approval.changes.after === 1 ? 'once' : `${result.approval.changes.after} times`}.`,
    `The ledger, by a program without anything of Prism: ${result.approval.ledger}`,
    '',
    'Then two people of a registry, each with one number and a space of their own on both machines, until one of them leaves; by plain commands:',
    '',
    ...result.people.map(line),
    '',
    result.ok ? `It holds. ${result.seconds} s.` : `It does not hold. ${result.seconds} s.`,
    '',
  ].join('\n')
}

const line = ({ ok, what, seen }: Proof): string => `  ${ok ? '✓' : '✗'} ${what}\n      ${seen}`
