/**
 * Which of a branch's protections are missing, by the rules that GitHub tells of its branch. Whom else a rule lets through only
 * administrators are told; that the App itself is let through is told to the App.
 */
import { z } from 'zod'
import { type GitHubClient, GitHubError, type Repository } from '../domain/github.ts'
import type { Unprotected } from '../domain/ledger/branch.ts'
import type { Clock } from '../domain/ports.ts'
import { safely } from './client.ts'
import { parse } from './parse.ts'

const rulesSchema = z.array(z.object({ type: z.string(), ruleset_id: z.int() }))
const rulesetSchema = z.object({ current_user_can_bypass: z.string().optional() })

/** GitHub's rule, and what happens without it; `forAll`: it protects only where nobody is let through, not even the App. */
const wanted: readonly { readonly type: string; readonly without: Unprotected; readonly forAll: boolean }[] = [
  { type: 'deletion', without: 'deletion', forAll: true },
  { type: 'non_fast_forward', without: 'force pushes', forAll: true },
  { type: 'creation', without: 'creation by others', forAll: false },
  { type: 'update', without: 'commits by others', forAll: false },
]

export async function unprotectedBranch(
  client: GitHubClient,
  clock: Clock,
  repository: Repository,
  branch: string,
): Promise<readonly Unprotected[]> {
  const rules = await rulesOf(client, clock, repository, branch)
  const bypassed = new Map<number, boolean>()
  const missing: Unprotected[] = []
  for (const { type, without, forAll } of wanted) {
    const those = rules.filter((r) => r.type === type)
    for (const { ruleset_id: id } of forAll ? those : [])
      if (!bypassed.has(id)) bypassed.set(id, await canBypass(client, clock, repository, id))
    if (those.every((r) => bypassed.get(r.ruleset_id) === true)) missing.push(without)
  }
  return missing
}

async function rulesOf(client: GitHubClient, clock: Clock, repository: Repository, branch: string): Promise<z.infer<typeof rulesSchema>> {
  const route = 'GET /repos/{owner}/{repo}/rules/branches/{branch}'
  try {
    return parse(rulesSchema, await safely(client, clock, route, { ...repository, branch, per_page: 100 }), route)
  } catch (error) {
    // a private repository on a plan without rulesets has none
    if (error instanceof GitHubError && (error.code === 'forbidden' || error.code === 'not-found')) return []
    throw error
  }
}

async function canBypass(client: GitHubClient, clock: Clock, repository: Repository, id: number): Promise<boolean> {
  const route = 'GET /repos/{owner}/{repo}/rulesets/{ruleset_id}'
  const { current_user_can_bypass: can } = parse(
    rulesetSchema,
    await safely(client, clock, route, { ...repository, ruleset_id: id }),
    route,
  )
  return can !== undefined && can !== 'never'
}
