/** What the readers of records fill, and how they put values in. */
import type {
  ExtraGroupFact,
  GroupTryFact,
  HostFacts,
  MountFact,
  SpaceFact,
  SpaceOutcome,
  SpaceTryFact,
  Unmanaged,
} from '../../domain/facts.ts'
import { printable } from '../records.ts'

type Mutable = { -readonly [K in keyof HostFacts]: HostFacts[K] extends readonly (infer T)[] ? T[] : HostFacts[K] }
/** HostFacts in the making: what has its own record is absent until that is read. */
export type Draft = Omit<
  Mutable,
  'remembered' | 'held' | 'below' | 'heldMore' | 'heldUnfinished' | 'host' | 'group' | 'client' | 'mountPoint' | 'unmanaged'
> & {
  unmanaged: { managers: Unmanaged['managers'][number][]; umaskLines: Unmanaged['umaskLines'][number][]; data: Unmanaged['data'][number][] }
  remembered?: NonNullable<HostFacts['remembered']>
  held?: NonNullable<HostFacts['held']>
  below?: NonNullable<HostFacts['below']>
  heldMore?: number
  heldUnfinished?: string
  host?: HostFacts['host']
  group: HostFacts['group']
  client?: HostFacts['client']
  mountPoint?: { exists: boolean; type?: string; entries?: number; sample: string[] }
  root?: { entries: number; foreign: string[] }
  unwritable?: {
    looked: number
    found: number
    protected?: number
    reach: 'all' | 'sample' | 'cut'
    sample: { path: string; owner: string; mode: string }[]
  }
  extraGroups?: { seen: ExtraGroupFact[]; tries: GroupTryFact[] }
  spaces?: { found: number; seen: SpaceFact[]; tries: SpaceTryFact[] }
  elsewhere: MountFact[]
  looked: boolean
}

export function some<K extends string, T>(name: K, value: T | undefined): { [P in K]?: T } {
  return (value === undefined ? {} : { [name]: value }) as { [P in K]?: T }
}

/** As `some`, of outside text. */
export const seen = <K extends string>(name: K, text: string | undefined) => some(name, text === undefined ? undefined : printable(text))

/** The letters of a try in a folder: read or written, refused, or an error. */
export const spaceOutcomes: Readonly<Record<string, SpaceOutcome>> = { r: 'done', w: 'done', '-': 'refused', x: 'error' }
