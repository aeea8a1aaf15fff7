/** Answers that are lists: volumes, instances, access points, where a volume is mounted, and the steps of what was made. */
import type { AccessPoint } from '../../domain/access-points.ts'
import { causesOfFindings } from '../../domain/next-steps.ts'
import type { VolumePlan } from '../../domain/plan.ts'
import type { FileSystem, ProvisionStep } from '../../domain/ports.ts'
import type { Answer, MountedAt } from '../../domain/run.ts'
import { settingsInWords } from '../volume-words.ts'
import { peopleThrough } from '../words.ts'
import { causesItems } from './causes.ts'
import { unreachedTable } from './differing.ts'
import type { Saying } from './say.ts'
import { type Block, counted, emptyView, type Line, listed, type Mark, sizeWords, table, text, type View } from './view.ts'

type Of<K extends Answer['kind']> = Extract<Answer, { readonly kind: K }>

export function volumesView({ volumes }: Of<'volumes'>): View {
  if (volumes.length === 0)
    return { ...emptyView, headline: ['There is no volume in this region. Make one: ', { code: 'prism volume create NAME' }] }
  const rows = volumes.map((v): Line[] => [
    [{ strong: v.name }],
    [{ code: v.id }],
    [v.state],
    [sizeWords(v.bytes)],
    [v.encrypted ? 'yes' : 'no'],
    [v.createdAt],
  ])
  const off = volumes.filter((v) => v.state !== 'available')
  return {
    ...emptyView,
    mark: off.length > 0 ? 'differs' : 'holds',
    headline: [
      `${counted(volumes.length, 'volume')} in this region`,
      ...(off.length > 0 ? [' · not available: ', { strong: listed(off.map((v) => v.name)) }] : []),
    ],
    first: [table('volumes', ['Volume', 'Id', 'State', 'Size', 'Encrypted', 'Created'], rows)],
  }
}

export function instancesView({ instances, findings }: Of<'instances'>, saying: Saying): View {
  const offline = instances.filter((i) => !i.online)
  const sorted = [...offline, ...instances.filter((i) => i.online)]
  const rows = sorted.map((i): Line[] => [
    [i.online ? { mark: 'holds' } : { mark: 'differs' }, i.online ? ' online' : ' offline'],
    [{ strong: i.name || i.id }],
    [{ code: i.id }],
    [i.platform],
    [i.agentVersion],
  ])
  const of = `${instances.length - offline.length} of ${counted(instances.length, 'instance')} online`
  const who: Line = offline.length > 0 ? [' · ', { strong: listed(offline.map((i) => i.name || i.id)) }, ' offline'] : []
  return {
    ...emptyView,
    mark: findings.length > 0 || offline.length > 0 ? 'differs' : 'holds',
    headline: instances.length === 0 && findings.length === 0 ? ['SSM manages no instance in this region.'] : [of, ...who],
    first: [
      unreachedTable(findings, (id) => id),
      causesItems(causesOfFindings(findings), 0, (id) => id, saying),
      table('instances', ['', 'Instance', 'Id', 'Platform', 'Agent'], rows),
    ],
  }
}

const states: Record<MountedAt['state'], { readonly mark: Mark; readonly word: string }> = {
  unknown: { mark: 'unknown', word: 'unknown' },
  mounted: { mark: 'holds', word: 'mounted' },
  'not-mounted': { mark: 'none', word: 'not mounted' },
}
const order = ['unknown', 'mounted', 'not-mounted'] as const

export function statusView({ volume, settings, mounted }: Of<'status'>): View {
  const names = (state: MountedAt['state']): string[] => mounted.filter((m) => m.state === state).map((m) => m.name || m.instanceId)
  const on = names('mounted')
  const unknown = names('unknown')
  const down = volume.targets.filter((t) => t.state !== 'available').map((t) => t.id)
  return {
    ...emptyView,
    mark:
      volume.state !== 'available' || volume.targets.length === 0 || down.length > 0 ? 'differs' : unknown.length > 0 ? 'unknown' : 'holds',
    headline: [
      { code: volume.name },
      ` is ${volume.state}, ${on.length > 0 ? 'mounted on ' : 'mounted on no instance that could be asked'}`,
      ...(on.length > 0 ? [{ strong: listed(on) }] : []),
      ...(volume.targets.length === 0 ? [' · it has no mount target: no client can reach it'] : []),
      ...(down.length > 0 ? [` · ${down.length === 1 ? 'mount target' : 'mount targets'} not available: `, { strong: listed(down) }] : []),
      ...(unknown.length > 0 ? [' · ', { strong: listed(unknown) }, ' unknown'] : []),
    ],
    first: [mountedTable(mounted), targetsTable(volume)],
    rest: [
      factsTable(volume),
      table(
        'settings',
        ['Setting', 'Value'],
        settingsInWords(volume, settings).map(([label, value]): Line[] => [[label], [value]]),
      ),
    ],
  }
}

/** Where nothing is known comes first; where it is not mounted, and how, is one row for all. */
function mountedTable(mounted: readonly MountedAt[]): Block {
  if (mounted.length === 0) return text('where it is mounted', [['No instance could be asked.']])
  const groups = Map.groupBy(mounted, (m) => (m.state === 'mounted' ? m.instanceId : `${m.state} ${m.detail}`))
  const rows = [...groups.values()]
    .toSorted(([a], [b]) => order.indexOf(a!.state) - order.indexOf(b!.state))
    .map((those): Line[] => {
      const { state, detail } = those[0]!
      const [one] = those.length === 1 ? those : []
      return [
        [{ mark: states[state].mark }, ` ${states[state].word}`],
        one && one.name !== '' && one.name !== one.instanceId
          ? [{ strong: one.name }, ' ', { code: one.instanceId }]
          : [
              listed(
                those.map((m) => m.name || m.instanceId),
                8,
              ),
            ],
        [detail],
      ]
    })
  return table('instances', ['Mounted', 'Instance', 'Where'], rows)
}

const targetsTable = ({ targets }: FileSystem): Block =>
  table(
    'mount targets',
    ['Mount target', 'Zone', 'Subnet', 'Address', 'State'],
    targets.map((t): Line[] => [[{ code: t.id }], [t.availabilityZone], [{ code: t.subnetId }], [t.ipAddress], [t.state]]),
  )

const factsTable = (v: FileSystem): Block =>
  table(
    'facts',
    ['Id', 'Size', 'Encrypted', 'Zones', 'Created'],
    [
      [
        [{ code: v.id }],
        [sizeWords(v.bytes)],
        [v.encrypted ? 'yes' : 'no'],
        [v.oneZone ? `one zone: ${v.oneZone}` : 'regional'],
        [v.createdAt],
      ],
    ],
  )

export function accessPointsView({ volume, points }: Of<'access-points'>): View {
  const rows = points.map((p: AccessPoint): Line[] => [
    [{ strong: p.name }],
    [{ code: p.id }],
    [{ code: p.path }],
    [p.state],
    [peopleThrough(p)],
  ])
  return {
    ...emptyView,
    mark: 'holds',
    headline: [{ code: volume.name }, points.length === 0 ? ' has no access point' : ` has ${counted(points.length, 'access point')}`],
    first: [table('access points', ['Access point', 'Id', 'Path', 'State', 'People are'], rows)],
  }
}

export function accessPointView({ point, deleted, steps, plan }: Of<'access-point'>): View {
  const headline: Line = point
    ? [{ code: point.name }, ' (', { code: point.id }, ') leads to ', { code: point.path }]
    : deleted
      ? [{ code: deleted.name }, ' (', { code: deleted.id }, ') is deleted; its folder ', { code: deleted.path }, ' stays']
      : plan
        ? planned(plan)
        : // of a run that an older version stored
          ['The access point is deleted']
  return { ...emptyView, mark: plan ? 'note' : 'holds', headline, first: [stepsTable(steps), ...askedFor(plan)], foot: digestOf(plan) }
}

/** Of a volume that was created, or updated. */
export function madeView({ volume, steps, plan }: Of<'created'> | Of<'updated'>): View {
  const headline: Line = volume ? [{ code: volume.name }, ' (', { code: volume.id }, `) is ${volume.state}`] : planned(plan)
  return { ...emptyView, mark: volume ? 'holds' : 'note', headline, first: [stepsTable(steps), ...askedFor(plan)], foot: digestOf(plan) }
}

export const deletedView = ({ volume, fileSystemId, steps, plan }: Of<'deleted'>): View => ({
  ...emptyView,
  mark: plan ? 'note' : 'holds',
  headline: plan ? planned(plan) : [{ code: volume }, ' (', { code: fileSystemId }, ') is deleted'],
  first: [stepsTable(steps), ...askedFor(plan)],
  foot: digestOf(plan),
})

const planned = (plan: VolumePlan | undefined): Line => [
  'Plan: ',
  ...(plan ? [{ code: namesIn(plan).join(' ') }, ', '] : []),
  'nothing was changed',
]

const namesIn = ({ verb, parameters: { name, fileSystemId, wanted, accessPoint } }: VolumePlan): unknown[] => [
  verb,
  name ?? fileSystemId,
  ...[wanted, accessPoint].flatMap((point) => (point as { readonly name: string } | undefined)?.name ?? []),
]

/** What the plan was made from: who approves it reads what they agree to. */
function askedFor(plan: VolumePlan | undefined): Block[] {
  if (!plan) return []
  const { fileSystemId, accessPointId, ...asked } = plan.parameters
  const { options, wanted, accessPoint } = asked as Readonly<Record<string, object | undefined>>
  const said = { region: plan.region, fileSystemId, accessPointId, ...options, ...wanted, ...accessPoint }
  const rows = Object.entries(said).flatMap(([name, value]) => {
    const words = typeof value === 'string' ? value : JSON.stringify(value)
    return words === undefined || words === '[]' || words === '{}' ? [] : [[[name], [{ code: words }]] as Line[]]
  })
  return [table('settings', ['Asked for', 'Value'], rows)]
}
const digestOf = (plan: VolumePlan | undefined): Line[] => (plan ? [['Digest ', { code: plan.digest.slice(0, 16) }]] : [])

export const stepsTable = (steps: readonly ProvisionStep[], title?: Line): Block =>
  table(
    'steps',
    ['Step', 'Status', 'Detail'],
    steps.map((s): Line[] => [[s.step], [s.status], [s.detail]]),
    title,
  )
