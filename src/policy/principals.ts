/** Whom a token of the REST API speaks for under a policy. Pure. */
import type { Actor } from '../domain/request.ts'
import { idOfPrincipal, type RepositoryPolicy } from '../domain/rights.ts'

/** Its holder on GitHub; or the principal itself, where it is nobody's there. Undefined: the policy does not have it. */
export function principalIn(policy: RepositoryPolicy | undefined, name: string): Actor | undefined {
  const rule = policy?.principals.find((p) => p.name === name)
  if (!rule) return undefined
  return rule.holder ? { id: String(rule.holder.id), name: rule.holder.login } : { id: idOfPrincipal(name), name }
}
