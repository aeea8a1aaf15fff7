/** What changed on a volume since the last look, and its state. Pure: from what is remembered and what was seen. */
import type { Finding } from './catalogue.ts'
import { type CheckVerdict, expectedVerdict, type VolumeCheck } from './volume-check.ts'

/** unknown is neither health nor drift · gone: the file system no longer exists */
export type DriftState = 'healthy' | 'drifted' | 'unknown' | 'gone'

/** An instance where the volume was mounted, with what was last seen there. */
export type Remembered = {
  readonly instanceId: string
  readonly name: string
  readonly mountPoint: string
  readonly verdict: 'holds' | 'differs' | 'unknown'
}

/** What one look records for the next. */
export type DriftRecord = {
  readonly fileSystemId: string
  readonly volume: string
  readonly region: string
  readonly state: DriftState
  /** ISO 8601: when the state began. */
  readonly since: string
  /** How often the state has changed; distinguishes two changes of the same kind. */
  readonly turn: number
  /** ISO 8601: of the last look. */
  readonly at: string
  readonly instances: readonly Remembered[]
}

export type Change =
  | { readonly kind: 'mounted' | 'left'; readonly instance: Remembered }
  | { readonly kind: 'gone'; readonly finding: Finding }
  | { readonly kind: 'verdict'; readonly instance: Remembered; readonly before: Remembered['verdict'] }

export type Drift = {
  readonly record: DriftRecord
  readonly check: VolumeCheck
  /** Whether the state has changed; at the first look nothing has. */
  readonly turned: boolean
  readonly changes: readonly Change[]
  /** There was an earlier look, but its record could not be read. */
  readonly forgotten: boolean
}

/** The record of the previous look: none at the first look, unreadable if somebody edited it away. */
export type Before = DriftRecord | 'first-look' | 'unreadable'

/** `at`: ISO 8601. */
export function driftOf(memory: Before, check: VolumeCheck, at: string): Drift {
  const before = typeof memory === 'string' ? undefined : memory
  const instances = instancesNow(before, check)
  const now = { state: stateOf(expectedVerdict(check)), instances, at, changes: changesOf(before, check, instances) }
  return { ...settle(before, check, now), forgotten: memory === 'unreadable' }
}

/** EFS lists the region's file systems, and this one is not among them. */
export function goneDrift(before: DriftRecord, at: string): Drift {
  const { volume, fileSystemId, region } = before
  const check = { volume, fileSystemId, region, places: [], findings: [], unasked: [], gone: [], left: [] }
  return { ...settle(before, check, { state: 'gone', instances: [], at, changes: [] }), forgotten: false }
}

function settle(
  before: DriftRecord | undefined,
  check: VolumeCheck,
  { changes, ...now }: Pick<DriftRecord, 'state' | 'instances' | 'at'> & Pick<Drift, 'changes'>,
): Omit<Drift, 'forgotten'> {
  const turned = before !== undefined && before.state !== now.state
  const { volume, fileSystemId, region } = check
  const times = { since: before && !turned ? before.since : now.at, turn: (before?.turn ?? 0) + (turned ? 1 : 0) }
  return { record: { fileSystemId, volume, region, ...now, ...times }, check, turned, changes }
}

function stateOf(verdict: CheckVerdict): DriftState {
  switch (verdict) {
    case 'holds':
    case 'unused':
      return 'healthy'
    case 'differs':
      return 'drifted'
    case 'unknown':
      return 'unknown'
  }
}

/** What was seen, and what was remembered of those of which nothing could be seen. */
function instancesNow(before: DriftRecord | undefined, { places, gone, left }: VolumeCheck): Remembered[] {
  const seen = places.flatMap(({ report }) =>
    report.instances.map(
      ({ instanceId, name, verdict }): Remembered => ({ instanceId, name, mountPoint: report.operation.mountPoint, verdict }),
    ),
  )
  const settled = new Set([...seen.map((c) => c.instanceId), ...gone.map((f) => f.instanceId), ...left])
  const unseen = (before?.instances ?? []).filter((c) => !settled.has(c.instanceId))
  return [...seen, ...unseen.map((c): Remembered => ({ ...c, verdict: 'unknown' }))]
}

function changesOf(before: DriftRecord | undefined, { gone, left }: VolumeCheck, now: readonly Remembered[]): Change[] {
  if (!before) return []
  const was = new Map(before.instances.map((c) => [c.instanceId, c]))
  return [
    ...now.flatMap((instance): Change[] => {
      const earlier = was.get(instance.instanceId)
      if (!earlier) return [{ kind: 'mounted', instance }]
      return earlier.verdict === instance.verdict ? [] : [{ kind: 'verdict', instance, before: earlier.verdict }]
    }),
    ...left.flatMap((id): Change[] => {
      const instance = was.get(id)
      return instance ? [{ kind: 'left', instance }] : []
    }),
    ...gone.map((finding): Change => ({ kind: 'gone', finding })),
  ]
}
