/** Any answer, as text for a terminal. Outside text is escaped here and nowhere else. */

import type { AccessPoint } from '../domain/access-points.ts'
import type { Plan, VolumePlan } from '../domain/plan.ts'
import type { FileSystem, ProvisionStep } from '../domain/ports.ts'
import type { Request } from '../domain/request.ts'
import type { Answer, MountedAt } from '../domain/run.ts'
import { plainText } from './escape.ts'
import { renderAdoption } from './terminal-adoption.ts'
import { renderChecks } from './terminal-checks.ts'
import { renderCauses, renderDoctor } from './terminal-doctor.ts'
import { renderFindings } from './terminal-findings.ts'
import { renderReport } from './terminal-report.ts'
import { type Cell, table } from './terminal-table.ts'
import { type Look, paint, verdictCell } from './terminal-text.ts'
import { settingsInWords } from './volume-words.ts'
import { clientSource, peopleThrough, spoken } from './words.ts'

export { renderFindings } from './terminal-findings.ts'
export type { Look } from './terminal-text.ts'

/** Lines without a final newline. `width` in columns; `say`: a request as a command line, without options where it is left out. */
export function renderTerminal(answer: Answer, look: Look, say: (request: Request) => string = shortly): string {
  switch (answer.kind) {
    case 'doctor':
      return renderDoctor(answer.report, look)
    case 'report':
      return renderReport(answer.report, look)
    case 'checks':
      return renderChecks(answer.checks, look, say)
    case 'plan':
      return answer.plan.adoptions
        ? [
            ...(answer.diagnoses && answer.diagnoses.length > 0 ? [renderCauses(answer.diagnoses, look)] : []),
            renderAdoption(answer.plan, answer.plan.adoptions, answer.agree && say(answer.agree), look),
          ].join('\n\n')
        : renderPlan(answer.plan, look)
    case 'volumes':
      return renderVolumes(answer.volumes, look)
    case 'instances': {
      const rows = answer.instances.map((i) => [
        plainText(i.name),
        i.id,
        plainText(i.platform),
        plainText(i.agentVersion),
        onlineCell(i.online),
      ])
      const list =
        rows.length > 0 ? table(look, ['name', 'id', 'platform', 'agent', 'agent is'], rows) : 'SSM manages no instance in this region.'
      return answer.findings.length > 0 ? `${list}\n\n${renderFindings(answer.findings, look)}` : list
    }
    case 'status':
      return renderStatus(answer, look)
    case 'access-points':
      return renderAccessPoints(answer.points, look)
    case 'access-point': {
      const { point } = answer
      const line = point ? [`${point.name} (${point.id}) leads to ${point.path}`].map(plainText) : []
      return [...line, ...steps(answer.steps, look), ...digest(answer.plan)].join('\n')
    }
    case 'updated':
    case 'created':
      return [
        answer.plan ? onlyPlanned(look) : createdLine(answer.volume, look),
        ...steps(answer.steps, look),
        ...digest(answer.plan),
      ].join('\n')
    case 'deleted':
      return [
        answer.plan ? onlyPlanned(look) : `${paint(look, 'green', '✓ deleted')} ${plainText(answer.volume)} (${answer.fileSystemId})`,
        ...steps(answer.steps, look),
        ...digest(answer.plan),
      ].join('\n')
  }
}

/** What was made by the time a run ended without an answer. */
export const renderMade = (made: readonly ProvisionStep[], look: Look): string => ['Done until then:', ...steps(made, look)].join('\n')

const shortly = (request: Request): string => `prism volume ${spoken(request)}`

const onlineCell = (online: boolean): Cell => (online ? { text: '✓ online', tone: 'green' } : { text: '✗ offline', tone: 'red' })

function renderPlan(plan: Plan, look: Look): string {
  const { operation, clients, differences, jobs, refused } = plan
  const name = (id: string): string => plainText(operation.targets.find((t) => t.instanceId === id)?.name ?? id)
  const parts = [
    `${paint(look, 'bold', 'plan')}: ${operation.verb} ${plainText(operation.volume)} (${operation.fileSystemId}) at ${plainText(operation.mountPoint)}; nothing was changed`,
  ]
  parts.push(
    differences.length > 0
      ? table(
          look,
          ['instance', 'what', 'expected', 'seen', 'then'],
          differences.map((d) => [
            name(d.instanceId),
            ...[d.subject, d.expected, d.observed, d.repair ?? `stays: ${d.code}`].map(plainText),
          ]),
        )
      : '  Everything is already as it should be.',
  )
  if (clients.length > 0)
    parts.push(
      table(
        look,
        ['instance', 'EFS client', 'why'],
        clients.map((c) => [name(c.instanceId), clientSource(c), plainText(c.why)]),
      ),
    )
  const changing = jobs.filter((j) => j.changes)
  if (changing.length > 0)
    parts.push(changing.map((j) => `  would run ${j.script} on ${j.instanceIds.map((id) => `${name(id)} (${id})`).join(', ')}`).join('\n'))
  const findings = [...refused, ...operation.unresolved]
  if (findings.length > 0) parts.push(renderFindings(findings, look))
  parts.push(`  digest ${plan.digest}`)
  return parts.join('\n\n')
}

function renderVolumes(volumes: readonly FileSystem[], look: Look): string {
  if (volumes.length === 0) return 'There is no volume in this region. Make one: prism volume create NAME'
  const rows = volumes.map((v) => [
    plainText(v.name),
    v.id,
    plainText(v.state),
    bytes(v.bytes),
    v.encrypted ? 'yes' : 'no',
    plainText(v.createdAt),
  ])
  return table(look, ['name', 'id', 'state', 'size', 'encrypted', 'created'], rows)
}

function renderAccessPoints(points: readonly AccessPoint[], look: Look): string {
  if (points.length === 0) return 'The volume has no access point.'
  const rows = points.map((p) => [p.name, p.id, p.path, p.state, peopleThrough(p)].map(plainText))
  return table(look, ['name', 'id', 'path', 'state', 'people are'], rows)
}

function renderStatus({ volume, settings, mounted }: Extract<Answer, { readonly kind: 'status' }>, look: Look): string {
  const facts = [
    ['state', plainText(volume.state)],
    ['size', bytes(volume.bytes)],
    ['encrypted', volume.encrypted ? 'yes' : 'no'],
    ...settingsInWords(volume, settings).map(([label, text]) => [label, plainText(text)]),
    ['created', plainText(volume.createdAt)],
    ...(volume.oneZone ? [['one zone', plainText(volume.oneZone)]] : []),
  ]
  const targets = volume.targets.map((t) => [t.id, t.availabilityZone, t.subnetId, t.ipAddress, plainText(t.state)])
  const where = mounted.map((m) => [plainText(m.name), m.instanceId, mountedCell(m.state), plainText(m.detail)])
  return [
    `${paint(look, 'bold', plainText(volume.name))} (${volume.id})`,
    table(look, [], facts),
    '',
    targets.length > 0
      ? table(look, ['target', 'zone', 'subnet', 'address', 'state'], targets)
      : '  It has no mount target: no client can reach it.',
    '',
    where.length > 0 ? table(look, ['instance', 'id', 'mounted', ''], where) : '  No instance could be asked.',
  ].join('\n')
}

function mountedCell(state: MountedAt['state']): Cell {
  switch (state) {
    case 'mounted':
      return { text: '✓ mounted', tone: 'green' }
    case 'not-mounted':
      return '– not mounted'
    case 'unknown':
      return verdictCell('unknown')
  }
}

function createdLine(volume: FileSystem | undefined, look: Look): string {
  if (!volume) return onlyPlanned(look)
  return `${paint(look, 'green', `✓ ${plainText(volume.state)}`)} ${plainText(volume.name)} (${volume.id})`
}

const onlyPlanned = (look: Look): string => `${paint(look, 'bold', 'plan')}: nothing was changed`
const digest = (plan: VolumePlan | undefined): string[] => (plan ? [`  digest ${plan.digest}`] : [])

const steps = (all: readonly ProvisionStep[], look: Look): string[] =>
  all.length > 0
    ? [
        table(
          look,
          ['step', '', 'detail'],
          all.map((s) => [s.step, s.status, s.detail].map(plainText)),
        ),
      ]
    : []

/** EFS's own metered size, in binary units as its console shows it. */
function bytes(count: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']
  const power = Math.min(units.length - 1, count < 1 ? 0 : Math.floor(Math.log2(count) / 10))
  return `${Number((count / 1024 ** power).toFixed(1))} ${units[power]}`
}
