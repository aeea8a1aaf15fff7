/**
 * Keys that follow somebody's account on GitHub: of those that it shows, the ones that are taken, or why those on the instances stay as they are. An answer that
 * is empty, failed or about another login takes nothing away and lets nobody in. Pure.
 */
import type { AccountKeys } from '../github.ts'
import type { KeysStay, PeopleSeen, WantedAccount } from './accounts.ts'
import type { KeyNews } from './key-news.ts'
import { type PublicKey, parsePublicKey } from './public-key.ts'
import type { RegisteredPerson, Registry } from './registry.ts'
import { keysDigest } from './ssh.ts'
import type { PeopleHost } from './sync.ts'

/** `why`: nothing was answered. `account` undefined: nobody on GitHub has that id. */
export type Shown =
  | { readonly kind: 'answered'; readonly account: AccountKeys | undefined }
  | { readonly kind: 'none'; readonly why: string }

export type Following = {
  readonly name: string
  readonly uid: number
  readonly github: NonNullable<RegisteredPerson['github']>
  readonly keys: readonly PublicKey[]
  readonly stay?: KeysStay
  /** Keys that it shows and that are not taken: why. */
  readonly refused: readonly string[]
}

/** As many as one person's entry of the registry may have. */
const mostKeys = 20

/** `others`: whose a key is already, by its fingerprint. */
export function followedKeys(
  { name, uid, github }: Omit<Following, 'keys' | 'refused'>,
  shown: Shown,
  others: ReadonlyMap<string, string>,
): Following {
  const staying = (how: KeysStay['shown'], why: string, refused: readonly string[] = []): Following => {
    return { name, uid, github, keys: [], stay: { shown: how, why }, refused }
  }
  if (shown.kind === 'none') return staying('unknown', shown.why)
  const { account } = shown
  if (!account) return staying('unknown', `nobody on GitHub has the id ${github.id} any more`)
  if (account.login.toLowerCase() !== github.login.toLowerCase())
    return staying('unknown', `${github.id} is ${account.login} on GitHub by now, and ${github.login} in the registry`)
  const parsed = [...new Set(account.keys)].map(parsePublicKey)
  const sound = parsed.flatMap((key) => ('fingerprint' in key ? [key] : []))
  const own = sound.filter((key) => (others.get(key.fingerprint) ?? name) === name)
  const refused = [
    ...parsed.flatMap((key) => ('wrong' in key ? [key.wrong] : [])),
    ...sound.filter((key) => !own.includes(key)).map((key) => `${key.fingerprint} is ${others.get(key.fingerprint)}’s key`),
    ...own.slice(mostKeys).map((key) => `${key.fingerprint} comes after ${mostKeys} others`),
  ]
  if (own.length === 0) return staying('none', `${github.login} shows no key on GitHub that is taken`, refused)
  return { name, uid, github, keys: own.slice(0, mostKeys), refused }
}

/** Those whose keys follow GitHub among whoever is to have an account on these hosts. */
export function followersOn(hosts: readonly PeopleHost[], { people }: Registry) {
  const here = new Set(hosts.flatMap((host) => host.wanted.accounts.map((account) => account.uid)))
  return people.flatMap(({ name, uid, follows, github }) => (follows && github && here.has(uid) ? [{ name, uid, github }] : []))
}

/** Everybody's pinned keys, by their fingerprints. */
export const holdersOfKeys = ({ people }: Registry): Map<string, string> =>
  new Map(people.flatMap((p) => p.keys.map((key) => [key.fingerprint, p.name] as const)))

/** The hosts with what GitHub showed in place of what the registry leaves open. */
export function withFollowed(hosts: readonly PeopleHost[], following: readonly Following[]): PeopleHost[] {
  const byUid = new Map(following.map((one) => [one.uid, one]))
  const filled = ({ keysStay, ...account }: WantedAccount): WantedAccount => {
    const one = byUid.get(account.uid)
    if (!one) return keysStay ? { ...account, keysStay } : account
    return { ...account, keys: one.keys, ...(one.stay ? { keysStay: one.stay } : {}) }
  }
  return hosts.map((host) => ({ ...host, wanted: { ...host.wanted, accounts: host.wanted.accounts.map(filled) } }))
}

/** What a host gets and loses of the keys that follow GitHub, against the files that it has. */
export function keyNews({ wanted }: PeopleHost, seen: PeopleSeen, following: readonly Following[]): KeyNews[] {
  const files = new Map(seen.accounts.map((account) => [account.uid, account.keyFile]))
  return following.flatMap(({ name, uid, keys, stay }) => {
    const file = files.get(uid)
    // a file that is as it is to be tells no key of it
    if (stay || !file || file.digest === keysDigest(keys) || !wanted.accounts.some((a) => a.uid === uid)) return []
    const has = file.prints
    const wants = keys.map((key) => key.fingerprint)
    return [
      ...wants.filter((print) => !has.includes(print)).map((fingerprint) => ({ name, uid, fingerprint, kind: 'new' as const })),
      ...has.filter((print) => !wants.includes(print)).map((fingerprint) => ({ name, uid, fingerprint, kind: 'gone' as const })),
    ]
  })
}

type NewsOf = { readonly name: string; readonly keyNews?: readonly KeyNews[] }

/** What a reader is to know: a key that lets somebody in came by nobody's pull request. */
export function followNotes(following: readonly Following[], hosts: readonly NewsOf[]): string[] {
  return following.flatMap(({ name, github, stay, refused }) => {
    const account = `${github.login} (${github.id})`
    const news = Map.groupBy(
      hosts.flatMap((host) => (host.keyNews ?? []).filter((n) => n.name === name).map((n) => ({ ...n, host: host.name }))),
      (n) => `${n.kind} ${n.fingerprint}`,
    )
    return [
      ...(stay ? [`${name}’s keys follow ${account} on GitHub, and stay as they are: ${stay.why}`] : []),
      ...[...news.values()].map((those) => {
        const [{ kind, fingerprint }] = those as [(typeof those)[number]]
        const where = those.map((n) => n.host).join(', ')
        const said = kind === 'new' ? 'a new key' : 'a key that is not shown there any more'
        return `${name}’s keys follow ${account} on GitHub: ${said}, ${fingerprint}, on ${where}`
      }),
      ...refused.map((why) => `${name}’s keys follow ${account} on GitHub: a key there is not taken: ${why}`),
    ]
  })
}
