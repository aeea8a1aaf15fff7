/** Members of a body that are more than a text, a list of texts or a truth: how they look, and the words that say the same. */
import { z } from 'zod'
import { fail } from '../../../domain/catalogue.ts'
import { lifeCycleDays } from '../../../domain/life-cycle.ts'
import { patterns, quote } from '../../../domain/names.ts'
import type { OptionName } from '../../../domain/options/all.ts'

/** Longer than any name, so that the grammar's own answer is what people see. */
export const spoken = z.string().max(1000)

type Words = readonly (readonly [option: OptionName, value: string])[]
export type Shape = { readonly schema: z.ZodType; readonly words: (value: unknown) => Words }

/** `says` gets what the schema lets through, so it parses once more what the boundary has parsed. */
const shape = <T extends z.ZodType>(schema: T, says: (value: z.output<T>) => Words): Shape => ({
  schema,
  words: (value) => says(schema.parse(value)),
})

const posixId = z.number().int().min(0)
const pair = ({ uid, gid }: { readonly uid: number; readonly gid: number }) => `${uid}:${gid}`

const group = z.strictObject({ name: spoken, gid: z.number().int(), accounts: z.array(spoken).max(500).optional() })
/** Parts that would be told apart wrongly inside of one word are no names. */
function groupWord({ name, gid, accounts = [] }: z.output<typeof group>): string {
  const stranger = [name, ...accounts].find((part) => !patterns.account.test(part))
  if (stranger !== undefined) throw fail('bad-group', { seen: `${quote(stranger)} is not a valid name for a group or an account` })
  return [name, `${gid}`, ...(accounts.length > 0 ? [accounts.join(',')] : [])].join(':')
}

const givenPackage = z.strictObject({
  url: spoken,
  sha256: spoken,
  architecture: z.enum(['x86_64', 'aarch64']).optional().describe('Left out: the package’s own word decides on the instance'),
})
const packageWords = ({ url, sha256, architecture }: z.output<typeof givenPackage>): Words => [
  ['client-url', architecture ? `${architecture}=${url}` : url],
  ['client-sha256', sha256],
]
const client = z.union([
  z.enum(['auto', 'repository', 'distributor', 'plain-nfs']),
  givenPackage,
  z.strictObject({ packages: z.array(givenPackage).min(1).max(4) }),
  z.strictObject({ installer: z.strictObject({ url: spoken.optional(), sha256: spoken }) }),
])
function clientWords(value: z.output<typeof client>): Words {
  if (typeof value === 'string') return [['client', value]]
  if ('packages' in value) return value.packages.flatMap(packageWords)
  if ('url' in value) return packageWords(value)
  const { url, sha256 } = value.installer
  return [['client', 'installer'], ...(url === undefined ? [] : ([['client-url', url]] as const)), ['client-sha256', sha256]]
}

const days = z.union([...lifeCycleDays.map((d) => z.literal(d)), z.literal('never')])

/** By the member's name. */
export const shapes: Readonly<Record<string, Shape | undefined>> = {
  groups: shape(z.array(group).max(100), (groups) => groups.map((g) => ['group', groupWord(g)])),
  client: shape(client, clientWords),
  user: shape(z.strictObject({ uid: posixId, gid: posixId, groups: z.array(posixId).max(100).optional() }), ({ groups = [], ...user }) => [
    ['user', pair(user)],
    ...(groups.length > 0 ? ([['gids', groups.join(',')]] as const) : []),
  ]),
  owner: shape(z.strictObject({ uid: posixId, gid: posixId }), (owner) => [['owner', pair(owner)]]),
  tags: shape(z.record(z.string(), z.string()), (tags) => Object.entries(tags).map(([key, value]) => ['tag', tagWord(key, value)])),
  provisionedThroughput: shape(z.number().min(1).max(10_240), (n) => [['provisioned-throughput', `${n}`]]),
  infrequentAccessAfterDays: shape(days, (d) => [['infrequent-access-after', `${d}`]]),
  archiveAfterDays: shape(days, (d) => [['archive-after', `${d}`]]),
}

/** The key ends at the first `=` of a word. */
function tagWord(key: string, value: string): string {
  if (key.includes('=')) throw fail('bad-option', { seen: `the tag ${quote(key)}: a key must not contain =` })
  return `${key}=${value}`
}
