/** What to do next about a report in which something differs or is unknown: the exact requests, offered and not done. Pure. */
import type { FindingCode } from './catalogue.ts'
import { patterns, type VolumeRef } from './names.ts'
import type { Operation } from './plan.ts'
import { inParts, mountsOf, placeOf } from './repairs.ts'
import type { InstanceReport, Report, Row } from './report.ts'
import { defaultMountOptions, type Request } from './request.ts'

export type NextSteps = {
  /** What would fix what Prism may fix. */
  readonly repair: readonly Request[]
  /** What would explain the rest. */
  readonly explain: readonly Request[]
}

/** A mount fixes rows with one of these codes, if nothing else prevents it. */
const repairable: ReadonlySet<FindingCode> = new Set([
  'row-differs',
  'group-missing',
  'not-member',
  'not-mounted',
  'not-persistent',
  'umask-differs',
  'not-read-only',
])

export const isOff = ({ verdict }: Row): boolean => verdict === 'differs' || verdict === 'unknown'

export function nextSteps({ operation, instances, diagnoses = [] }: Report): NextSteps {
  const volume = refTo(operation)
  const off = instances.filter((i) => i.verdict !== 'holds')
  const explained = new Set(diagnoses.map((d) => d.instanceId))
  return {
    repair: repairsIn(operation, volume, off),
    explain: inParts(off.map((i) => i.instanceId).filter((id) => !explained.has(id))).map((ids) => ({
      verb: 'doctor',
      volume,
      selectors: byId(ids),
      options: { ...defaultMountOptions, ...placeOf(volume, operation) },
    })),
  }
}

function repairsIn(operation: Operation, volume: VolumeRef, off: readonly InstanceReport[]): Request[] {
  if (operation.verb === 'unmount')
    return inParts(off.map((i) => i.instanceId)).map((ids) => ({
      verb: 'unmount',
      volume,
      selectors: byId(ids),
      options: { ...placeOf(volume, operation), lazy: operation.lazy },
    }))
  const ids = off.filter((i) => i.rows.some((r) => r.verdict === 'differs' && r.code !== undefined && repairable.has(r.code)))
  return mountsOf(
    volume,
    operation,
    ids.map((i) => i.instanceId),
  )
}

const byId = (ids: readonly string[]) => ids.map((id) => ({ kind: 'id' as const, id }))

/** By its name, if a command can spell that name. */
function refTo({ volume, fileSystemId }: Operation): VolumeRef {
  return patterns.volumeName.test(volume) && !volume.startsWith('fs-') ? { kind: 'name', name: volume } : { kind: 'id', id: fileSystemId }
}
