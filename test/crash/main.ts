/**
 * npm run test:crash [-- --json] [--full] [--only PATTERN] [--lanes N]: SIGKILL of the real App at each point of a mount's way and, where it
 * is another, of an unmount's (`--full`: everywhere), on SQLite, then a start on the same store with duplicate deliveries. Exit 1 where an instance was changed twice, an answer was lost, or
 * something stayed open.
 */
import { parseArgs } from 'node:util'
import { defaultCreateOptions } from '../../src/domain/request.ts'
import { inspectHost } from '../../src/lab/instances/host.ts'
import { openStage } from '../support/lab-stage.ts'
import { type Lane, openLane, type Tried, type Way, ways } from './lane.ts'
import { worthTrying } from './worth-trying.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    only: { type: 'string' },
    lanes: { type: 'string', default: '3' },
  },
})
const only = new RegExp(values.only ?? '')
const say = (line: string) => process.stderr.write(`${line}\n`)

const host = inspectHost()
if (host.kind === 'refused') {
  say(`skipped: ${host.reason}`)
  process.stdout.write(values.json ? '{"points":[],"twice":0,"lost":0,"open":0}\n' : '0 passed, 0 failed, 1 skipped\n')
} else await sweep()

async function sweep(): Promise<void> {
  const stage = await openStage('crash', 1)
  const lanes: Lane[] = []
  try {
    // the name that the stage's policy knows
    const volume = 'research-data'
    await stage.ask({ verb: 'create', name: volume, options: defaultCreateOptions })
    const instances = await Promise.all(Array.from({ length: Number(values.lanes) }, (_, n) => stage.instance(`crash-${n}`)))
    for (const instance of instances) lanes.push(await openLane(stage, volume, instance))
    // nothing is mounted yet, so the first lane's two commands go both ways
    const waiting = new Map<Way, string[]>()
    for (const way of ways) {
      const points = worthTrying(way, await lanes[0]!.trace(), values.full)
      waiting.set(
        way,
        points.filter((point) => only.test(`${way}: ${point}`)),
      )
    }
    const tried: Tried[] = []
    const work = async (lane: Lane): Promise<void> => {
      for (;;) {
        const way = await lane.way()
        const at = waiting.get(way)?.shift()
        if (at !== undefined) report(await lane.crashAt(at), tried)
        else if ([...waiting.values()].every((left) => left.length === 0)) return
        // only the other way is left: this one once more, without a crash
        else {
          await lane.trace()
          if ((await lane.way()) === way) throw new Error(`a ${way} without a crash changed nothing`)
        }
      }
    }
    await Promise.all(lanes.map(work))
    total(tried)
  } finally {
    for (const lane of lanes) await lane.stop()
    await stage.stop()
  }
}

function report(one: Tried, tried: Tried[]): void {
  tried.push(one)
  say(`${isRight(one) ? 'ok   ' : 'WRONG'} ${one.way}: ${one.at} → ${one.outcome} (${one.changes} changes)`)
  if (!isRight(one)) say(JSON.stringify({ ...one, log: undefined }) + one.log)
}

function total(tried: readonly Tried[]): void {
  const count = (what: (one: Tried) => boolean): number => tried.filter(what).length
  if (values.json) {
    const points = tried.map(({ way, at, outcome }) => ({ point: `${way}: ${at}`, outcome }))
    const sums = { twice: count((one) => one.twice), lost: count((one) => one.lost), open: count((one) => one.open) }
    process.stdout.write(`${JSON.stringify({ points, ...sums }, null, 2)}\n`)
  } else process.stdout.write(`${count(isRight)} passed, ${count((one) => !isRight(one))} failed, 0 skipped\n`)
  process.exitCode = tried.length > 0 && tried.every(isRight) ? 0 : 1
}

function isRight({ twice, lost, open, missed }: Tried): boolean {
  return !twice && !lost && !open && !missed
}
