/** A proposed `people.yml` against the one that stands: what is wrong, by line, and what it would do. Pure. */
import { changesOf, type PersonChange } from '../domain/people/changes.ts'
import { lawsOfChange, lossOf } from '../domain/people/laws.ts'
import type { Registry } from '../domain/people/registry.ts'
import type { FileError } from '../files/read-yaml.ts'
import { parseRegistry, toErrors } from './parse.ts'

export type Checked =
  | { readonly kind: 'wrong'; readonly errors: readonly FileError[] }
  | {
      readonly kind: 'good'
      /** Absent: the one that stands has errors itself, so nothing is held against it. */
      readonly before?: Registry
      readonly after: Registry
      readonly changes: readonly PersonChange[]
      /** Who would lose their account, where that are so many that somebody has to confirm it. */
      readonly leaving: readonly string[]
      readonly lineAt: (path: readonly (string | number)[]) => number
    }

const none: Registry = { numbers: { first: 0, last: 0 }, people: [], groups: [], retired: [] }

/** `before`: undefined where there is none yet. */
export function checkRegistry(before: string | undefined, after: string | undefined): Checked {
  if (after === undefined)
    return { kind: 'wrong', errors: [{ line: 1, message: 'the registry would be gone, and with it every number that was given' }] }
  const parsed = parseRegistry(after)
  if (parsed.kind === 'wrong') return parsed
  const { registry, lineAt } = parsed
  const old = before === undefined ? undefined : parseRegistry(before)
  const was = old?.kind === 'registry' ? old.registry : none
  const errors = toErrors(lawsOfChange(was, registry), lineAt)
  if (errors.length > 0) return { kind: 'wrong', errors }
  const { lost, needsWord } = lossOf(was, registry)
  return {
    kind: 'good',
    ...(old?.kind === 'wrong' ? {} : { before: was }),
    after: registry,
    changes: changesOf(was, registry),
    leaving: needsWord ? lost : [],
    lineAt,
  }
}
