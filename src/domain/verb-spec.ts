/** What is said of each verb where it is declared. */

import type { Answer } from './answer.ts'
import type { Verb } from './request.ts'

/**
 * comment: offered to whoever may write to the repository · schedule: nobody asked · action: a workflow step · terminal · api
 */
export type Place = 'comment' | 'schedule' | 'action' | 'terminal' | 'api'

/** nothing · tries: what it makes for a moment it removes · instances · aws · locks: what Prism itself refuses */
export type Changes = 'nothing' | 'tries' | 'instances' | 'aws' | 'locks'

export type Word = { readonly word: string; readonly doc: string; readonly many?: true; readonly optional?: true }

export type VerbSpec = {
  /** After `prism`. */
  readonly terminal: readonly [group: 'volume' | 'access-point' | 'instance' | 'user', name: string]
  /** Where comments and headlines say it otherwise than the terminal does after its group; a comment's verbs go without a group at a terminal too. */
  readonly name?: string
  /** What a workflow step calls it where that is not the verb. */
  readonly step?: string
  /** Another verb with this flag; it has no words of its own. */
  readonly flagOf?: { readonly verb: Verb; readonly flag: string }
  readonly words: readonly Word[]
  readonly doc: string
  readonly examples: { readonly terminal: readonly string[]; readonly comment?: readonly string[] }
  readonly offered: readonly Place[]
  readonly changes: Changes
  readonly answers: readonly Answer['kind'][]
  /** Can be asked for its plan alone. */
  readonly dryRun?: true
  /** Wants the volume's name a second time, or this at a terminal. */
  readonly yes?: true
}
