/** A change of the registry, as somebody says it. What it makes of the file is decided where the file is. */

export type RegistryChange =
  /** `words`: members as the file has them; `null` takes one out. A number that is not given is the next one. */
  | {
      readonly kind: 'set'
      readonly where: 'people' | 'groups'
      readonly name: string
      readonly words: Readonly<Record<string, unknown>>
      readonly isNew: boolean
    }
  | { readonly kind: 'retire'; readonly where: 'people' | 'groups'; readonly name: string }
  /** `add`: type and body; `remove`: a fingerprint. */
  | { readonly kind: 'keys'; readonly name: string; readonly add?: string; readonly remove?: string }
  | { readonly kind: 'member'; readonly group: string; readonly name: string; readonly isIn: boolean }

/** `add ada`, `remove genomics`: for headlines. */
export function changeWords(change: RegistryChange): string {
  switch (change.kind) {
    case 'set':
      return `${change.isNew ? 'add' : 'change'} ${change.where === 'groups' ? 'the group ' : ''}${change.name}`
    case 'retire':
      return `remove ${change.where === 'groups' ? 'the group ' : ''}${change.name}`
    case 'keys':
      return `${change.add === undefined ? 'remove' : 'add'} a key of ${change.name}`
    case 'member':
      return change.isIn ? `put ${change.name} into ${change.group}` : `take ${change.name} out of ${change.group}`
  }
}
