/** The Action's inputs → Request. */
import { fail } from '../domain/catalogue.ts'
import { didYouMean } from '../domain/did-you-mean.ts'
import { quote } from '../domain/names.ts'
import { isOfferedAt, type OptionName, options } from '../domain/options/all.ts'
import type { OptionSpec } from '../domain/options/option.ts'
import type { Request } from '../domain/request.ts'
import { isOffered, specOfVerb, stepNameOf } from '../domain/verbs.ts'
import { requestFrom } from './request-from.ts'
import { type ActionVerb, actionVerbs } from './verbs.ts'

/** The options that are inputs, with the input's name: those of the verbs that a step can ask for. */
export const optionInputs: readonly { readonly input: string; readonly option: OptionSpec }[] = (options as readonly OptionSpec[])
  .filter((o) => o.verbs.some((v) => isOffered(v, 'action')) && isOfferedAt(o, 'action'))
  .map((option) => ({ input: option.input?.name ?? option.name, option }))

const longestInput = 16_384

/**
 * Inputs by their names in `action.yml`; an empty string means "not given". `instances`, `users` and what may be given more than once
 * may be separated by spaces, commas or lines. Names that are not the language's (region, github-token, …) are the entry point's own and are not looked at. Throws PrismError.
 */
export function requestFromInputs(inputs: Readonly<Record<string, string | undefined>>): Request {
  const given = (name: string): string => (Object.hasOwn(inputs, name) ? (inputs[name] ?? '').trim() : '')
  for (const name of ['volume', 'instances', 'command', ...optionInputs.map((o) => o.input)])
    if (given(name).length > longestInput) throw fail('too-large', { seen: `input ${name} has ${given(name).length} characters` })

  const verb = commandFrom(given('command') || 'mount')
  const volume = given('volume')
  const instances = list(given('instances'))

  const spoken = new Map<OptionName, readonly string[]>()
  for (const { input, option } of optionInputs) {
    const text = given(input)
    const values = text === '' ? [] : option.argument ? valuesFrom(option, text) : flagFrom(input, option, text)
    if (values.length > 0) spoken.set(option.name as OptionName, values)
  }
  const everything = verb === 'verify' && spoken.has('all')
  const aboutVolume = specOfVerb(verb).words.some(({ word }) => word === 'VOLUME')
  if (!aboutVolume && volume !== '') throw fail('bad-option', { seen: `the input volume, which ${stepNameOf(verb)} does not take` })
  if (aboutVolume && volume === '' && !(everything && instances.length === 0))
    throw fail('missing-input', { seen: 'the input volume is empty' })
  if (instances.length === 0 && !everything) throw fail('missing-input', { seen: 'the input instances is empty' })
  return requestFrom({ verb, words: [...(volume === '' ? [] : [volume]), ...instances], options: spoken })
}

/** What `command` may be. */
function commandFrom(text: string): ActionVerb {
  const known = actionVerbs.find((c) => stepNameOf(c) === text)
  if (known) return known
  const names = actionVerbs.map(stepNameOf)
  throw fail('bad-command', {
    seen: `input command is ${quote(text)}${didYouMean(text, names)}; a step’s commands are ${names.join(', ')}`,
  })
}

/** YAML 1.2's booleans, as `core.getBooleanInput` reads them. A flag that is off is a flag that was not given. */
function flagFrom(input: string, option: OptionSpec, text: string): readonly [''] | readonly [] {
  if (!/^(?:true|True|TRUE|false|False|FALSE)$/.test(text))
    throw fail('bad-option', { seen: `input ${input} is ${quote(text)}, not true or false` })
  const said = text.toLowerCase() === 'true'
  return said !== (option.input?.inverted ?? false) ? [''] : []
}

function valuesFrom({ list: isList, repeatable }: OptionSpec, text: string): string[] {
  // a comma may belong to the value, so repeated values are separated by blanks and lines
  if (repeatable) return text.split(/[ \t\r\n]+/)
  return [isList ? list(text).join(',') : text]
}

/** Only what a YAML author separates with: other white space stays in a word and makes it a bad name. */
const list = (text: string): string[] => text.split(/[ \t\r\n,]+/).filter((word) => word !== '')
