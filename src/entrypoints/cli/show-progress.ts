/** Shows a run while it goes: one rewritten line per instance on a terminal, one new line per change elsewhere. On stderr. */
import { machineClock } from '../../clock.ts'
import type { Clock } from '../../domain/ports.ts'
import { plainText } from '../../render/escape.ts'
import type { Sink } from '../../runs/journal.ts'
import { afterEvent, afterProgress, type Count, countsOf, isUnderWay, type Line, noStages, placeText, type Stages } from './progress.ts'
import { isLive, type Output, type World, write } from './streams.ts'

export type Shown = {
  readonly sink: Sink
  /** A line of its own that stays, above what is rewritten. */
  readonly say: (line: string) => void
  readonly stop: () => void
}

/** `quiet`: with --json only a live terminal is told, so that logs hold the object and nothing else. */
export async function showProgress(world: Pick<World, 'stderr' | 'env'>, quiet: boolean, clock: Clock = machineClock): Promise<Shown> {
  const now = () => clock.now().getTime()
  if (isLive(world.stderr, world.env)) return live(world.stderr, now, clock)
  const say = (line: string): void => write(world.stderr, `${line}\n`)
  return { sink: quiet ? {} : plainSink(say, now), say, stop: () => {} }
}

async function live(stream: Output, now: () => number, clock: Clock): Promise<Shown> {
  const { createLogUpdate } = await import('log-update')
  const log = createLogUpdate(stream as NodeJS.WriteStream)
  let stages = noStages
  const draw = (): void => {
    const width = stream.columns ?? 80
    log(
      liveLines(stages, now())
        .map((line) =>
          Array.from(line)
            .slice(0, width - 1)
            .join(''),
        )
        .join('\n'),
    )
  }
  const ended = new AbortController()
  const redraw = async (): Promise<void> => {
    for (await clock.sleep(250, ended.signal); !ended.signal.aborted; await clock.sleep(250, ended.signal)) draw()
  }
  void redraw()
  return {
    sink: {
      onEvent: (event) => {
        stages = afterEvent(stages, event)
        draw()
      },
      onProgress: (progress) => {
        stages = afterProgress(stages, progress)
        draw()
      },
    },
    say: (line) => {
      log.clear()
      write(stream, `${line}\n`)
      draw()
    },
    stop: () => {
      ended.abort()
      log.clear()
      log.done()
    },
  }
}

/** Up to so many instances have a line each; of more is shown how many are where. */
const few = 20

/** `ubuntu-instance  mounting  running  4 s`, aligned. */
export function liveLines(stages: Stages, now: number): string[] {
  if (stages.lines.length === 0) return stages.overall === '' ? [] : [`${plainText(stages.overall)} …`]
  const batch = stages.batch === undefined ? [] : [stages.batch]
  if (stages.lines.length > few) return [...batch, ...countedLines(stages)]
  const wide = (of: (line: Line) => string): number => Math.max(...stages.lines.map((line) => of(line).length))
  const [names, stage, state] = [wide((l) => plainText(l.name)), wide((l) => l.stage), wide((l) => l.state)]
  return [
    ...batch,
    ...stages.lines.map(
      (l) => `${plainText(l.name).padEnd(names)}  ${l.stage.padEnd(stage)}  ${l.state.padEnd(state)}  ${seconds(l, now)}`,
    ),
  ]
}

/** `1200 of 5000  looking  done`: the most first. */
function countedLines(stages: Stages): string[] {
  const { lines } = stages
  return countsOf(stages)
    .toSorted((a, b) => b.lines - a.lines)
    .map((c) => `${c.lines} of ${lines.length}  ${placeText(c)}`)
}

/** How far the stage is that the most are in: another text whenever another tenth of all has ended. */
function howFar(stages: Stages): string {
  const each = [...Map.groupBy(countsOf(stages), (c) => c.stage)].map(([stage, all]) => ({
    stage,
    lines: sum(all),
    ended: sum(all.filter((c) => !isUnderWay(c))),
  }))
  const [first] = each.sort((a, b) => b.lines - a.lines)
  return first ? `${first.stage} ${Math.floor((first.ended * 10) / stages.lines.length)}` : ''
}

const sum = (counts: readonly Count[]): number => counts.reduce((all, { lines }) => all + lines, 0)

function plainSink(say: (line: string) => void, now: () => number): Sink {
  let stages = noStages
  const advance = (next: Stages): void => {
    if (next === stages) return
    for (const line of plainChanges(stages, next, now())) say(line)
    stages = next
  }
  return {
    onEvent: (event) => advance(afterEvent(stages, event)),
    onProgress: (progress) => advance(afterProgress(stages, progress)),
  }
}

/** A line for each instance whose stage or state is another than before; of many, how many are where whenever another tenth has ended. */
export function plainChanges(before: Stages, after: Stages, now: number): string[] {
  const batch = after.batch === undefined || after.batch === before.batch ? [] : [after.batch]
  if (after.lines.length > few) return [...batch, ...(howFar(before) === howFar(after) ? [] : countedLines(after))]
  const known = new Map(before.lines.map((l) => [l.instanceId, l]))
  const changed = after.lines.filter((line) => {
    const was = known.get(line.instanceId)
    return was?.stage !== line.stage || was.state !== line.state
  })
  const overall =
    after.overall !== '' && after.overall !== before.overall && after.lines.length === 0 ? [`${plainText(after.overall)} …`] : []
  return [
    ...overall,
    ...batch,
    ...changed.map((l) => [plainText(l.name), l.stage, l.state, seconds(l, now)].filter((s) => s !== '').join('  ')),
  ]
}

const seconds = (line: Line, now: number): string => `${Math.max(0, Math.round(((line.until ?? now) - line.since) / 1000))} s`
