/** Whether keys of people may follow their accounts on GitHub: off unless somebody says so. Pure. */
import type { Rights } from '../domain/rights.ts'

/** Why not; undefined: they may. The operator's word stands above the repository's. */
export function whyKeysArePinned(rights: Rights): string | undefined {
  if (rights.kind !== 'repository') return 'no policy says that keys follow GitHub'
  const { bounds, inForce } = rights
  if (!bounds) return 'the operator’s file does not name this repository'
  if (bounds.keys === 'pinned') return 'the operator keeps keys pinned'
  return bounds.keys === 'follow' || inForce?.policy.keysFollow ? undefined : 'the policy does not say that keys follow GitHub'
}
