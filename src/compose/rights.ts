/** Rights as operator and repositories write them down; what reads YAML loads only where a file is read. */
import type { GitHub, Repository } from '../domain/github.ts'
import type { PolicyChanges } from '../policy/newly-allows.ts'
import type { PolicyError } from '../policy/parse.ts'
import type { RightsOptions, RightsSource } from '../runs/repository-rights.ts'

export type ComposeRights = Pick<RightsOptions, 'github' | 'withoutPolicy'> & {
  /** The text of the operator's file; absent: every repository of the App, bounded by nothing. */
  readonly operatorFile?: string
  /** Where the file does not say. */
  readonly reviewWaived: boolean
}

/** Rights as operator and repositories write them down; what reads YAML loads only here. Throws `operator-file`. */
export async function composeRights({ github, operatorFile, reviewWaived, withoutPolicy }: ComposeRights): Promise<RightsSource> {
  const [{ repositoryRights }, { operatorOf }] = await Promise.all([
    import('../runs/repository-rights.ts'),
    import('../policy/operator.ts'),
  ])
  return repositoryRights({ github, operated: operatorOf(operatorFile, reviewWaived), ...(withoutPolicy ? { withoutPolicy } : {}) })
}

/** By a repository's full name: whether the newest version of its policy counts, whoever wrote it; and whether the operator's file names it at all. Throws `operator-file`. */
export async function operatedBy({ operatorFile, reviewWaived }: Pick<ComposeRights, 'operatorFile' | 'reviewWaived'>) {
  const { operatorOf } = await import('../policy/operator.ts')
  const operated = operatorOf(operatorFile, reviewWaived)
  return {
    reviewWaived: (repository: string): boolean => operated(repository)?.reviewWaived ?? false,
    isOperated: (repository: string): boolean => operated(repository) !== undefined,
  }
}

/** What follows when somebody leaves: `teams`: whose leavers leave the registry too; `acts`: at once. */
export type LeavingRules = { readonly teams: readonly number[]; readonly acts: boolean }

/** By the repository's policy that counts; nothing where that has errors. Throws `GitHubError`. */
export async function leavingRules(github: Pick<GitHub, 'policyFile'>, repository: Repository, reviewed: boolean): Promise<LeavingRules> {
  const [{ counts }, { parsePolicy }] = await Promise.all([github.policyFile(repository, reviewed), import('../policy/parse.ts')])
  const parsed = counts && parsePolicy(counts.text)
  if (parsed?.kind !== 'policy') return { teams: [], acts: false }
  return { teams: parsed.policy.leavingTeams, acts: parsed.policy.leavingActs ?? false }
}

export type PolicyComparison = { readonly errors: readonly PolicyError[]; readonly changes: PolicyChanges }

/**
 * What is wrong with a policy, what it allows that `before` does not, and what no longer. Either may be absent: a repository without the file. One
 * with an error counts for nothing, so everything is new after it.
 */
export async function comparePolicies(before: string | undefined, text: string | undefined): Promise<PolicyComparison> {
  const [{ parsePolicy }, { changesOf }] = await Promise.all([import('../policy/parse.ts'), import('../policy/newly-allows.ts')])
  const [old, parsed] = [before, text].map((t) => (t === undefined ? undefined : parsePolicy(t)))
  if (parsed?.kind === 'wrong') return { errors: parsed.errors, changes: { newly: [], noLonger: [] } }
  return { errors: [], changes: changesOf(old?.kind === 'policy' ? old.policy : undefined, parsed?.policy) }
}

/** A policy file, and whom CODEOWNERS gives it to. `read`: a file of the repository; asks nobody else. */
export async function checkPolicy(text: string, before: string | undefined, read: (path: string) => string | undefined) {
  const { codeOwnersPlaces, ownersOf } = await import('../policy/code-owners.ts')
  const { errors, changes } = await comparePolicies(before, text)
  const codeOwners = codeOwnersPlaces.flatMap((place) => read(place) ?? [])[0]
  return {
    errors,
    owners: ownersOf(codeOwners ?? '', '.github/prism.yml'),
    changes: before === undefined || errors.length > 0 ? undefined : changes,
  }
}
