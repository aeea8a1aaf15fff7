/** What each account could really do, not what the modes promise. */

import type { FindingCode } from '../catalogue.ts'
import type { Desired } from '../desired.ts'
import type { BehaviourFact, HostFacts, SpaceTryFact } from '../facts.ts'
import type { Row } from '../report.ts'
import { nfsGroupLimit } from './group.ts'
import { seenRow, unknownRow } from './row.ts'

export function behaviourRows(desired: Desired, facts: HostFacts | undefined): Row[] {
  const closed = closedRowsOf(desired, facts)
  return [...desired.accounts.flatMap((account) => accountRows(desired, account, facts, closed)), outsiderRow(desired, facts)]
}

function accountRows(desired: Desired, account: string, facts: HostFacts | undefined, closed: (account: string) => Row[]): Row[] {
  if (desired.readOnly) return readOnlyRows(account, facts, 'shared/')
  const { name } = desired.group
  const look = (what: BehaviourFact['try']) => facts?.behaviours.find((b) => b.account === account && b.try === what)
  const file = look('create-file')
  const folder = look('create-folder')
  const own = look('write-own-space')
  const groups = facts?.accounts.find((a) => a.name === account)?.groups ?? []
  // the groups beyond the limit do not reach the server: prism-shared can be among them
  const why = groups.length > nfsGroupLimit ? 'too-many-groups' : 'not-shared'
  return [
    created(`${account} · new file in shared/`, `${name} 0664`, name, file, why, (mode) => writableByGroup(mode)),
    created(`${account} · new folder in shared/`, `${name} 2775`, name, folder, why, (mode) => writableByGroup(mode) && hasSetgid(mode)),
    outcome(`${account} · own space`, 'may write', own, 'done'),
    ...(facts?.behaviours ?? [])
      .filter((b) => b.account === account && b.try === 'write-other-space')
      .map((b) => outcome(`${account} · ${b.path}`, 'refused', b, 'refused')),
    ...(desired.privateSpaces ? closed(account) : []),
  ]
}

/** Where the volume is to be read-only, a write was tried and was refused for that reason: a closed directory would refuse it too. */
export function readOnlyRows(account: string, facts: HostFacts | undefined, where: string): Row[] {
  const expected = 'refused: read-only'
  return (
    [
      ['create-file', `new file in ${where}`],
      ['create-folder', `new folder in ${where}`],
    ] as const
  ).map(([what, words]) => {
    const subject = `${account} · ${words}`
    const fact = facts?.behaviours.find((b) => b.account === account && b.try === what)
    if (fact?.outcome === 'done') return seenRow('behaviour', subject, expected, 'written', false, 'not-read-only')
    if (fact?.outcome === 'refused' && fact.detail === 'read-only')
      return seenRow('behaviour', subject, expected, said(fact), true, 'not-read-only')
    return untried(subject, expected, fact)
  })
}

/** Private spaces of other people, by who tries to read them; accounts with the owner's uid have rows of their own (open-spaces). */
function closedRowsOf(desired: Desired, facts: HostFacts | undefined): (account: string) => Row[] {
  const uids = new Map(facts?.accounts.map((a) => [a.name, a.uid]))
  const tries = new Map(facts?.spaces?.tries.map((t) => [`${t.account}/${t.space}`, t]))
  return (account) =>
    desired.accounts
      .filter((other) => other !== account && (uids.get(other) === undefined || uids.get(other) !== uids.get(account)))
      .map((other) => closedRow(`${account} · reading ${desired.mountPoint}/users/${other}`, tries.get(`${account}/${other}`), facts))
}

function closedRow(subject: string, tried: SpaceTryFact | undefined, facts: HostFacts | undefined): Row {
  if (!tried || tried.read === 'error') return inDoubt(subject, 'refused', tried, facts)
  return seenRow('behaviour', subject, 'refused', tried.read === 'refused' ? 'refused' : 'read', tried.read === 'refused', 'space-open')
}

function outsiderRow(_desired: Desired, facts: HostFacts | undefined): Row {
  return outcome(
    'somebody outside the group · shared/',
    'refused',
    facts?.behaviours.find((b) => b.try === 'outsider-write'),
    'refused',
  )
}

/** A try without a result. The program reports `python-incomplete` if Python lacks what a try needs. */
export function untried(subject: string, expected: string, fact: Pick<BehaviourFact, 'outcome' | 'detail'> | undefined): Row {
  if (fact?.detail === 'python-incomplete')
    return unknownRow('behaviour', subject, expected, 'not tried: Python on the instance lacks modules', 'python-incomplete')
  return fact ? unknownRow('behaviour', subject, expected, said(fact), 'not-tried') : unknownRow('behaviour', subject, expected)
}

/** The same for tries without a reason: what Python lacks, it lacks for every account. */
export function inDoubt(subject: string, expected: string, tried: object | undefined, facts: HostFacts | undefined): Row {
  const lacking = facts?.behaviours.find((b) => b.detail === 'python-incomplete')
  if (lacking) return untried(subject, expected, lacking)
  return tried
    ? unknownRow('behaviour', subject, expected, 'could not be determined', 'not-tried')
    : unknownRow('behaviour', subject, expected)
}

function created(
  subject: string,
  expected: string,
  groupName: string,
  fact: BehaviourFact | undefined,
  whyRefused: FindingCode,
  modeFits: (mode: string) => boolean,
): Row {
  if (!fact || fact.outcome === 'timeout' || fact.detail === 'python-incomplete') return untried(subject, expected, fact)
  if (fact.outcome === 'refused')
    return seenRow('behaviour', subject, expected, said(fact), false, fact.detail === 'read-only' ? 'read-only' : whyRefused)
  if (fact.outcome !== 'done') return seenRow('behaviour', subject, expected, said(fact), false, 'not-shared')
  if (fact.mode === undefined || fact.group === undefined)
    return unknownRow('behaviour', subject, expected, 'created, but not seen afterwards', 'not-tried')
  if (fact.umask === 'unknown' && fact.group === groupName)
    return unknownRow(
      'behaviour',
      subject,
      expected,
      'created; the umask of a session of the account could not be measured',
      'session-unmeasured',
    )
  return seenRow(
    'behaviour',
    subject,
    expected,
    `${fact.group} ${fact.mode}`,
    fact.group === groupName && modeFits(fact.mode),
    'not-shared',
  )
}

function outcome(subject: string, expected: string, fact: BehaviourFact | undefined, wanted: 'done' | 'refused'): Row {
  if (!fact || fact.outcome === 'timeout' || fact.outcome === 'error') return untried(subject, expected, fact)
  return seenRow('behaviour', subject, expected, said(fact), fact.outcome === wanted, wanted === 'refused' ? 'not-refused' : 'not-shared')
}

function said(fact: Pick<BehaviourFact, 'outcome' | 'detail'>): string {
  const words = { done: 'written', refused: 'refused', timeout: 'no answer within the time limit', error: 'error' }[fact.outcome]
  return fact.detail && fact.outcome !== 'done' ? `${words}: ${fact.detail}` : words
}

const digit = (mode: string, place: number): number => Number.parseInt(mode.padStart(4, '0').charAt(place), 8)
const writableByGroup = (mode: string): boolean => (digit(mode, 2) & 6) === 6
const hasSetgid = (mode: string): boolean => (digit(mode, 0) & 2) === 2
