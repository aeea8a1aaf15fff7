/** What every entry point's words are before they have a meaning: a verb, the words after it, the options. */

import type { OptionName } from '../domain/options/all.ts'
import type { Verb } from '../domain/request.ts'

/** `verify --all` is verify with an option, until it is a request. */
export type SpokenVerb = Exclude<Verb, 'verify-all'>

export type Spoken = {
  readonly verb: SpokenVerb
  /** The volume first, where the verb has one; then the instances. */
  readonly words: readonly string[]
  /** Values in the order given; a flag has the value ''. */
  readonly options: ReadonlyMap<OptionName, readonly string[]>
}
