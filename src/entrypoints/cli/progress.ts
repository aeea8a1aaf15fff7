/** What a run is doing on each instance, folded from its events and live counts. Pure. */
import { batchWords } from '../../domain/batches.ts'
import type { HostJob } from '../../domain/plan.ts'
import type { InvocationState } from '../../domain/ports.ts'
import type { JobResult, Progress, RunEvent } from '../../domain/run.ts'

export type Line = {
  readonly instanceId: string
  readonly name: string
  /** `looking`, `mounting`, … */
  readonly stage: string
  /** SSM's word while a command runs, ours after it. */
  readonly state: string
  /** When this stage began, milliseconds. */
  readonly since: number
  /** When it ended; the seconds stand still then. */
  readonly until?: number
}

export type Stages = {
  /** What the run as a whole does, until it knows its instances. */
  readonly overall: string
  /** Which batch is under way, where there are several. */
  readonly batch?: string
  readonly lines: readonly Line[]
  /** Where the line of an instance is among them. */
  readonly places: ReadonlyMap<string, number>
  /** How many lines are where. */
  readonly counts: readonly Count[]
  /** So many of the lines under way have ended, and it is not known yet which. */
  readonly unnamed?: number
}

export type Count = Pick<Line, 'stage' | 'state'> & { readonly lines: number }

export const noStages: Stages = { overall: 'asking', lines: [], places: new Map(), counts: [] }

const stageOf: Record<HostJob['script'], string> = {
  distributor: 'installing the EFS client',
  inspect: 'looking',
  mount: 'mounting',
  unmount: 'unmounting',
  'sharing-test': 'proving the sharing',
  doctor: 'looking for the cause',
  people: 'setting up accounts',
  spaces: 'setting up what people have on the volume',
  migrate: 'working through the old data',
}

const stateWord: Record<InvocationState, string> = {
  pending: 'waiting for the agent',
  running: 'running',
  success: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  'timed-out': 'timed out',
  'not-delivered': 'not delivered',
}

const underWay: ReadonlySet<string> = new Set(['', 'sending', stateWord.pending, stateWord.running])
export const isUnderWay = ({ state }: Pick<Line, 'state'>): boolean => underWay.has(state)

const ended = (state: InvocationState): boolean => state !== 'pending' && state !== 'running'

export function afterEvent(stages: Stages, event: RunEvent): Stages {
  const at = Date.parse(event.at)
  switch (event.type) {
    case 'requested':
      return { ...stages, overall: 'resolving names' }
    case 'decided':
    case 'registry-read':
    case 'registry-applied':
    case 'apply-decided':
    case 'offered':
    case 'approved':
    case 'released':
    case 'locked':
    case 'unlocking':
      return stages
    case 'resolved': {
      const lines = event.data.targets.map((t): Line => ({ ...t, stage: 'waiting', state: '', since: at }))
      const counts = moved([], [], lines)
      return { overall: event.data.verb, lines, places: new Map(lines.map((l, at) => [l.instanceId, at])), counts }
    }
    case 'batch-begun':
      return { ...stages, batch: batchWords(event.data) }
    case 'dispatching': {
      const stage = stageOf[event.data.job.script]
      return onLines(stages, event.data.instanceIds, ({ instanceId, name }) => ({ instanceId, name, stage, state: 'sending', since: at }))
    }
    case 'dispatched':
    case 'cancelling':
      return stages
    case 'returned': {
      const results = new Map(event.data.results.map((r) => [r.instanceId, r]))
      const told = onLines(stages, [...results.keys()], (line) => ({
        ...line,
        state: resultWord(results.get(line.instanceId)!),
        until: at,
      }))
      return stages.unnamed === undefined ? told : withUnnamed(told, stages.unnamed - results.size)
    }
    case 'observed':
    case 'planned':
    case 'volume-planned':
    case 'people-planned':
    case 'reported':
      return stages
    case 'provisioned':
      return { ...stages, overall: `${event.data.step}: ${event.data.detail}` }
    case 'ended':
      return { ...stages, overall: '' }
  }
}

export function afterProgress(stages: Stages, progress: Progress): Stages {
  const states = new Map(progress.invocations.map((i) => [i.instanceId, i.state]))
  const { trouble } = progress
  const named = onLines(stages, [...states.keys()], (line) => {
    if (line.until !== undefined) return line
    const now = states.get(line.instanceId)!
    const state = trouble && !ended(now) ? `not known: ${trouble.seen}` : stateWord[now]
    return line.state === state ? line : { ...line, state }
  })
  const has = (id: string): boolean => {
    const at = stages.places.get(id)
    return at !== undefined && stages.lines[at]!.until !== undefined
  }
  const known = progress.invocations.filter((i) => ended(i.state) || has(i.instanceId)).length
  const unnamed = Math.max(0, (progress.ended ?? 0) - known)
  return unnamed === (stages.unnamed ?? 0) ? named : withUnnamed(named, unnamed)
}

function withUnnamed({ unnamed: _, ...stages }: Stages, unnamed: number): Stages {
  return unnamed > 0 ? { ...stages, unnamed } : stages
}

/** How many are where, as far as can be told: of those whose end is counted and not told yet it is known that they are no longer under way. */
export function countsOf({ counts, unnamed = 0 }: Stages): readonly Count[] {
  const [most] = counts.filter(isUnderWay).sort((a, b) => b.lines - a.lines)
  const some = Math.min(unnamed, most?.lines ?? 0)
  if (!most || some === 0) return counts
  const left = counts.map((c) => (c === most ? { ...c, lines: c.lines - some } : c)).filter((c) => c.lines > 0)
  return [...left, { stage: most.stage, state: 'ended', lines: some }]
}

/** The same stages where nothing changed. It is asked thousands of times of thousands of lines, so it looks at none but those that are named. */
function onLines(stages: Stages, ids: readonly string[], change: (line: Line) => Line): Stages {
  const changed = ids.flatMap((id) => {
    const at = stages.places.get(id)
    const was = at === undefined ? undefined : stages.lines[at]
    const is = was && change(was)
    return at === undefined || is === undefined || is === was ? [] : [[at, is] as const]
  })
  if (changed.length === 0) return stages
  const lines = stages.lines.slice()
  for (const [at, line] of changed) lines[at] = line
  const were = changed.map(([at]) => stages.lines[at]!)
  return {
    ...stages,
    lines,
    counts: moved(
      stages.counts,
      were,
      changed.map(([, line]) => line),
    ),
  }
}

function moved(counts: readonly Count[], from: readonly Line[], to: readonly Line[]): readonly Count[] {
  const sums = new Map(counts.map((c) => [placeText(c), { ...c }]))
  const add = (line: Line, n: number): void => {
    const { stage, state } = line
    const sum = sums.get(placeText(line))
    if (sum) sum.lines += n
    else sums.set(placeText(line), { stage, state, lines: n })
  }
  for (const line of from) add(line, -1)
  for (const line of to) add(line, 1)
  return [...sums.values()].filter((c) => c.lines > 0)
}

export const placeText = ({ stage, state }: Pick<Line, 'stage' | 'state'>): string => [stage, state].filter((s) => s !== '').join('  ')

function resultWord(result: JobResult): string {
  if (result.kind === 'none') return result.finding.code
  if (result.kind === 'installed') return 'done'
  const failure = result.failures[0]
  if (failure) return failure.code
  return result.state === 'replayed' ? 'done earlier' : 'done'
}
