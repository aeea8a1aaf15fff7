/** Bodies → spoken words, which become a Request as at every other entry point. Throws the `bad-…` findings. */
import { fail } from '../../domain/catalogue.ts'
import { parseVolumeRef, quote } from '../../domain/names.ts'
import { type OptionName, optionsOf } from '../../domain/options/all.ts'
import { memberOf, type OptionSpec } from '../../domain/options/option.ts'
import type { Request } from '../../domain/request.ts'
import { requestFrom } from '../../language/request-from.ts'
import type { Spoken, SpokenVerb } from '../../language/spoken.ts'
import { shapes } from './schemas/shapes.ts'

/** What its schema let through. */
export type Body = Readonly<Record<string, unknown>>

/** `words`: as after the verb on a line, the volume first. */
export function requestOf(verb: SpokenVerb, words: readonly string[], body: Body): Request {
  const instances = (body.instances as readonly string[] | undefined) ?? []
  if (verb === 'verify' && body.all !== true && words.length > 0 && instances.length === 0)
    throw fail('missing-input', { seen: 'neither instances nor all' })
  return requestFrom({ verb, words: [...words, ...instances], options: spokenOptions(verb, body) })
}

/** Every volume. */
export const verifyEverything = (body: Body): Request => requestOf('verify', [], { ...body, all: true })

/** What is only planned needs no confirmation. */
export function deleteRequest(volume: string, confirm: string | undefined, dryRun: boolean): Request {
  const ref = parseVolumeRef(volume)
  if (dryRun) return { verb: 'delete', volume: ref, confirm: '' }
  return { verb: 'delete', volume: ref, confirm: confirmed(volume, confirm, 'no ?confirm= in the URL') }
}

/** The same of a person. */
export function deprovisionRequest(name: string, confirm: string | undefined, dryRun: boolean): Request {
  const asked = requestOf('deprovision', [name], {})
  if (!dryRun) confirmed(name, confirm, 'no confirm in the body')
  return asked
}

/** The name a second time, word for word as in the path. */
function confirmed(name: string, confirm: string | undefined, missing: string): string {
  if (confirm === undefined) throw fail('confirm-name', { seen: missing })
  if (confirm !== name) throw fail('confirm-name', { seen: `${quote(confirm)} is not ${quote(name)}` })
  return confirm
}

function spokenOptions(verb: SpokenVerb, body: Body): Spoken['options'] {
  const said = new Map<OptionName, string[]>()
  const say = (name: OptionName, value: string): void => void said.set(name, [...(said.get(name) ?? []), value])
  for (const option of optionsOf(verb, 'api')) {
    const { name, inverted, part } = memberOf(option)
    const value = body[name]
    if (value === undefined || part) continue
    const shape = shapes[name]
    if (shape) for (const [word, text] of shape.words(value)) say(word, text)
    else if (typeof value === 'boolean') {
      if (value !== (inverted ?? false)) say(option.name as OptionName, '')
    } else say(option.name as OptionName, typeof value === 'string' ? value : listWord(option, value as readonly string[]))
  }
  return said
}

/** A comma inside of a name would make two of one. */
function listWord({ name }: OptionSpec, items: readonly string[]): string {
  const split = items.find((item) => item.includes(','))
  if (split !== undefined) throw fail('bad-option', { seen: `${quote(split)} in the list for --${name} has a comma` })
  return items.join(',')
}
