/** Why something differs or is unknown, and what to do next: one entry for each cause, with the exact requests, offered and not done. Pure. */
import { catalogue, type Finding, type FindingCode, kindOf } from './catalogue.ts'
import type { CauseId } from './causes/all.ts'
import type { InstanceDiagnosis } from './doctor-report.ts'
import { patterns, type VolumeRef } from './names.ts'
import type { Operation } from './plan.ts'
import { inParts, mountsOf, placeOf, selectorsFor } from './repairs.ts'
import type { InstanceReport, Report, Row } from './report.ts'
import { defaultMountOptions, type Request } from './request.ts'

/** `words`: the catalogue's own, which are Markdown · `steps`: of one instance, with its ids filled in. */
export type Fix =
  | { readonly kind: 'requests'; readonly requests: readonly Request[] }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'steps'; readonly steps: string; readonly afterwards: readonly Request[] }

export type Cause = {
  readonly names: readonly (FindingCode | CauseId)[]
  readonly verdict: 'differs' | 'unknown'
  /** Of a diagnosed one. */
  readonly title?: string
  readonly seen?: string
  readonly why: readonly string[]
  /** Empty: of what was asked, and of no instance. */
  readonly instanceIds: readonly string[]
  readonly fix: Fix
  /** What would tell why. */
  readonly explain: readonly Request[]
  /** What a diagnosis without a cause says. */
  readonly undetermined?: InstanceDiagnosis
  readonly others?: InstanceDiagnosis['others']
}

/** A mount fixes rows with one of these codes, if nothing else prevents it. */
const repairable: ReadonlySet<string> = new Set<FindingCode>([
  'row-differs',
  'group-missing',
  'not-member',
  'not-mounted',
  'not-persistent',
  'umask-differs',
  'not-read-only',
])

/** After these the same unmount again would end as it did. */
const notByItself: ReadonlySet<string> = new Set<FindingCode>(['unmount-busy', 'still-held', 'held-unknown', 'mounted-elsewhere'])

export const isOff = ({ verdict }: Row): boolean => verdict === 'differs' || verdict === 'unknown'

export function causesOf(report: Report): Cause[] {
  const off = report.instances.filter((i) => i.verdict !== 'holds')
  const diagnoses = new Map((report.diagnoses ?? []).map((d) => [d.instanceId, d]))
  const known = off.filter((i) => !diagnoses.get(i.instanceId)?.cause)
  return [
    ...diagnosed(report, off),
    ...causesOfFindings(report.findings.filter((f) => f.instanceId === undefined || !diagnoses.get(f.instanceId)?.cause)),
    ...merged([...byCode(known)].map(([code, where]) => causeOf(report, code, where, diagnoses))),
    ...sharingCause(report, off),
  ]
}

/** Of findings that belong to no row: each kind once. */
export function causesOfFindings(findings: readonly Finding[]): Cause[] {
  return [...Map.groupBy(findings, (f) => JSON.stringify([f.code, f.why, f.next])).values()].map(([first, ...more]) => ({
    names: [first!.code],
    verdict: kindOf(first!.code) === 'doubt' ? 'unknown' : 'differs',
    why: [first!.why],
    instanceIds: [...new Set([first!, ...more].flatMap((f) => f.instanceId ?? []))],
    fix: { kind: 'words', words: [first!.next] },
    explain: [],
  }))
}

function diagnosed({ operation, diagnoses = [] }: Report, off: readonly InstanceReport[]): Cause[] {
  const instances = new Map(off.map((i) => [i.instanceId, i]))
  const mayMount = (id: string) =>
    instances.get(id)?.rows.some((r) => r.verdict === 'differs' && repairable.has(r.code ?? 'row-differs')) === true
  const found = diagnoses.filter((d) => d.cause)
  return [...Map.groupBy(found, alike).values()].map((those): Cause => {
    const [{ instanceId, cause, others }] = those as [InstanceDiagnosis]
    const { cause: name, title, seen, why, fix, warning } = cause!
    const ids = those.map((d) => d.instanceId)
    const steps = those.length > 1 ? fix.replaceAll(instanceId, placeholder) : fix
    const mounts = ids.filter(mayMount)
    return {
      names: [name],
      verdict: warning ? 'unknown' : 'differs',
      title,
      seen,
      why: [why],
      instanceIds: ids,
      fix: { kind: 'steps', steps, afterwards: mounts.length > 0 ? again(operation, mounts) : [] },
      explain: [],
      others,
    }
  })
}

const placeholder = 'INSTANCE_ID'
const alike = ({ instanceId, cause }: InstanceDiagnosis): string => `${cause!.cause} ${cause!.fix.replaceAll(instanceId, placeholder)}`

/** Of a mount that was just made, the same one again would end as it did. */
const afterMount: Partial<Readonly<Record<FindingCode, string>>> = {
  'row-differs':
    'The mount that was just made could not set it. Look there, as root, at the owner and mode of what the row names (ls -ld), and at who changes it; `prism doctor` tells more.',
}

type Where = { readonly ids: string[]; readonly verdict: Cause['verdict'] }

function causeOf(
  { operation }: Report,
  code: FindingCode,
  { ids, verdict }: Where,
  diagnoses: ReadonlyMap<string, InstanceDiagnosis>,
): Cause {
  const undetermined = ids.length === 1 ? diagnoses.get(ids[0]!) : undefined
  const failed = operation.verb === 'mount' ? afterMount[code] : undefined
  const mayRepeat = (operation.verb === 'unmount' && !notByItself.has(code)) || (repairable.has(code) && failed === undefined)
  const repairs = mayRepeat ? again(operation, ids) : []
  return {
    names: [code],
    verdict,
    why: [catalogue[code].why],
    instanceIds: ids,
    fix: repairs.length > 0 ? { kind: 'requests', requests: repairs } : { kind: 'words', words: [failed ?? catalogue[code].next] },
    explain: doctorsOf(
      operation,
      ids.filter((id) => !diagnoses.has(id)),
    ),
    ...(undetermined ? { undetermined } : {}),
  }
}

/** Causes of the same instances with the same fix are said together. */
function merged(causes: readonly Cause[]): Cause[] {
  return [...Map.groupBy(causes, keyOf).values()].map((those) => ({
    ...those[0]!,
    names: those.flatMap((c) => c.names),
    why: those.flatMap((c) => c.why),
    verdict: those.some((c) => c.verdict === 'differs') ? 'differs' : 'unknown',
  }))
}

const keyOf = ({ fix, instanceIds, names }: Cause): string => JSON.stringify([instanceIds, fix.kind === 'requests' ? '' : names])

/** The instances of each code. */
function byCode(off: readonly InstanceReport[]): ReadonlyMap<FindingCode, Where> {
  const found = new Map<FindingCode, Where>()
  for (const instance of off)
    for (const [code, verdict] of codesOf(instance)) {
      const known = found.get(code)
      known?.ids.push(instance.instanceId)
      if (!known || (known.verdict === 'unknown' && verdict === 'differs'))
        found.set(code, { ids: known?.ids ?? [instance.instanceId], verdict })
    }
  return found
}

/** What was only not looked at follows from what else is wrong there, and a finding says why the rows are as they are. */
function codesOf({ rows, findings }: InstanceReport): ReadonlyMap<FindingCode, Cause['verdict']> {
  const codes = new Map<FindingCode, Cause['verdict']>()
  for (const f of findings) codes.set(f.code, kindOf(f.code) === 'doubt' ? 'unknown' : 'differs')
  if (codes.size > 0) return codes
  for (const row of rows) if (row.verdict === 'differs') codes.set(row.code ?? 'row-differs', 'differs')
  const wrong = codes.size > 0
  for (const { verdict, code = 'not-looked-at' } of rows)
    if (verdict === 'unknown' && !codes.has(code) && !(wrong && code === 'not-looked-at')) codes.set(code, 'unknown')
  return codes
}

/** Where all rows hold and people do not share all the same. */
function sharingCause({ operation, sharing }: Report, off: readonly InstanceReport[]): Cause[] {
  if (off.length > 0 || (sharing.verdict !== 'differs' && sharing.verdict !== 'unknown')) return []
  const code = sharing.verdict === 'differs' ? 'not-shared' : 'not-tried'
  const cells = sharing.cells.filter((c) => c.verdict === 'not-shared' || c.verdict === 'unknown')
  const ids = [...new Set(cells.map((c) => c.reader.instanceId))]
  const { why, next } = catalogue[code]
  const fix: Fix = { kind: 'words', words: [next] }
  return [{ names: [code], verdict: sharing.verdict, why: [why], instanceIds: ids, fix, explain: doctorsOf(operation, ids) }]
}

/** The same once more, for those instances. */
function again(operation: Operation, wanted: readonly string[]): Request[] {
  const volume = refTo(operation)
  const targets = new Set(operation.targets.map((t) => t.instanceId))
  const ids = wanted.filter((id) => targets.has(id))
  if (operation.verb !== 'unmount') return mountsOf(volume, operation, ids)
  return inParts(ids).map((part) => ({
    verb: 'unmount',
    volume,
    selectors: selectorsFor(operation, part),
    options: { ...placeOf(volume, operation), lazy: operation.lazy },
  }))
}

/** Those that are alike are looked at by a few of them. */
const maxDoctored = 3

function doctorsOf(operation: Operation, all: readonly string[]): Request[] {
  const volume = refTo(operation)
  const ids = all.slice(0, maxDoctored)
  return inParts(ids).map((part) => ({
    verb: 'doctor',
    volume,
    selectors: selectorsFor(operation, part),
    options: { ...defaultMountOptions, ...placeOf(volume, operation) },
  }))
}

/** By its name, if a command can spell that name. */
function refTo({ volume, fileSystemId }: Operation): VolumeRef {
  return patterns.volumeName.test(volume) && !volume.startsWith('fs-') ? { kind: 'name', name: volume } : { kind: 'id', id: fileSystemId }
}
