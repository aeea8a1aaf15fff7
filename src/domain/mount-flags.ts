/**
 * The options of a mount that are on or off and are remembered so, by the name of their member. What was given (`MountOptions`), how a volume is
 * to be (`MountSpec`), what REST tells of it and what a policy has to allow derive from this.
 */

type Flag = {
  /** For readers of the REST schema. */
  readonly doc: string
  /** The word by which a volume's rule in a policy allows it; absent: it may always be used. */
  readonly allowance?: string
}

export const mountFlags = {
  sticky: { doc: 'Whether only an owner may remove what is in the shared directories' },
  suid: { doc: 'Whether set-id programs on the volume are honoured, as requested', allowance: 'suid' },
  privateSpaces: { doc: 'Whether personal spaces are closed to others', allowance: 'private' },
  iam: { doc: 'Whether the mount shows the server the role of its instance' },
} as const satisfies Readonly<Record<string, Flag>>

export type MountFlag = keyof typeof mountFlags
export type MountFlags = Readonly<Record<MountFlag, boolean>>

/** Those that a rule has to allow. */
export type FlagAllowance = { [F in MountFlag]: (typeof mountFlags)[F] extends { allowance: infer A } ? A : never }[MountFlag]

const names = Object.keys(mountFlags) as MountFlag[]

/** A value for each of them. */
export const eachFlag = <T>(of: (flag: MountFlag) => T): Record<MountFlag, T> =>
  Object.fromEntries(names.map((name) => [name, of(name)])) as Record<MountFlag, T>

const allowanceOf = (name: MountFlag): readonly FlagAllowance[] => {
  const flag: Flag = mountFlags[name]
  return flag.allowance === undefined ? [] : [flag.allowance as FlagAllowance]
}

/** What has to be allowed where these are on. */
export const allowancesOf = (isOn: (flag: MountFlag) => boolean): FlagAllowance[] =>
  names.flatMap((name) => (isOn(name) ? allowanceOf(name) : []))
