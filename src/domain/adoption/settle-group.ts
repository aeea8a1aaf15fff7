/** What is wrong with the group, and the exact commands that fix it: on a shared volume the gid is the identity. */
import { makeAccount, type NumbersSeen, numberFor } from '../account-numbers.ts'
import type { FindingCode } from '../catalogue.ts'
import type { Desired } from '../desired.ts'
import type { HostFacts } from '../facts.ts'
import { patterns } from '../names.ts'
import type { Row } from '../report.ts'
import type { Conflict } from './parts.ts'

export function groupConflict(row: Row, desired: Desired, facts: HostFacts, numbers: NumbersSeen): Conflict {
  const code: FindingCode = row.code ?? 'group-missing'
  return { code, seen: `${row.subject}: ${row.observed}`, settle: commands(code, row, desired, facts, numbers) }
}

function commands(code: FindingCode, row: Row, desired: Desired, facts: HostFacts, numbers: NumbersSeen): string[] {
  const { name, gid } = (desired.groups ?? []).find((g) => g.name === row.subject) ?? desired.group
  const { nameGid, gidHolder } = facts.extraGroups?.seen.find((g) => g.name === name) ?? facts.group
  const place = desired.mountPoint
  const regroup = (from: number, to: string) => [
    `find / -xdev -gid ${from} -exec chgrp -h ${to} {} +`,
    `# the same on the volume, if files there have gid ${from}; chgrp clears setuid and setgid, so look first`,
    `find ${place} -xdev -gid ${from} ! -type d -perm /6000`,
    `find ${place} -xdev -gid ${from} -exec chgrp -h ${to} {} +`,
  ]
  switch (code) {
    case 'group-gid-differs': {
      const old = nameGid ?? 0
      return [
        `# ${name} gets gid ${gid}; files with the old gid follow`,
        `groupmod -g ${gid} ${name}`,
        ...regroup(old, name),
        '# open sessions keep the old gid: log out and in again',
      ]
    }
    case 'gid-taken':
      return patterns.account.test(gidHolder ?? '')
        ? [
            `# ${gidHolder} gets another gid; replace 3999 with one that is free on every instance`,
            'getent group 3999 || echo free',
            `groupmod -g 3999 ${gidHolder}`,
            ...regroup(gid, '3999'),
          ]
        : [`# give the group that has gid ${gid} another number`, `getent group ${gid}`]
    case 'account-missing':
      return missing(row.subject, numbers)
    case 'account-expired':
      return [`usermod -e '' ${row.subject}`]
    default:
      return ['# name the accounts: --users NAME,…']
  }
}

function missing(account: string, numbers: NumbersSeen): string[] {
  const { number, why } = numberFor(account, numbers)
  return [`# ${number}: ${why}`, makeAccount(account, number), '# or name other accounts: --users NAME,…']
}
