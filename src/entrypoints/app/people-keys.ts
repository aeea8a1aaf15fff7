/** `/prism user keys`: the keys of a person in the registry, beside those that their account on GitHub shows; one of these is proposed by its fingerprint. */
import { fail } from '../../domain/catalogue.ts'
import type { Pulls } from '../../domain/github.ts'
import { quote } from '../../domain/names.ts'
import { formatPublicKey, type PublicKey, parsePublicKey } from '../../domain/people/public-key.ts'
import type { RegisteredPerson } from '../../domain/people/registry.ts'
import type { RegistryChange } from '../../domain/people/registry-change.ts'
import type { KeysAsked } from '../../language/people-words.ts'
import { keysMarkdown } from '../../render/markdown-registry.ts'

/** On GitHub; `wrong`: why it is not taken. */
export type ShownKey = PublicKey | { readonly wrong: string }

export async function keysReply(pulls: Pick<Pulls, 'keysOf'>, person: RegisteredPerson): Promise<string> {
  const shown = person.github && (await pulls.keysOf(person.github.id))
  return keysMarkdown(person, shown?.keys.map(parsePublicKey))
}

/** Throws `bad-option`: what the account does not show, what is not taken, and what the registry does not have. */
export async function keyChange(
  pulls: Pick<Pulls, 'keysOf'>,
  person: RegisteredPerson,
  { add, remove, follow }: Pick<KeysAsked, 'add' | 'remove' | 'follow'>,
): Promise<RegistryChange> {
  if (follow) return { kind: 'set', where: 'people', name: person.name, words: { keys: 'follow' }, isNew: false }
  if (remove !== undefined && !person.keys.some((k) => k.fingerprint === remove))
    throw fail('bad-option', { seen: `${quote(person.name)} has no key ${remove} in the registry` })
  return {
    kind: 'keys',
    name: person.name,
    ...(add === undefined ? {} : { add: formatPublicKey(await keyOf(pulls, person, add)) }),
    ...(remove === undefined ? {} : { remove }),
  }
}

async function keyOf(pulls: Pick<Pulls, 'keysOf'>, { name, github }: RegisteredPerson, fingerprint: string): Promise<PublicKey> {
  if (!github) throw fail('bad-option', { seen: `${quote(name)} has no account on GitHub in the registry` })
  const shown = await pulls.keysOf(github.id)
  if (!shown) throw fail('bad-option', { seen: `nobody on GitHub has the id ${github.id}` })
  const found = shown.keys.map(parsePublicKey).find((k) => 'fingerprint' in k && k.fingerprint === fingerprint)
  if (found && 'fingerprint' in found) return found
  throw fail('bad-option', { seen: `${shown.login} (${github.id}) shows no key ${fingerprint} on GitHub that is taken` })
}
