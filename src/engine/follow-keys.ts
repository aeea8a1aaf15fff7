/** Asks GitHub for the keys of those whose keys follow it, where the policy lets them. A question that fails stops nobody else's. */
import { GitHubError } from '../domain/github.ts'
import { type Following, followedKeys, followersOn, holdersOfKeys, type Shown, withFollowed } from '../domain/people/follow.ts'
import type { Registry } from '../domain/people/registry.ts'
import type { PeopleHost } from '../domain/people/sync.ts'
import type { EngineContext } from './context.ts'

/** Three requests each. */
const atOnce = 6

export type Followed = { readonly hosts: readonly PeopleHost[]; readonly following: readonly Following[] }

export async function followKeys(
  hosts: readonly PeopleHost[],
  registry: Registry,
  ctx: Pick<EngineContext, 'gitHubKeys'>,
): Promise<Followed> {
  const followers = followersOn(hosts, registry)
  if (followers.length === 0) return { hosts, following: [] }
  const shown: Shown[] = []
  for (let n = 0; n < followers.length; n += atOnce)
    shown.push(...(await Promise.all(followers.slice(n, n + atOnce).map(({ github }) => shownOf(github.id, ctx)))))
  const holders = holdersOfKeys(registry)
  const following = followers.map((one, n) => {
    const found = followedKeys(one, shown[n]!, holders)
    for (const key of found.keys) holders.set(key.fingerprint, one.name)
    return found
  })
  return { hosts: withFollowed(hosts, following), following }
}

async function shownOf(id: number, { gitHubKeys }: Pick<EngineContext, 'gitHubKeys'>): Promise<Shown> {
  const asked = gitHubKeys()
  if (asked.kind === 'not') return { kind: 'none', why: asked.why }
  try {
    return { kind: 'answered', account: await asked.of(id) }
  } catch (error) {
    if (error instanceof GitHubError) return { kind: 'none', why: `GitHub could not be asked: ${error.message}` }
    throw error
  }
}
