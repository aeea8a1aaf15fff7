/** The identity section at a terminal: which accounts are one person to EFS, and who can read or change whose space. */
import type { IdentityReport, InstanceReport } from '../domain/report.ts'
import { plainText } from './escape.ts'
import { accessWords, accountWords, ownerWords } from './identity-words.ts'
import { table } from './terminal-table.ts'
import { type Look, paint } from './terminal-text.ts'

export function renderIdentity(identity: IdentityReport, instances: readonly InstanceReport[], look: Look): string {
  const names = new Map(instances.map((i) => [i.instanceId, i.name]))
  const nameOf = (id: string) => names.get(id) ?? id
  const title = `${paint(look, 'bold', 'identity')}: who is who to EFS, and who can read or change whose personal space`
  if (identity.people.length === 0) return `${title}\n  no account was seen`
  const people = identity.people.map(({ uid, accounts }) => [
    `${uid}`,
    plainText(accounts.map((a) => accountWords(a, nameOf)).join(', ')),
    accounts.length > 1 ? 'one person' : '',
  ])
  const spaces = identity.spaces.map((space) => [
    plainText(space.path),
    plainText(ownerWords(space)),
    plainText(accessWords(space, 'read', nameOf)),
    plainText(accessWords(space, 'change', nameOf)),
  ])
  return [
    title,
    table(look, ['uid', 'accounts', 'to EFS'], people),
    '',
    table(look, ['space', 'owner', 'can read', 'can change'], spaces),
    ...(identity.notLookedAt > 0 ? [`  ${identity.notLookedAt} more personal space(s) were not looked at`] : []),
  ].join('\n')
}
