/** What `verify --all` found: the volumes that differ, each with its causes; those that hold are a row each. */
import { causesOfFindings } from '../../domain/next-steps.ts'
import { repairsOf } from '../../domain/repairs.ts'
import { type CheckVerdict, leavesInDoubt, type VolumeCheck, verdictOfAll, wholeVerdict } from '../../domain/volume-check.ts'
import { causesItems } from './causes.ts'
import { unreachedTable } from './differing.ts'
import type { NameOf } from './names.ts'
import { acrossPlaces } from './people.ts'
import { differencesTable } from './plan.ts'
import { reportView } from './report.ts'
import { commandLine, type Saying, shortLine } from './say.ts'
import { type Block, counted, emptyView, type Fold, type Line, listed, type Mark, table, text, type View } from './view.ts'

const order: readonly CheckVerdict[] = ['differs', 'unknown', 'holds', 'unused']
const marks: Record<CheckVerdict, Mark> = { differs: 'differs', unknown: 'unknown', holds: 'holds', unused: 'note' }

export function checksView(checks: readonly VolumeCheck[], saying: Saying): View {
  if (checks.length === 0)
    return {
      ...emptyView,
      mark: 'holds',
      headline: ['There is no volume in this region. Make one: ', { code: 'prism volume create NAME' }],
    }
  const [only] = checks
  if (only && checks.length === 1) return checkView(only, saying)
  const sorted = checks.toSorted((a, b) => order.indexOf(wholeVerdict(a)) - order.indexOf(wholeVerdict(b)))
  const off = sorted.filter(isOff)
  const views = off.map((check) => ({ check, view: checkView(check, saying, check.volume) }))
  return {
    ...emptyView,
    mark: verdictOfAll(checks),
    headline: summary(checks),
    first: views.flatMap(({ check, view }) => [
      { kind: 'heading' as const, what: 'the volume', of: check.volume, line: [{ mark: view.mark }, ' ', ...view.headline] },
      ...view.first,
    ]),
    rest: [...views.map(({ check, view }) => restText(check, view)), heldTable(sorted.filter((c) => !isOff(c)))],
    folds: views.flatMap(({ view }) => view.folds),
  }
}

/** Below the last volume's heading each has to say whose it is. */
const restText = ({ volume }: VolumeCheck, { rest }: View): Block => {
  const lines = rest.flatMap((b) => (b.kind === 'text' ? b.lines : []))
  return text('what else is known of', lines.length > 0 ? [[{ strong: volume }, ':'], ...lines] : [], { of: volume })
}

const isOff = (check: VolumeCheck): boolean => ['differs', 'unknown'].includes(wholeVerdict(check))

/** The first line, where there are several: how many volumes are how, and which differ. */
function summary(checks: readonly VolumeCheck[]): Line {
  const counts = order.flatMap((verdict) => {
    const those = checks.filter((c) => wholeVerdict(c) === verdict)
    if (those.length === 0) return []
    const who: Line = isOff(those[0]!) ? [' (', { strong: listed(those.map((c) => c.volume)) }, ')'] : []
    return [[`${those.length} ${summaryWords[verdict][those.length === 1 ? 0 : 1]}`, ...who]]
  })
  return [`${checks.length} volumes: `, ...counts.flatMap((c, i): Line => (i === 0 ? c : [', ', ...c]))]
}

const summaryWords: Readonly<Record<CheckVerdict, readonly [one: string, several: string]>> = {
  differs: ['differs', 'differ'],
  unknown: ['is unknown', 'are unknown'],
  holds: ['is as it should be', 'are as they should be'],
  unused: ['is mounted nowhere', 'are mounted nowhere'],
}

function heldTable(checks: readonly VolumeCheck[]): Block {
  const rows = checks.map((check): Line[] => [
    [{ mark: marks[wholeVerdict(check)] }],
    [{ strong: check.volume }],
    [
      listed(
        check.places.flatMap((p) => p.report.instances.map((i) => i.name)),
        6,
      ) || 'mounted nowhere',
    ],
  ])
  return table('volumes that hold', ['', 'Volume', 'Instances'], rows)
}

/** One volume: its place as a report, and whom nobody could ask. `among`: the volume, where there are several. */
function checkView(check: VolumeCheck, saying: Saying, among?: string): View {
  const verdict = wholeVerdict(check)
  const { places, findings } = check
  const nameOf = namesOf(check)
  const views = places.map(({ report }) => reportView(report, saying, among))
  const [place] = views
  const alone = views.length === 1 && findings.length === 0 && check.unasked.length === 0 && place !== undefined
  return {
    ...emptyView,
    mark: marks[verdict],
    headline: alone && among === undefined ? place.headline : checkHeadline(check),
    first: [
      unreachedTable(findings, nameOf, leavesInDoubt),
      causesItems(causesOfFindings(findings), 0, nameOf, saying),
      ...views.flatMap((v) => v.first),
      unaskedTable(check),
    ],
    rest: [
      goneText(check),
      ...acrossPlaces(
        places.map((p) => p.report),
        views.flatMap((v) => v.rest),
      ),
    ],
    folds: [...planFold(check, saying), ...views.flatMap((v) => v.folds)],
    foot: views.flatMap((v) => v.foot),
  }
}

/** A volume's check in one sentence, by what counts, and who differs. */
export function checkHeadline({ volume, places, findings, unasked }: VolumeCheck): Line {
  const instances = places.flatMap((p) => p.report.instances)
  // of one instance several things can be found
  const lost = new Set(findings.flatMap((f) => f.instanceId ?? [])).size
  const notReached = lost + findings.filter((f) => f.instanceId === undefined).length
  const total = instances.length + lost
  const who = (which: CheckVerdict): string[] => instances.filter((i) => i.verdict === which).map((i) => i.name)
  const parts: Line[] = [
    ...(who('differs').length > 0 ? [[{ strong: listed(who('differs')) }, ` ${who('differs').length === 1 ? 'differs' : 'differ'}`]] : []),
    ...(who('unknown').length > 0 ? [[{ strong: listed(who('unknown')) }, ` ${who('unknown').length === 1 ? 'is' : 'are'} unknown`]] : []),
    ...(notReached > 0 ? [[`${notReached} not reached`]] : []),
    ...(unasked.length > 0 ? [[`not known whether it is mounted on `, { strong: listed(unasked.map((u) => u.name)) }]] : []),
  ]
  const held: Line =
    total === 0
      ? [{ code: volume }, ' is mounted on no instance that could be asked']
      : [{ code: volume }, `: ${who('holds').length} of ${counted(total, 'instance')} ${total === 1 ? 'holds' : 'hold'}`]
  return [...held, ...parts.flatMap((part): Line => [' · ', ...part])]
}

export function namesOf({ places }: VolumeCheck): NameOf {
  const names = new Map(places.flatMap((p) => p.report.instances.map((i) => [i.instanceId, i.name])))
  return (id) => names.get(id) ?? id
}

export function unaskedTable({ unasked }: VolumeCheck): Block {
  const groups = [...Map.groupBy(unasked, (u) => u.why)]
  const rows = groups.map(([why, those]): Line[] => [
    [{ mark: 'unknown' }],
    those.length === 1
      ? [those[0]!.name, ' ', { code: those[0]!.instanceId }]
      : [
          listed(
            those.map((u) => u.name),
            8,
          ),
        ],
    [why],
  ])
  return table('instances that could not be asked', ['', 'Not known whether it is mounted on', 'Why'], rows)
}

export const goneText = ({ gone }: VolumeCheck): Block =>
  text(
    'what is gone',
    gone.map((f): Line => [`No longer there, and so no longer expected: ${f.seen}.`]),
  )

/** What a mount would do about it, as a plan; offered, not done. */
export function planFold(check: VolumeCheck, saying: Saying): Fold[] {
  const plans = check.places.map((p) => p.plan).filter((plan) => plan.differences.length > 0)
  const repairs = repairsOf(check)
  return plans.map((plan) => ({
    what: 'the plan',
    of: check.volume,
    title: [`What a mount would do about it: ${counted(plan.differences.length, 'difference')}`],
    least: 60,
    blocks: () => [
      differencesTable(plan),
      text('how to do that', [
        ...(repairs.length > 0
          ? [['To have that done: ', ...(repairs.length > 1 ? shortLine(repairs, saying) : commandLine(repairs, saying))] as Line]
          : []),
        ['Digest ', { code: plan.digest.slice(0, 16) }],
      ]),
    ],
  }))
}
