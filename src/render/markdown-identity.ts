/** The identity section: which accounts are one person to EFS, and who can read or change whose space. */
import type { Report } from '../domain/report.ts'
import { code, markdown } from './escape.ts'
import { accessWords, accountWords, ownerWords } from './identity-words.ts'
import { table } from './markdown-table.ts'

export function identityMarkdown({ identity, operation }: Report): string {
  if (!identity || identity.people.length === 0) return ''
  const names = new Map(operation.targets.map((t) => [t.instanceId, t.name]))
  const nameOf = (id: string) => names.get(id) ?? id
  const people = identity.people.map(({ uid, accounts }) => [
    `${uid}`,
    markdown(accounts.map((a) => accountWords(a, nameOf)).join(', ')),
    accounts.length > 1 ? 'one person' : '',
  ])
  const spaces = identity.spaces.map((space) => [
    code(space.path),
    markdown(ownerWords(space)),
    markdown(accessWords(space, 'read', nameOf)),
    markdown(accessWords(space, 'change', nameOf)),
  ])
  return [
    '#### Who is who to EFS',
    table(['uid', 'Accounts', 'To EFS'], people),
    table(['Personal space', 'Owner', 'Can read', 'Can change'], spaces),
    ...(identity.notLookedAt > 0 ? [`${identity.notLookedAt} more personal space(s) were not looked at.`] : []),
  ].join('\n\n')
}
