/** What somebody may do in a repository, as they are told it. */
import type { RightVerb, Shown } from './rights.ts'

export type StandingRow = { readonly may: string; readonly volumes: readonly string[]; readonly instances: readonly string[] }

export type Standing = {
  readonly id: string
  /** The role's own name, or the permission; absent: it could not be asked. */
  readonly role?: string
  readonly teams: readonly number[]
  /** SHA of the policy's blob; absent: there is none that counts. */
  readonly policy?: string
  readonly notes: readonly string[]
  /** Why nothing is allowed at all. */
  readonly nothing?: string
  readonly rows: readonly StandingRow[]
  /** Whose approval what needs, in words. */
  readonly approvals: readonly string[]
  /** What may be seen in public, where that matters. */
  readonly hidden: readonly Shown[]
}

/** Without a policy that counts administrators alone look, and for everybody else there is `nothing`. */
export const mayDo = ({ nothing, policy, rows }: Pick<Standing, 'nothing' | 'policy' | 'rows'>, verb: RightVerb): boolean =>
  nothing === undefined && (policy === undefined || rows.some((row) => row.may.split(', ').includes(verb)))
