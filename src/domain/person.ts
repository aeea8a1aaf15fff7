/** Somebody who gets a volume on an instance. A name was given or observed; the rest is set where it is known. */
export type Person = {
  /** Of the account on the instance. */
  readonly name: string
  readonly uid?: number
  readonly gid?: number
  /** Further groups, by name. */
  readonly groups?: readonly string[]
  /** Public SSH keys, as authorized_keys has them. */
  readonly keys?: readonly string[]
}

export const namesOf = (people: readonly Person[]): readonly string[] => people.map((p) => p.name)
