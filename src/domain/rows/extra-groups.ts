/** The groups beside prism-shared: created with the wanted gid, with the right members, and open to nobody else, as tried. */
import type { Desired } from '../desired.ts'
import type { ExtraGroupFact, HostFacts } from '../facts.ts'
import type { Row } from '../report.ts'
import { inDoubt } from './behaviour.ts'
import { seenRow, unknownRow } from './row.ts'

type Wanted = NonNullable<Desired['groups']>[number]

export function extraGroupRows({ groups = [] }: Desired, facts: HostFacts | undefined): Row[] {
  return groups.flatMap((wanted) => [
    groupRow(
      wanted,
      facts?.extraGroups?.seen.find((g) => g.name === wanted.name),
    ),
    ...wanted.members.map((account) => memberRow(wanted, account, facts)),
  ])
}

function groupRow({ name, gid }: Wanted, fact: ExtraGroupFact | undefined): Row {
  const expected = `gid ${gid}`
  if (!fact) return unknownRow('group', name, expected)
  const { nameGid, gidHolder } = fact
  if (nameGid !== undefined) return seenRow('group', name, expected, `gid ${nameGid}`, nameGid === gid, 'group-gid-differs')
  if (gidHolder !== undefined) return seenRow('group', name, expected, `gid ${gid} is ${gidHolder}`, false, 'gid-taken')
  return seenRow('group', name, expected, 'no such group', false, 'group-missing')
}

function memberRow({ name, gid }: Wanted, account: string, facts: HostFacts | undefined): Row {
  const expected = `member of ${name}`
  const fact = facts?.accounts.find((a) => a.name === account)
  if (!fact?.exists) return unknownRow('group', account, expected, fact ? 'no such account' : undefined)
  const member = fact.groups.includes(gid)
  return seenRow('group', account, expected, member ? 'member' : 'not a member', member, 'not-member')
}

/** Each account in each group's directory: a member can, anybody else cannot. */
export function groupTryRows({ groups = [], accounts, readOnly }: Desired, facts: HostFacts | undefined): Row[] {
  return groups.flatMap((wanted) => accounts.map((account) => tryRow(wanted, account, readOnly, facts)))
}

function tryRow({ name, members }: Wanted, account: string, readOnly: boolean, facts: HostFacts | undefined): Row {
  const subject = `${account} · groups/${name}`
  const member = members.includes(account)
  const expected = !member ? 'refused' : readOnly ? 'reads, write refused' : `reads, writes for ${name}`
  const fact = facts?.extraGroups?.tries.find((t) => t.account === account && t.group === name)
  if (!fact || fact.read === 'error' || fact.change === 'error') return inDoubt(subject, expected, fact, facts)
  const reads = fact.read === 'done'
  const writes = fact.change === 'done'
  const made = fact.made ? ` (gid ${fact.made.gid}, ${fact.made.mode})` : ''
  const observed = `${reads ? 'reads' : 'read refused'}, ${writes ? `writes${made}` : 'write refused'}`
  if (!member) return seenRow('behaviour', subject, expected, observed, !reads && !writes, 'not-refused')
  if (readOnly) return seenRow('behaviour', subject, expected, observed, reads && !writes, writes ? 'not-read-only' : 'not-shared')
  if (writes && !fact.made) return unknownRow('behaviour', subject, expected, 'created, but not seen afterwards', 'not-tried')
  return seenRow('behaviour', subject, expected, observed, reads && writes && fits(fact.made, facts, name), 'not-shared')
}

/** What a member makes belongs to the group, and the group can change it. */
function fits(made: { readonly gid: number; readonly mode: string } | undefined, facts: HostFacts | undefined, name: string): boolean {
  const gid = facts?.extraGroups?.seen.find((g) => g.name === name)?.nameGid
  return made !== undefined && made.gid === gid && (Number.parseInt(made.mode, 8) & 0o60) === 0o60
}
