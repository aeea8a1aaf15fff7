/** The first line of a report: the verdict, the volume, and who differs. It points at nothing that does not stand below. */

import type { InstanceReport, Report } from '../../domain/report.ts'
import { caveats } from '../words.ts'
import { counted, type Line, listed, type View } from './view.ts'

const done = { mount: 'is mounted on', adopt: 'is imported on', verify: 'is as it should be on', unmount: 'is unmounted from' } as const
const maxNames = 3

export function reportHeadline(report: Report): Pick<View, 'mark' | 'headline'> {
  const { operation, verdict } = report
  const volume: Line = [{ code: operation.volume }]
  return { mark: verdict, headline: [...volume, ...(verdict === 'holds' ? holdsLine(report) : offLine(report)), ...caveatSpans(report)] }
}

function holdsLine({ operation, instances, sharing }: Report): Line {
  const on = instances.length > maxNames ? `all ${instances.length} instances` : listed(instances.map(nameIn))
  // an instance by itself shares with nobody else
  const shared = instances.length === 1 ? ', and shared by its users' : ', and shared'
  return [` ${done[operation.verb]} ${on}${operation.verb !== 'unmount' && sharing.verdict === 'holds' ? shared : ''}`]
}

function offLine({ operation, instances, findings, sharing }: Report): Line {
  const held = instances.filter((i) => i.verdict === 'holds').length
  const total = instances.length + findings.length
  const verb = operation.verb === 'unmount' ? 'unmounted' : total === 1 ? 'holds' : 'hold'
  const parts = [
    ...whoLines(
      instances.filter((i) => i.verdict === 'differs'),
      differWords,
    ),
    ...whoLines(
      instances.filter((i) => i.verdict === 'unknown'),
      () => ({ one: 'is unknown', many: 'are unknown' }),
    ),
    ...(findings.length > 0
      ? [[`${findings.length === 1 ? 'not reached' : `${findings.length} not reached`}: `, ...reached(findings)]]
      : []),
    ...(sharing.verdict === 'differs' ? [['sharing does not work']] : []),
    ...(sharing.verdict === 'unknown' && held > 0 ? [['sharing is unknown']] : []),
  ]
  return [`: ${held} of ${counted(total, 'instance')} ${verb}`, ...parts.flatMap((p): Line => [' · ', ...p])]
}

/** By its name, or by what is seen of it, as far as a headline has room: whole words. */
const longestSeen = 70
const seenIn = ({ seen, instanceName }: Report['findings'][number]): string =>
  instanceName ?? (seen.length > longestSeen ? `${seen.slice(0, longestSeen).replace(/\s+\S*$/, '')}…` : seen)
const reached = (findings: Report['findings']): Line => [{ strong: listed(findings.map(seenIn), 2) }]

/** A Name tag can be a sentence. */
const longestName = 60
const nameIn = ({ name }: InstanceReport): string => (name.length > longestName ? `${name.slice(0, longestName)}…` : name)

type Words = { readonly one: string; readonly many: string }

function whoLines(instances: readonly InstanceReport[], wordsOf: (those: readonly InstanceReport[]) => Words): Line[] {
  if (instances.length === 0) return []
  const { one, many } = wordsOf(instances)
  return [
    [
      {
        strong: listed(instances.map(nameIn), maxNames),
      },
      ` ${instances.length === 1 ? one : many}`,
    ],
  ]
}

/** Of one at least. */
function differWords(instances: readonly InstanceReport[]): Words {
  const rows = instances.reduce((sum, i) => sum + differing(i), 0)
  const first = instances[0]!
  const failed = first.findings[0]?.code
  const one = failed ? `failed: ${failed}` : `differs in ${counted(differing(first), 'row')}`
  return { one, many: rows > 0 ? `differ in ${counted(rows, 'row')}` : 'failed' }
}

const differing = ({ rows }: InstanceReport): number => rows.filter((r) => r.verdict === 'differs').length

const caveatSpans = ({ operation, instances }: Report): Line =>
  [...plainWords(instances), ...caveats(operation)].flatMap((c): Line => [' · ', { mark: 'warning' }, ` ${c}`])

/** As seen, not as asked for: where plain NFS is allowed an instance can use TLS all the same. */
function plainWords(instances: readonly InstanceReport[]): string[] {
  const plain = instances.filter(({ rows }) => rows.some((r) => r.code === 'not-encrypted' && r.verdict === 'note'))
  if (plain.length === 0) return []
  return [`not encrypted${plain.length < instances.length ? ` on ${listed(plain.map(nameIn), maxNames)}` : ''}, as allowed`]
}
