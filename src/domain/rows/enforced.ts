/**
 * Through an access point that enforces a user: that everybody really is that user to EFS, seen on the files that they made, and that nobody
 * there can be another user, not even root. That somebody outside the group may write is the purpose of such an access point.
 */
import type { Desired } from '../desired.ts'
import type { EnforcedUser } from '../enforced-user.ts'
import type { BehaviourFact, HostFacts } from '../facts.ts'
import type { Row } from '../report.ts'
import { readOnlyRows, untried } from './behaviour.ts'
import { seenRow, unknownRow } from './row.ts'

export function enforcedRows(desired: Desired, user: EnforcedUser, facts: HostFacts | undefined): Row[] {
  if (desired.readOnly) return desired.accounts.flatMap((account) => readOnlyRows(account, facts, 'the folder'))
  const look = (account: string, what: BehaviourFact['try']) => facts?.behaviours.find((b) => b.account === account && b.try === what)
  return [
    ...desired.accounts.flatMap((account) => [
      madeRow(`${account} · new file`, user, look(account, 'create-file')),
      madeRow(`${account} · new folder`, user, look(account, 'create-folder')),
    ]),
    madeRow('root · new file', user, look('root', 'create-file')),
    giveAwayRow(look('root', 'give-away')),
    madeRow('somebody outside the group · new file', user, look('outsider', 'outsider-write')),
  ]
}

const words = (uid: number, gid: number): string => `uid ${uid}, gid ${gid} to EFS`

function madeRow(subject: string, user: EnforcedUser, fact: BehaviourFact | undefined): Row {
  const expected = words(user.uid, user.gid)
  if (!fact || fact.outcome === 'timeout' || fact.outcome === 'error') return untried(subject, expected, fact)
  if (fact.outcome === 'refused') {
    const code = fact.detail === 'read-only' ? 'read-only' : 'enforced-user-refused'
    return seenRow('behaviour', subject, expected, `refused${fact.detail ? `: ${fact.detail}` : ''}`, false, code)
  }
  if (fact.uid === undefined || fact.gid === undefined)
    return unknownRow('behaviour', subject, expected, 'created, but not seen afterwards', 'not-tried')
  const observed = `${words(fact.uid, fact.gid)}${fact.mode === undefined ? '' : `, ${fact.mode}`}`
  return seenRow('behaviour', subject, expected, observed, fact.uid === user.uid && fact.gid === user.gid, 'user-not-enforced')
}

function giveAwayRow(fact: BehaviourFact | undefined): Row {
  const subject = 'root · giving a file to uid 0'
  if (!fact || (fact.outcome !== 'done' && fact.outcome !== 'refused')) return untried(subject, 'refused', fact)
  const observed = fact.outcome === 'done' ? 'done: root is root there' : 'refused'
  return seenRow('behaviour', subject, 'refused', observed, fact.outcome === 'refused', 'user-not-enforced')
}
