/** Old data becomes a person's: what was counted below a folder of a volume, what was changed, and what is left. Pure. */
import { type Finding, finding } from '../catalogue.ts'

/** What is one number's below the folder, and whose it becomes. `gid`: the private group of the old number. */
export type MigrationRule = {
  readonly under: string
  readonly uid: number
  readonly gid: number
  readonly to: { readonly uid: number; readonly gid: number }
  /** Whether the folder itself is changed too. */
  readonly itself: boolean
}

/**
 * move: would be changed · moved · already: has the new number · other: of a third number · unlisted: of an undo, not in its list · linked: has
 * several names, not all of which were seen there · setid · device · changed: was another by the time · refused: by the server · mounted, unreadable, deep, many: not looked into
 */
export const whys = [
  'move',
  'moved',
  'already',
  'other',
  'unlisted',
  'linked',
  'setid',
  'device',
  'changed',
  'refused',
  'mounted',
  'unreadable',
  'deep',
  'many',
] as const
export type Why = (typeof whys)[number]

export type CountFact = { readonly why: Why; readonly entries: number; readonly bytes: number }
/** `top`: the folder right below the one that is walked, `.` for what is in none; empty: names are private there. */
export type FolderFact = { readonly top: string; readonly uid: number; readonly gid: number; readonly entries: number }
/** `path`: empty where names are private. */
export type LeftFact = { readonly path: string; readonly why: Why; readonly uid: number }
export type OpenFact = { readonly pid: number; readonly name: string; readonly what: string }

/** What one job of a migration told. */
export type MigrationTold = {
  readonly rule: MigrationRule
  readonly counts: readonly CountFact[]
  readonly folders: readonly FolderFact[]
  readonly left: readonly LeftFact[]
  readonly open: readonly OpenFact[]
  /** Absent: nobody asked. `whole`: every process was. */
  readonly opened?: { readonly found: number; readonly whole: boolean }
  /** Absent: no walk came to its end or to its bounds. `at`: where it stopped, in hex; `more`: entries whose folders are not told. */
  readonly walk?: { readonly looked: number; readonly at: string; readonly more: number; readonly finished: boolean }
}

/** A walk in as many jobs as it took. */
export type Counted = Pick<MigrationTold, 'counts' | 'folders' | 'left'> & {
  readonly looked: number
  readonly more: number
  readonly finished: boolean
}

export type MigrationRow = {
  readonly what: string
  readonly expected: string
  readonly seen: string
  readonly verdict: 'holds' | 'differs' | 'unknown'
}

export type MigrationReport = {
  readonly runId: string
  readonly rows: readonly MigrationRow[]
  /** As seen afterwards. */
  readonly after: Counted
  readonly moved: number
  /** Of what was changed: the list on the instance, by which it is taken back. */
  readonly undo?: string
  readonly findings: readonly Finding[]
  readonly verdict: MigrationRow['verdict']
  readonly startedAt: string
  readonly endedAt: string
}

export const nothingCounted: Counted = { counts: [], folders: [], left: [], looked: 0, more: 0, finished: false }

/** Names of what stays are at most so many for a reason. */
const named = 10

export function withTold(so: Counted, { counts, folders, left, walk }: MigrationTold): Counted {
  const more = (why: Why): CountFact => ({
    why,
    entries: of(so, why) + of({ counts }, why),
    bytes: bytesOf(so, why) + bytesOf({ counts }, why),
  })
  const tops = Map.groupBy([...so.folders, ...folders], ({ top, uid, gid }) => JSON.stringify([top, uid, gid]))
  return {
    counts: whys.map(more).filter((c) => c.entries > 0),
    folders: [...tops.values()].map((those) => ({ ...those[0]!, entries: those.reduce((sum, f) => sum + f.entries, 0) })),
    left: [...Map.groupBy([...so.left, ...left], (l) => l.why).values()].flatMap((those) => those.slice(0, named)),
    looked: so.looked + (walk?.looked ?? 0),
    more: so.more + (walk?.more ?? 0),
    finished: walk?.finished ?? false,
  }
}

export const of = ({ counts }: Pick<Counted, 'counts'>, ...those: readonly Why[]): number =>
  counts.reduce((sum, c) => sum + (those.includes(c.why) ? c.entries : 0), 0)
export const bytesOf = ({ counts }: Pick<Counted, 'counts'>, ...those: readonly Why[]): number =>
  counts.reduce((sum, c) => sum + (those.includes(c.why) ? c.bytes : 0), 0)

/** Those that keep their number although they have the old one. */
export const staying: readonly Why[] = ['linked', 'setid', 'device']
const unseen: readonly Why[] = ['mounted', 'unreadable', 'deep', 'many']

/** Whether the walk saw all that lies there. */
export const isWhole = (counted: Counted): boolean => counted.finished && of(counted, ...unseen) === 0

export const atLeast = (counted: Counted): string => (isWhole(counted) ? '' : 'at least ')

/** What is proved afterwards. Nothing is green that was not looked at. */
export function migrationRows(rule: MigrationRule, after: Counted, undo: boolean): MigrationRow[] {
  const still = of(after, 'move', ...staying)
  const whole = isWhole(after)
  const what = `entries of uid ${rule.uid} below ${rule.under}${undo ? ' that the list has' : ''}`
  const row: MigrationRow = {
    what,
    expected: '0',
    seen: `${atLeast(after)}${still}`,
    verdict: still > 0 ? 'differs' : whole ? 'holds' : 'unknown',
  }
  if (whole) return [row]
  const why = [
    ...after.counts.filter((c) => unseen.includes(c.why)).map((c) => `${c.entries} ${words[c.why]}`),
    ...(after.finished ? [] : ['the walk did not come to the end']),
  ]
  return [row, { what: `everything below ${rule.under} was looked at`, expected: 'yes', seen: why.join(', '), verdict: 'unknown' }]
}

/** Why an entry is as it is, in words. */
export const words: Readonly<Record<Why, string>> = {
  move: 'to be changed',
  moved: 'changed',
  already: 'already of the new number',
  other: 'of other numbers',
  unlisted: 'not in the list of what was changed',
  linked: 'files with several names, not all of which were seen there',
  setid: 'setuid or setgid files',
  device: 'devices',
  changed: 'changed meanwhile by somebody else',
  refused: 'refused by the server',
  mounted: 'under another mount',
  unreadable: 'not readable',
  deep: 'too deep',
  many: 'folders with more names than are read',
}

/** What stays of the old number, and what was refused on the way. */
export function findingsOf(after: Counted, done: Counted, instanceId: string): Finding[] {
  const those = staying.filter((why) => of(after, why) > 0)
  const refused = of(done, 'refused')
  return [
    ...(refused > 0 ? [finding('migrate-refused', { seen: `${refused} entries`, instanceId })] : []),
    ...(those.length > 0
      ? [finding('migrate-left', { seen: those.map((why) => `${of(after, why)} ${words[why]}`).join(', '), instanceId })]
      : []),
  ]
}

export const worstOf = (verdicts: readonly MigrationRow['verdict'][]): MigrationRow['verdict'] =>
  verdicts.includes('differs') ? 'differs' : verdicts.includes('unknown') ? 'unknown' : 'holds'
