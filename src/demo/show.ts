/** The demo's result as a person reads it: the thread, then the proof. */
import type { Demonstration } from './demonstrate.ts'

export function show(result: Demonstration): string {
  const reactions = result.reactions.map((r) => ({ eyes: '👀', rocket: '🚀', '-1': '👎', confused: '😕' })[r] ?? r).join(' ')
  const proof = result.proof.map((p) => `  ${p.ok ? '✓' : '✗'} ${p.what}\n      ${p.seen}`)
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
    ...proof,
    '',
    'Then a mount that another person has to approve. The app was killed (kill -9) in the middle of it, and started again:',
    '',
    ...result.approval.thread.flatMap(({ who, said }) => [`${who}:`, '', said.replace(/^/gm, '  │ '), '']),
    `Changed before the approval: ${result.approval.changes.before}. Mounted: ${result.approval.changes.after === 1 ? 'once' : `${result.approval.changes.after} times`}.`,
    `The ledger, by a program without anything of Prism: ${result.approval.ledger}`,
    '',
    result.ok ? `It holds. ${result.seconds} s.` : `It does not hold. ${result.seconds} s.`,
    '',
  ].join('\n')
}
