/** The shared group and who is in it. */
import type { Desired } from '../desired.ts'
import type { AccountFact, HostFacts } from '../facts.ts'
import type { Row } from '../report.ts'
import { noteRow, seenRow, unknownRow } from './row.ts'

/** NFS's AUTH_SYS carries 16 supplementary groups; the rest is cut off by the client (RFC 5531, facts). */
export const nfsGroupLimit = 16

export function groupRows(desired: Desired, facts: HostFacts | undefined): Row[] {
  const { name, gid } = desired.group
  const members = desired.accounts.flatMap((account) => accountRows(desired, account, facts))
  if (!facts) return [unknownRow('group', name, `gid ${gid}`), ...members]
  if (desired.accounts.length === 0) {
    const nobody = seenRow('group', 'login user', `member of ${name}`, 'none was found', false, 'no-login-user')
    return [groupRow(desired, facts), nobody]
  }
  return [groupRow(desired, facts), ...members]
}

function groupRow(desired: Desired, facts: HostFacts): Row {
  const { name, gid } = desired.group
  const { gidHolder, nameGid } = facts.group
  if (nameGid === gid && gidHolder !== undefined && gidHolder !== name)
    return seenRow('group', name, `gid ${gid}`, `gid ${gid}, which ${gidHolder} has too`, false, 'gid-taken')
  if (nameGid === gid) return seenRow('group', name, `gid ${gid}`, `gid ${gid}`, true, 'group-missing')
  if (nameGid !== undefined) return seenRow('group', name, `gid ${gid}`, `gid ${nameGid}`, false, 'group-gid-differs')
  if (gidHolder !== undefined) return seenRow('group', name, `gid ${gid}`, `gid ${gid} is ${gidHolder}`, false, 'gid-taken')
  return seenRow('group', name, `gid ${gid}`, 'no such group', false, 'group-missing')
}

function accountRows(desired: Desired, name: string, facts: HostFacts | undefined): Row[] {
  const expected = `member of ${desired.group.name}`
  const account = facts?.accounts.find((a) => a.name === name)
  if (!account) return [unknownRow('group', name, expected)]
  if (!account.exists) return [seenRow('group', name, expected, 'no such account', false, 'account-missing')]
  const observed = `${account.member ? 'member' : 'not a member'}, uid ${account.uid ?? '?'}`
  const stale = facts?.staleProcesses.filter((p) => p.account === name) ?? []
  return [
    memberRow(desired, name, observed, account),
    ...tooManyGroups(account),
    ...(stale.length > 0
      ? [
          noteRow(
            'group',
            `${name} · open sessions`,
            'have the group',
            `${stale.length} process(es) from before: ${stale
              .slice(0, 3)
              .map((p) => `${p.command} (${p.pid})`)
              .join(', ')}`,
            'stale-session',
          ),
        ]
      : []),
  ]
}

/** A member that cannot log in cannot share anything. */
function memberRow({ group }: Desired, name: string, observed: string, account: AccountFact): Row {
  const expected = `member of ${group.name}`
  if (!account.member || !account.groups.includes(group.gid)) return seenRow('group', name, expected, observed, false, 'not-member')
  if (account.expired) return seenRow('group', name, expected, `${observed}, expired`, false, 'account-expired')
  if (account.passwordDue) return seenRow('group', name, expected, `${observed}, password expired`, false, 'password-expired')
  return seenRow('group', name, expected, observed, true, 'not-member')
}

function tooManyGroups(account: AccountFact): Row[] {
  const count = account.groups.length
  if (count <= nfsGroupLimit) return []
  return [noteRow('group', `${account.name} · groups`, `at most ${nfsGroupLimit}`, `${count} groups`, 'too-many-groups')]
}
