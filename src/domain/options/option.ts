/**
 * What one option is, everywhere. Comments, the command line, the Action's inputs, REST bodies, help and docs, what an instance remembers, and
 * what verify expects derive from these declarations; a test walks them: an option without an effect on the host or without a row fails.
 */
import type { MountSpec } from '../mount-spec.ts'
import type { Section } from '../report.ts'
import type { MountOptions, Verb } from '../request.ts'
import type { Place } from '../verbs.ts'

export type OptionSpec = {
  /** As given on a line: `--name`. */
  readonly name: string
  /** Its argument; absent for a flag. */
  readonly argument?: string
  /** The pattern of each value; the parsers of `domain/names.ts` check further. */
  readonly pattern?: RegExp
  /** What fits it, in words, for whoever gave something else. */
  readonly rule?: string
  /** May be given more than once; any other option given more than once is an error, because nobody can know which value was meant. */
  readonly repeatable?: true
  /** Its one value is a list, separated by commas; inputs take blanks and lines too, REST bodies an array. */
  readonly list?: true
  /** A sentence of people's: in a comment it stands in quotes. */
  readonly text?: true
  readonly verbs: readonly Verb[]
  /** Where it is offered; absent: everywhere its verbs are. */
  readonly at?: readonly Place[]
  /** What the Action calls it where the line's name would read oddly; `inverted`: the input means the opposite of the flag, as its own `doc` explains. */
  readonly input?: { readonly name: string; readonly inverted?: true; readonly doc?: string }
  /** What a REST body calls it where that is not its name in camel case; `part`: a member that belongs to another option's. */
  readonly member?: { readonly name: string; readonly inverted?: true; readonly part?: true }
  readonly doc: string
}

export const memberOf = ({ name, member }: OptionSpec): NonNullable<OptionSpec['member']> =>
  member ?? { name: name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()) }

/** The given options: values in the order given; a flag has the value ''. */
export type Said = ReadonlyMap<string, readonly string[]>

/** An option of the verbs that work on instances: from words to a typed value, and back. */
export type MountOption = OptionSpec & {
  /** Its part of the options; `soFar`: of those that stand before it in the table. Throws the `bad-…` findings. */
  readonly reads: (said: Said, soFar: MountOptions) => Partial<MountOptions>
  /** The words that give it again; empty where it was not given. */
  readonly words: (options: MountOptions) => readonly string[]
  /** The host parameter that it sets (`src/host/mount/contract.ts`); of one that only singles targets out or says how another is meant: none. */
  readonly sets?: string
  readonly effect?: Effect
}

/** Of an option that is part of how the volume is on an instance. */
export type Effect = {
  /** The row that proves it: its section, and how its subject ends. */
  readonly row: { readonly section: Section; readonly ends?: string }
  /** Its value for a target, from the options of the whole command. `resolve` adds what was given for some targets only. */
  readonly spec: (options: MountOptions) => Partial<MountSpec>
  /** The word by which an instance remembers it. */
  readonly word: string
  /** The value after that word; empty where the word is enough; undefined: it was not requested. */
  readonly remembered: (spec: MountSpec) => string | undefined
  /** Throws for what `remembered` does not write. */
  readonly recall: (value: string, soFar: MountSpec) => Partial<MountSpec>
  /** The options that ask for it on that target; a repair is offered with them. */
  readonly asks: (spec: MountSpec) => Partial<MountOptions>
  /** What is expected where the instance remembers `noted`. What was given wins. */
  readonly merge: (said: MountSpec, noted: MountSpec, options: MountOptions) => Partial<MountSpec>
  /** What a reader of the verdict has to know, because it holds only with this; undefined: nothing. */
  readonly caveat?: (spec: MountSpec) => string | undefined
  /** `was mounted with …`; undefined: it was not requested. */
  readonly note: (spec: MountSpec) => string | undefined
}

/** The value of an option that may be given once. */
export const only = (said: Said, name: string): string | undefined => said.get(name)?.[0]

/** The members that are true or false. */
type FlagOf<T> = { [K in keyof T]-?: NonNullable<T[K]> extends boolean ? K : never }[keyof T]

/** A flag that sets one member of the options, and nothing else. */
export const flagReads =
  (name: string, member: FlagOf<MountOptions>) =>
  (said: Said): Partial<MountOptions> =>
    said.has(name) ? { [member]: true } : {}

/** A flag of the spec, remembered by its own name: it is on if it was given or is remembered. */
export function flagEffect(name: string, member: FlagOf<MountOptions> & FlagOf<MountSpec>, note: string, row: Effect['row']): Effect {
  return {
    row,
    spec: (options) => ({ [member]: options[member] ?? false }),
    word: name,
    remembered: (spec) => (spec[member] ? '' : undefined),
    recall: () => ({ [member]: true }),
    asks: (spec) => (spec[member] ? { [member]: true } : {}),
    merge: (said, noted) => ({ [member]: said[member] || noted[member] }),
    note: (spec) => (spec[member] ? note : undefined),
  }
}
