/** What a ledger says about a volume: what was done, and who had it where from when to when. It knows what was asked of the App, and nothing else. */
import { type Entry, isOfRun, type RunEntry } from './entry.ts'
import type { Time } from './time.ts'

export type Question = {
  /** A volume's name or id; absent: all. */
  readonly volume?: string
  /** An instance's name or id; absent: all. */
  readonly instance?: string
  /** Only what was not over by then, as a date. */
  readonly since?: string
  /** Only what was asked in this one, `owner/name`. */
  readonly repository?: string
}

/** All that is said of one run, in order; `repository` as in `Question`. */
export const entriesOf = (entries: readonly Entry[], run: string, repository?: string): RunEntry[] =>
  entries.filter(isOfRun).filter((entry) => entry.run === run && (repository ?? entry.repository) === entry.repository)

/** A run that changed something, or was to. `n`: the entry of its end, or the last one there is. */
export type Deed = {
  readonly n: number
  readonly run: string
  readonly at: string
  readonly verb: string
  readonly by: RunEntry['actor']
  readonly via: string
  readonly volume: string
  readonly fileSystem?: string
  readonly accessPoint?: string
  readonly instances: readonly { readonly id: string; readonly name: string }[]
  /** As the run ended; absent: the ledger has no end of it. */
  readonly state?: string
  readonly verdict?: string
  readonly approvedBy: readonly string[]
}

/** An instance had a volume, as far as the App brought that about. */
export type Span = {
  readonly volume: string
  readonly fileSystem: string
  readonly instance: string
  readonly name: string
  readonly mountPoint: string
  /** Accounts; empty: the instance's own login user. */
  readonly people: readonly string[]
  readonly readOnly: boolean
  readonly accessPoint?: string
  readonly from: Time
  /** Absent: nobody asked the App to unmount it. Whether it is still there, only a look says. */
  readonly to?: Time
  /** The run did not end green there: that much of it may be so, or may not. */
  readonly doubtful: boolean
}

export type History = { readonly deeds: readonly Deed[]; readonly spans: readonly Span[] }

const mounting = ['mount', 'adopt']
/** Verbs that change something of a volume; accounts are told apart (`accountsOf`). */
const changing = [
  ...mounting,
  'unmount',
  'migrate',
  'create',
  'update',
  'delete',
  'create-access-point',
  'delete-access-point',
  'lock',
  'unlock',
]

export function historyOf(entries: readonly Entry[], asked: Question = {}): History {
  const isIn = ({ repository }: RunEntry): boolean => (asked.repository ?? repository) === repository
  const runs = Map.groupBy(
    entries.filter((e): e is RunEntry => isOfRun(e) && changing.includes(e.verb) && !e.dryRun && isIn(e)),
    (e) => e.run,
  )
  // a plan that others approved is carried out by a run of its own
  const carried = [...runs.values()].filter((all) => !all.some(({ event }) => event === 'released'))
  const inOrder = carried.sort((a, b) => a.at(-1)!.n - b.at(-1)!.n)
  return {
    deeds: inOrder.map(deedOf).filter((deed) => isAbout(deed, asked) && isSince(deed.at, asked)),
    spans: spansOf(inOrder)
      .filter((s) => (asked.volume ?? s.volume) === s.volume || asked.volume === s.fileSystem)
      .filter((s) => asked.instance === undefined || asked.instance === s.instance || asked.instance === s.name)
      .filter((s) => s.to === undefined || isSince(s.to.at, asked)),
  }
}

function deedOf(all: readonly RunEntry[]): Deed {
  const { n, run, at, event, verb, actor, via, volume = '', fileSystem, accessPoint, instances = sentTo(all), state, verdict } = all.at(-1)!
  return {
    n,
    run,
    at,
    verb,
    by: actor,
    via,
    volume,
    ...(fileSystem === undefined ? {} : { fileSystem }),
    ...(accessPoint === undefined ? {} : { accessPoint }),
    instances: instances.map(({ id, name }) => ({ id, name })),
    ...(state === undefined || event !== 'ended' ? {} : { state }),
    ...(verdict === undefined ? {} : { verdict }),
    approvedBy: [...new Set(all.flatMap((e) => e.approvals ?? []).map((a) => a.by.login))],
  }
}

/** Each once, where the end names none. */
const sentTo = (all: readonly RunEntry[]): NonNullable<RunEntry['instances']> => [
  ...new Map(all.filter((e) => e.event === 'dispatching').flatMap((e) => (e.instances ?? []).map((i) => [i.id, i] as const))).values(),
]

/** From mount to unmount, by volume, instance and mount point. Only what was sent counts: a run that was refused before that changed nothing. */
function spansOf(runs: readonly (readonly RunEntry[])[]): Span[] {
  const spans: Span[] = []
  const open = new Map<string, number>()
  for (const run of runs) {
    const end = run.at(-1)!
    for (const { id, name } of sentTo(run)) {
      const { people = [], readOnly, accessPoint, verdict } = end.instances?.find((i) => i.id === id) ?? {}
      const { n, at, verb, actor, fileSystem = '', volume = '', mountPoint = '' } = end
      const key = JSON.stringify([fileSystem, id, mountPoint])
      const before = open.get(key)
      const here = { at, n, by: actor.login }
      const holds = verdict === 'holds'
      if (mounting.includes(verb)) {
        if (before !== undefined) spans[before] = mountedAgain(spans[before]!, people, holds)
        else {
          open.set(key, spans.length)
          const through = accessPoint === undefined ? {} : { accessPoint }
          const what = { volume, fileSystem, instance: id, name, mountPoint, people, readOnly: readOnly === true, ...through }
          spans.push({ ...what, from: here, doubtful: !holds })
        }
      } else if (verb === 'unmount' && before !== undefined && holds) {
        spans[before] = { ...spans[before]!, to: here }
        open.delete(key)
      }
    }
  }
  return spans
}

/** Nobody loses access by a second mount; what it did not prove adds doubt to nothing that an earlier one proved. */
const mountedAgain = (span: Span, people: readonly string[], holds: boolean): Span => ({
  ...span,
  people: [...new Set([...span.people, ...people])],
  doubtful: span.doubtful && !holds,
})

const isAbout = ({ volume, fileSystem, instances }: Deed, asked: Question): boolean =>
  (asked.volume === undefined || asked.volume === volume || asked.volume === fileSystem) &&
  (asked.instance === undefined || instances.some((i) => i.id === asked.instance || i.name === asked.instance))

const isSince = (at: string, { since }: Question): boolean => since === undefined || Date.parse(at) >= Date.parse(since)
