/** What is wrong with the group, and the exact commands that put it right: a number is the identity on a shared volume. */
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
    `# the same on the volume, if files there have gid ${from}; chgrp takes setuid and setgid off files, so look first`,
    `find ${place} -xdev -gid ${from} ! -type d -perm /6000`,
    `find ${place} -xdev -gid ${from} -exec chgrp -h ${to} {} +`,
  ]
  switch (code) {
    case 'group-gid-differs': {
      const old = nameGid ?? 0
      return [
        `# ${name} gets the number ${gid}; what has the old number follows`,
        `groupmod -g ${gid} ${name}`,
        ...regroup(old, name),
        '# sessions that are open keep the old number: log out and in again',
      ]
    }
    case 'gid-taken':
      return patterns.account.test(gidHolder ?? '')
        ? [
            `# ${gidHolder} gets another number; 3999 stands for one that is free on every instance`,
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
