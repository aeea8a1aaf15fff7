/** What a run is told of in several events, so that none of them grows with the number of instances; and how it is put together again. */
import type { Observation } from './facts.ts'
import type { InstanceReport, Report, SharingCell } from './report.ts'

/** Set on all parts but the last. */
export type More = true

/** What follows the first `from` of that list. */
export type ReportPart =
  | { readonly from: number; readonly instances: readonly InstanceReport[] }
  | { readonly from: number; readonly cells: readonly SharingCell[] }

/** Of lists whose last part is not there yet. */
export type Parts = {
  readonly before: readonly Observation[]
  readonly instances: readonly InstanceReport[]
  readonly cells: readonly SharingCell[]
}
const none: Parts = { before: [], instances: [], cells: [] }

/** Of one instance that is told of again the later word counts. */
export const byInstance = <T extends { readonly instanceId: string }>(all: readonly T[]): T[] => [
  ...new Map(all.map((one) => [one.instanceId, one])).values(),
]

type Looked = { readonly before?: readonly Observation[]; readonly parts?: Parts }

export function withObserved<T extends Looked>(run: T, observations: readonly Observation[], more?: More): T {
  const { parts = none } = run
  const before = [...parts.before, ...observations]
  return more ? { ...run, parts: { ...parts, before } } : { ...run, parts: { ...parts, before: [] }, before: byInstance(before) }
}

export function withPart(parts: Parts = none, part: ReportPart): Parts {
  return 'instances' in part
    ? { ...parts, instances: [...parts.instances.slice(0, part.from), ...part.instances] }
    : { ...parts, cells: [...parts.cells.slice(0, part.from), ...part.cells] }
}

export function wholeReport(report: Report, { instances, cells }: Parts): Report {
  return {
    ...report,
    instances: [...instances, ...report.instances],
    sharing: { ...report.sharing, cells: [...cells, ...report.sharing.cells] },
  }
}

/** So many cells of a sharing test weigh about as much as one instance's rows. */
const cellsForOne = 20
const instancesInOne = 25

/** The parts of a report that is too long for one event, and what is left of it. */
export function inParts(report: Report): { readonly parts: readonly ReportPart[]; readonly rest: Report } {
  const { instances, sharing } = report
  const slices = <T>(all: readonly T[], size: number) =>
    all.length <= size
      ? []
      : Array.from({ length: Math.ceil(all.length / size) }, (_, i) => ({ from: i * size, some: all.slice(i * size, (i + 1) * size) }))
  const ofInstances = slices(instances, instancesInOne)
  const ofCells = slices(sharing.cells, instancesInOne * cellsForOne)
  return {
    parts: [
      ...ofInstances.map(({ from, some }) => ({ from, instances: some })),
      ...ofCells.map(({ from, some }) => ({ from, cells: some })),
    ],
    rest: {
      ...report,
      instances: ofInstances.length > 0 ? [] : instances,
      sharing: ofCells.length > 0 ? { ...sharing, cells: [] } : sharing,
    },
  }
}
