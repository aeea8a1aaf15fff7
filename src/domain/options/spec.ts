/** Options → the spec of a target; a spec → the word by which an instance remembers it, and what that asks of a later verify. */
import { type MountSpec, plainSpec } from '../mount-spec.ts'
import type { MountOptions } from '../request.ts'
import { effects } from './all.ts'

/** What the options ask for on an instance; `own`: what was given, or found, for it alone. */
export function specOf(options: MountOptions, own: Partial<MountSpec> = {}): MountSpec {
  let spec = plainSpec
  for (const effect of effects) spec = { ...spec, ...effect.spec(options) }
  return { ...spec, ...own }
}

/** Changed where an older Prism would misread it. */
const version = '1'

/** One word that is inert in a shell and in a transcript: `1~users=ada,ben~private`. */
export function formatSpec(spec: MountSpec): string {
  const words = effects.flatMap(({ word, remembered }) => {
    const value = remembered(spec)
    return value === undefined ? [] : [value === '' ? word : `${word}=${value}`]
  })
  return [version, ...words].join('~')
}

/** Undefined for whatever `formatSpec` does not write. An access point comes back by its id alone. */
export function parseSpec(text: string): MountSpec | undefined {
  const [first, ...words] = text.split('~')
  if (first !== version) return undefined
  const said = new Map(words.map((w) => [w.split('=')[0] ?? '', w.slice(w.indexOf('=') + 1 || w.length)]))
  try {
    let spec = plainSpec
    for (const { word, recall } of effects) {
      const value = said.get(word)
      if (value !== undefined) spec = { ...spec, ...recall(value, spec) }
    }
    return formatSpec(spec) === text ? spec : undefined
  } catch {
    return undefined
  }
}

/** A given option applies to every instance; where none was given, each instance's note counts. */
export function mergeSpec(said: MountSpec, noted: MountSpec, options: MountOptions): MountSpec {
  let merged = said
  for (const { merge } of effects) merged = { ...merged, ...merge(said, noted, options) }
  return merged
}

/** The options that ask for this spec. */
export function optionsFor(spec: MountSpec): Partial<MountOptions> {
  let options: Partial<MountOptions> = {}
  for (const { asks } of effects) options = { ...options, ...asks(spec) }
  return options
}

/** The requested options, in words; empty where there are none. */
export const specWords = (spec: MountSpec): string => effects.flatMap(({ note }) => note(spec) ?? []).join('; ')

/** What is shown beside a verdict about mounts with these specs, each thing once. */
export const caveatsOf = (specs: readonly MountSpec[]): string[] => [
  ...new Set(specs.flatMap((spec) => effects.flatMap(({ caveat }) => caveat?.(spec) ?? []))),
]
