/**
 * The sharing test's meaning. EFS compares numbers: a test between equal uids proves nothing, so it is shown and not
 * counted, and where no two uids differ a temporary non-owner uid with gid 3000 stands in.
 */
import type { Identity, SharingFact } from './facts.ts'
import { byPair } from './pairs.ts'
import type { Report, SharingCell } from './report.ts'
import type { Pair } from './sharing-cover.ts'

/** Above the ranges that distributions hand out to people and below nobody (65534) and systemd's dynamic users (61184–65519 are avoided). */
const firstTemporaryUid = 60_600

/** Every account on every instance, with stand-ins for instances that have no differing uid to test against. */
export function identitiesFor(
  instances: readonly {
    readonly instanceId: string
    readonly accounts: readonly { readonly name: string; readonly uid: number }[]
    readonly readOnly?: boolean
    /** Through an access point that enforces a user: the uids are that user's. */
    readonly enforced?: boolean
  }[],
): Identity[] {
  const access = (i: number) => ({
    ...(instances[i]!.readOnly ? { readOnly: true as const } : {}),
    ...(instances[i]!.enforced ? { enforced: true as const } : {}),
  })
  const real = instances.map(({ instanceId, accounts }, i) =>
    accounts.map((a): Identity => ({ instanceId, account: a.name, uid: a.uid, temporary: false, ...access(i) })),
  )
  const isProven = provenAmong(real)
  const everybody = real.reduce((sum, own) => sum + own.length, 0)
  return real.flatMap((own, i) => {
    const { instanceId, enforced } = instances[i]!
    // whoever comes through the access point is its user, also a stand-in; one is needed only where nobody else could read
    if (enforced ? everybody > 1 : isProven(i)) return own
    // many instances are told of theirs by one command, so it is the same on all: what it writes their accounts read
    const n = instances.length > fewInstances ? 0 : i
    const uid = (enforced ? own[0]?.uid : undefined) ?? firstTemporaryUid + n
    return [...own, { instanceId, account: `visitor-${n + 1}`, uid, temporary: true, ...access(i) }]
  })
}

/** Up to so many, each with a stand-in of its own, all pairs are tried. */
const fewInstances = 6

/** Whether an instance has an account of another uid than each other instance: only one with nobody, or with that same uid alone, has not. A single instance is tested against itself. */
function provenAmong(real: readonly (readonly Identity[])[]): (i: number) => boolean {
  const uids = real.map((own) => new Set(own.map((a) => a.uid)))
  const alone = Map.groupBy(
    uids.flatMap((own) => (own.size === 1 ? [...own] : [])),
    (uid) => uid,
  )
  const empty = uids.filter((own) => own.size === 0).length
  return (i) => {
    const own = uids[i]!
    if (real.length === 1) return own.size > 1
    if (own.size === 0 || empty > 0) return false
    return own.size > 1 || alone.get([...own][0]!)!.length === 1
  }
}

/**
 * Judges every ordered pair of the identities, or, by cover, its pairs; one that nobody reported is unknown. `notWritten`: why an instance
 * could not begin to write, by its id. That nobody finds its files proves nothing then.
 */
export function judgeSharing(
  identities: readonly Identity[],
  facts: readonly SharingFact[],
  notWritten: ReadonlyMap<string, string> = new Map(),
  cover?: { readonly pairs: readonly Pair[]; readonly next?: number },
): Report['sharing'] {
  const reported = byPair(facts)
  const cells: SharingCell[] = []
  const judged = (writer: Identity, reader: Identity) =>
    cells.push(judge(writer, reader, reported(writer, reader), notWritten.get(writer.instanceId)))
  if (cover) for (const pair of cover.pairs) judged(...pair)
  else
    for (const writer of identities.filter((i) => !i.readOnly))
      for (const reader of identities) if (!same(writer, reader)) judged(writer, reader)
  const counted = cells.filter((c) => c.verdict !== 'same-identity')
  const verdict = counted.some((c) => c.verdict === 'not-shared')
    ? 'differs'
    : counted.length === 0 || counted.some((c) => c.verdict === 'unknown')
      ? 'unknown'
      : 'holds'
  return {
    verdict,
    cells,
    notes: [
      ...(cover ? [cover.next === undefined ? byCover : inRing(cover.next)] : []),
      ...notes(identities, cells),
      ...[...notWritten].map(([id, why]) => `${id}${couldNotWrite}${why}`),
    ],
  }
}

/** Of the notes, those without which the count of pairs would be misread. */
export const notesBeside = ({ notes }: Report['sharing']): string[] =>
  notes.filter((n) => n.startsWith(covered) || n.includes(couldNotWrite))

const couldNotWrite = ' could not write: '
const covered = 'by cover: '
const byCover = `${covered}on every instance one identity with another uid, not all of them, read and appended to what each one wrote; the readers took turns`
const inRing = (next: number): string =>
  `${covered}with so many instances, each read and appended to what was written on the ${next} that follow it in the order of their ids; the last is followed by the first`

const same = (a: Identity, b: Identity): boolean => a.instanceId === b.instanceId && a.account === b.account

function judge(writer: Identity, reader: Identity, fact: SharingFact | undefined, notWritten: string | undefined): SharingCell {
  const seen: SharingFact = fact ?? { writer, reader, read: 'missing', append: 'missing', detail: 'not reported' }
  if (reader.readOnly && seen.append === 'done') return { ...seen, writer, reader, verdict: 'not-shared' }
  const asOne = writer.enforced === true && reader.enforced === true
  if (!asOne && writer.uid === reader.uid) return { ...seen, writer, reader, verdict: 'same-identity' }
  if (!fact || (notWritten !== undefined && fact.read === 'missing')) return { ...seen, writer, reader, verdict: 'unknown' }
  if ([fact.read, fact.append].some((o) => o === 'timeout' || o === 'error')) return { ...seen, writer, reader, verdict: 'unknown' }
  if (reader.readOnly)
    return { ...seen, writer, reader, verdict: fact.read === 'done' && fact.append === 'refused' ? 'read-only' : 'not-shared' }
  const both = fact.read === 'done' && fact.append === 'done'
  return { ...seen, writer, reader, verdict: !both ? 'not-shared' : asOne ? 'as-one' : 'shared' }
}

function notes(identities: readonly Identity[], cells: readonly SharingCell[]): string[] {
  const equal = cells.filter((c) => c.verdict === 'same-identity')
  const alike = [...Map.groupBy(equal, (c) => c.writer.uid)]
    .sort(([a], [b]) => a - b)
    .map(([uid, those]) => `${[...new Set(those.flatMap((c) => [c.writer.account, c.reader.account]))].sort().join(' and ')} (uid ${uid})`)
  return [
    ...(equal.length > 0 ? [`between accounts of one uid, the same identity to EFS, a test proves nothing: ${alike.join('; ')}`] : []),
    ...(cells.some((c) => c.verdict === 'as-one')
      ? [
          `everybody behind the access point is one person (uid ${identities.find((i) => i.enforced && !i.temporary)?.uid}): the test shows one shared folder, but not sharing between different people`,
        ]
      : []),
    ...(identities.some((i) => i.readOnly)
      ? ['accounts on a read-only instance wrote nothing, and tried to append to what others wrote']
      : []),
    ...(identities.some((i) => i.temporary) ? ['visitor-N is a temporary uid with gid 3000 that exists only for the test'] : []),
  ]
}
