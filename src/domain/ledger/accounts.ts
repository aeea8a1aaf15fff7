/** What a ledger says of people's accounts: who had which number on which instance, from when to when, and by whose word. */
import { type Entry, entriesSince, isOfRun, type RunEntry } from './entry.ts'
import { type Time, wasThen } from './time.ts'

export type AccountQuestion = {
  readonly person?: string
  /** An instance's name or id; absent: all. */
  readonly instance?: string
  /** A day or a moment: only accounts that were there then. */
  readonly at?: string
  /** Only what was asked in this one, `owner/name`. */
  readonly repository?: string
}

export type AccountMoment = Time & {
  readonly approvedBy: readonly string[]
  /** Git's blob id of the registry that was applied. */
  readonly registry?: string
}

export type AccountSpan = {
  readonly person: string
  /** As the host had it; empty: it was not seen. */
  readonly number: string
  readonly groups: readonly string[]
  readonly instance: string
  readonly name: string
  /** Absent: it was made before the ledger begins, or by something that no ledger keeps. */
  readonly from?: AccountMoment
  /** Absent: nobody asked the App to close it. */
  readonly to?: AccountMoment
  /** A sync that touched it did not end green on that instance. */
  readonly doubtful: boolean
}

/** `unended`: syncs that sent something and have no end here, so what they changed is not known. */
export type Accounts = { readonly spans: readonly AccountSpan[]; readonly unended: readonly string[] }

export function accountsOf(entries: readonly Entry[], asked: AccountQuestion = {}): Accounts {
  const runs = Map.groupBy(
    entries.filter((e): e is RunEntry => isOfAccounts(e) && !e.dryRun && isIn(e, asked)),
    (e) => e.run,
  )
  const inOrder = [...runs.values()].sort((a, b) => a.at(-1)!.n - b.at(-1)!.n)
  const spans = spansOf(inOrder)
  return {
    spans: spans.filter((s) => isAsked(s, asked)).sort((a, b) => keyOf(a.person, a.name).localeCompare(keyOf(b.person, b.name))),
    unended: inOrder.filter((run) => run.at(-1)!.event !== 'ended' && run.some((e) => e.event === 'dispatching')).map((run) => run[0]!.run),
  }
}

/** Every entry of the syncs that changed accounts; of a person: of those that opened, closed or failed theirs. */
export function aboutAccounts(
  entries: readonly Entry[],
  { person, since }: { readonly person?: string; readonly since?: string },
): readonly RunEntry[] {
  const all = entries.filter(isOfAccounts)
  if (person === undefined) return entriesSince(all, since)
  const about = new Set(all.filter((e) => isNamedIn(e, person)).map((e) => e.run))
  return entriesSince(all, since).filter((e) => about.has(e.run))
}

/** Of what changes people's accounts: syncs, and the end of somebody who left. */
const isOfAccounts = (entry: Entry): entry is RunEntry => isOfRun(entry) && (entry.verb === 'sync-people' || entry.verb === 'deprovision')

function isNamedIn({ instances }: RunEntry, person: string): boolean {
  const isTheirs = (text: string): boolean => accountIn(text).person === person
  return instances?.some((i) => i.opened?.some(isTheirs) || i.closed?.some(isTheirs) || i.failed?.includes(person)) === true
}

const isIn = ({ repository }: RunEntry, asked: AccountQuestion): boolean => (asked.repository ?? repository) === repository
const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts)

/** Only the end of a run says whose account was opened, closed or failed: one without an end adds nothing. */
function spansOf(runs: readonly (readonly RunEntry[])[]): AccountSpan[] {
  const spans: AccountSpan[] = []
  const open = new Map<string, number>()
  // past the last one where there is none
  const placeOf = (id: string, person: string): number => open.get(keyOf(id, person)) ?? spans.length
  for (const run of runs) {
    const { instances = [] } = run.at(-1)!
    const here = momentOf(run)
    for (const { id, name, verdict, opened = [], closed = [], failed } of instances) {
      const doubtful = verdict !== 'holds'
      for (const text of opened) {
        const account = accountIn(text)
        const at = placeOf(id, account.person)
        const before = spans[at]
        // a key or a shell that changed is the same account all the while
        if (before && isSame(before, account)) spans[at] = { ...before, doubtful: before.doubtful && doubtful }
        else {
          if (before) spans[at] = { ...before, to: here }
          open.set(keyOf(id, account.person), spans.length)
          spans.push({ ...account, instance: id, name, from: here, doubtful })
        }
      }
      for (const text of closed) {
        const account = accountIn(text)
        const at = placeOf(id, account.person)
        const before = spans[at]
        if (before) spans[at] = { ...before, to: here, doubtful: before.doubtful || doubtful }
        else spans.push({ ...account, groups: [], instance: id, name, to: here, doubtful })
        open.delete(keyOf(id, account.person))
      }
      for (const person of failed ?? []) {
        const at = placeOf(id, person)
        const before = spans[at]
        if (before) spans[at] = { ...before, doubtful: true }
      }
    }
  }
  return spans
}

function momentOf(run: readonly RunEntry[]): AccountMoment {
  const { at, n, actor, registry } = run.at(-1)!
  const approvedBy = [...new Set(run.flatMap((e) => e.approvals ?? []).map((a) => a.by.login))]
  return { at, n, by: actor.login, approvedBy, ...(registry === undefined ? {} : { registry }) }
}

/** `ada 65536 genomics,imaging`, as the ledger's entries have it. */
function accountIn(text: string): Pick<AccountSpan, 'person' | 'number' | 'groups'> {
  const [person, number = '', groups = ''] = text.split(' ')
  return { person: person!, number, groups: groups.split(',').filter(Boolean) }
}

const isSame = (span: AccountSpan, { number, groups }: Pick<AccountSpan, 'number' | 'groups'>): boolean =>
  span.number === number && span.groups.join() === groups.join()

function isAsked(span: AccountSpan, { person, instance, at }: AccountQuestion): boolean {
  if (person !== undefined && person !== span.person) return false
  if (instance !== undefined && instance !== span.instance && instance !== span.name) return false
  return at === undefined || wasThen(span, at)
}
