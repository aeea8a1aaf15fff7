/** When EFS moves files that nobody reads to cheaper storage, and back. */
export const lifeCycleDays = [1, 7, 14, 30, 60, 90, 180, 270, 365] as const
export type LifeCycleDays = (typeof lifeCycleDays)[number]

/** As a volume has it; without days never. */
export type LifeCycle = {
  readonly infrequentAccessAfterDays?: LifeCycleDays
  readonly archiveAfterDays?: LifeCycleDays
  /** Back to standard storage once they are read. */
  readonly backOnAccess: boolean
}

/** What is asked of it; what is absent stays as it is. */
export type LifeCycleChange = {
  readonly infrequentAccessAfterDays?: LifeCycleDays | 'never'
  readonly archiveAfterDays?: LifeCycleDays | 'never'
  readonly backOnAccess?: boolean
}

export const noLifeCycle: LifeCycle = { backOnAccess: false }

export const asksNothing = (c: LifeCycleChange): boolean =>
  c.infrequentAccessAfterDays === undefined && c.archiveAfterDays === undefined && c.backOnAccess === undefined

export function changedBy(before: LifeCycle, change: LifeCycleChange): LifeCycle {
  const days = (name: 'infrequentAccessAfterDays' | 'archiveAfterDays') => {
    const after = change[name] ?? before[name]
    return after === undefined || after === 'never' ? {} : { [name]: after }
  }
  return { ...days('infrequentAccessAfterDays'), ...days('archiveAfterDays'), backOnAccess: change.backOnAccess ?? before.backOnAccess }
}

export function lifeCycleWords({ infrequentAccessAfterDays: infrequent, archiveAfterDays: archive, backOnAccess }: LifeCycle): string {
  const days = (n: number) => `${n} day${n === 1 ? '' : 's'}`
  const words = [
    ...(infrequent === undefined ? [] : [`to Infrequent Access after ${days(infrequent)}`]),
    ...(archive === undefined ? [] : [`to Archive after ${days(archive)}`]),
    ...(backOnAccess ? ['back when they are read'] : []),
  ]
  return words.length === 0 ? 'none' : words.join(', ')
}

/** Why EFS would refuse it; undefined where it would not. */
export function lifeCycleFault(
  { infrequentAccessAfterDays: infrequent, archiveAfterDays: archive }: LifeCycle,
  { throughputMode, performanceMode }: { readonly throughputMode: string; readonly performanceMode: string },
): string | undefined {
  if (archive === undefined) return undefined
  if (infrequent !== undefined && archive <= infrequent)
    return `to Archive after ${archive} days, to Infrequent Access after ${infrequent}: Archive comes later`
  if (throughputMode !== 'elastic' || performanceMode !== 'generalPurpose')
    return `Archive is for volumes with elastic throughput and generalPurpose; this one has ${throughputMode} and ${performanceMode}`
  return undefined
}
