/**
 * npm run test:crash [-- --json] [--list] [--full] [--verbs] [--thread] [--only PATTERN] [--lanes N]: SIGKILL of the real App at each point of a mount's way and, where it
 * is another, of an unmount's and of an approved plan's, on SQLite and PostgreSQL; with troubles at GitHub and AWS, wrong clocks, missed deliveries, and power cuts;
 * then a start on the same store with duplicate deliveries. Behind it the other verbs (--verbs: they alone), those of the REST API in the real API. Exit 1 where an instance was changed twice, or unapproved, an answer was lost, or something stayed open.
 */
import { parseArgs } from 'node:util'
import { defaultCreateOptions } from '../../src/domain/request.ts'
import { inspectHost } from '../../src/lab/instances/host.ts'
import { openStage } from '../support/lab-stage.ts'
import { postgresPrograms } from '../support/postgres.ts'
import { verbOf } from './conversation.ts'
import { type Lane, openLane, type Tried, type Try } from './lane.ts'
import { whyNoPowerCuts } from './power-cut.ts'
import { select } from './selection.ts'
import { openStores, type StoreKind } from './stores.ts'
import { openVerbLane, type VerbLane, type VerbTried, type VerbTry } from './verb-lane.ts'
import { pointsOfVerb, sample } from './verb-points.ts'
import { verbs } from './verbs.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    verbs: { type: 'boolean', default: false },
    thread: { type: 'boolean', default: false },
    only: { type: 'string' },
    lanes: { type: 'string', default: '3' },
  },
})
const only = new RegExp(values.only ?? '')
const say = (line: string) => process.stderr.write(`${line}\n`)

type Done = (Tried & { readonly one: Try }) | (VerbTried & { readonly one: VerbTry })
type Both = { readonly mounts: Lane; readonly verbs: VerbLane }

const host = inspectHost()
if (host.kind === 'refused') {
  say(`skipped: ${host.reason}`)
  process.stdout.write(values.json ? '{"points":[],"twice":0,"lost":0,"open":0,"unapproved":0}\n' : '0 passed, 0 failed, 1 skipped\n')
} else await sweep()

async function sweep(): Promise<void> {
  const programs = postgresPrograms()
  const noPowerCuts = whyNoPowerCuts()
  const stores: readonly StoreKind[] = programs.bin === undefined ? ['sqlite'] : ['sqlite', 'postgres']
  const skipped = [
    ...(programs.bin === undefined ? [`PostgreSQL: ${programs.why}`] : []),
    ...(noPowerCuts ? [`power cuts: ${noPowerCuts}`] : []),
  ]
  for (const what of skipped) say(`skipped: ${what}`)
  const lanes: Both[] = []
  try {
    for (let n = 0; n < Number(values.lanes); n++) lanes.push(await newLane(n))
    const mounts = await mountTries(lanes, stores, noPowerCuts === undefined)
    const waiting = mounts.filter((one) => only.test(nameOf(one)))
    const others = (values.full ? await verbTries(lanes, stores) : sample(stores)).filter((one) => only.test(nameOf(one)))
    if (values.list) return void process.stdout.write([...waiting, ...others].map((one) => `${nameOf(one)}\n`).join(''))
    const done: Done[] = []
    await Promise.all(
      lanes.map(async (lane) => {
        await work(lane.mounts, waiting, done)
        for (let one = others.shift(); one; one = others.shift()) report({ one, ...(await lane.verbs.attempt(one)) }, done)
      }),
    )
    total(done, skipped.length)
  } finally {
    for (const lane of lanes) await lane.mounts.stop()
  }
}

/** With an AWS and a PostgreSQL of its own, so that no lane’s trouble is another’s. */
async function newLane(n: number): Promise<Both> {
  const stage = await openStage(`crash-${n}`, 1)
  // the name that the stage's policy knows
  const volume = 'research-data'
  await stage.ask({ verb: 'create', name: volume, options: defaultCreateOptions })
  const [stores, instance] = [await openStores(), await stage.instance(`crash-${n}`)]
  return { mounts: openLane(stage, stores, volume, instance), verbs: openVerbLane(stage, stores, instance) }
}

async function mountTries(lanes: readonly Both[], stores: readonly StoreKind[], canCutPower: boolean): Promise<readonly Try[]> {
  if (values.verbs) return []
  const passed = await traces(
    lanes.map((lane) => lane.mounts),
    stores,
  )
  const { tries, leftOut } = select((way, store) => passed.get(`${way} ${store}`) ?? [], stores, values.full, canCutPower)
  for (const what of leftOut) say(`left out: ${what}`)
  return tries
}

/** Every point of every other verb, on each store. */
async function verbTries(lanes: readonly Both[], stores: readonly StoreKind[]): Promise<VerbTry[]> {
  const all = stores.flatMap((store) => verbs.map((verb): VerbTry => ({ verb, store })))
  // where whole verbs are named, the points of the others are not looked for
  const named = all.filter((one) => only.test(nameOf(one)))
  const waiting = named.length > 0 ? named : all
  const found: VerbTry[] = []
  await Promise.all(
    lanes.map(async (lane) => {
      for (let one = waiting.shift(); one; one = waiting.shift())
        found.push(...pointsOfVerb(one.verb, one.store, await lane.verbs.trace(one)))
    }),
  )
  return found
}

/** The points of each way on each store, by ways that lead from mounted to unmounted and back. */
async function traces(lanes: readonly Lane[], stores: readonly StoreKind[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const passed = new Map<string, readonly string[]>()
  const sequences = stores.map((store): Try[] => (['mount', 'unmount', 'mount', 'approve'] as const).map((way) => ({ way, store })))
  await Promise.all(
    sequences.map(async (sequence, n) => {
      // with one lane one after the other
      const lane = lanes[n % lanes.length]!
      if (lanes.length < stores.length && n > 0) return
      for (const one of lanes.length < stores.length ? sequences.flat() : sequence)
        passed.set(`${one.way} ${one.store}`, await lane.trace(one))
    }),
  )
  return passed
}

async function work(lane: Lane, waiting: Try[], done: Done[]): Promise<void> {
  while (waiting.length > 0) {
    const verb = (await lane.isMounted()) ? 'unmount' : 'mount'
    const next = waiting.findIndex(({ way }) => verbOf(way) === verb)
    const [one] = next < 0 ? [] : waiting.splice(next, 1)
    if (one) report({ one, ...(await lane.attempt(one)) }, done)
    // only the other way is left: this one once more, without a crash
    else await lane.trace({ way: verb, store: 'sqlite' })
  }
}

function nameOf(one: Try | VerbTry): string {
  const { store, at } = one
  const [what, trouble] = 'verb' in one ? [one.verb, undefined] : [one.way, one.trouble]
  return `${store}, ${what}: ${[at === undefined ? [] : `killed ${at}`, trouble?.name ?? []].flat().join('; ')}`
}

function report(one: Done, done: Done[]): void {
  done.push(one)
  say(`${isRight(one) ? 'ok   ' : 'WRONG'} ${nameOf(one.one)} → ${one.outcome} (${one.changes} changes)`)
  if (values.thread) for (const body of one.thread) say(body.replace(/^/gm, '    '))
  if (!isRight(one)) say(JSON.stringify({ ...one, log: undefined }) + one.log)
}

function total(done: readonly Done[], skipped: number): void {
  const count = (what: (one: Done) => boolean): number => done.filter(what).length
  if (values.json) {
    const points = done.map(({ one, outcome }) => ({ point: nameOf(one), outcome }))
    const sums = {
      twice: count((one) => one.twice),
      lost: count((one) => one.lost),
      open: count((one) => one.open),
      unapproved: count(isUnapproved),
    }
    process.stdout.write(`${JSON.stringify({ points, ...sums }, null, 2)}\n`)
  } else process.stdout.write(`${count(isRight)} passed, ${count((one) => !isRight(one))} failed, ${skipped} skipped\n`)
  process.exitCode = done.length > 0 && done.every(isRight) ? 0 : 1
}

function isRight(done: Done): boolean {
  const { twice, lost, open, missed } = done
  return !twice && !lost && !open && !missed && !isUnapproved(done) && !('wrong' in done && done.wrong.length > 0)
}

function isUnapproved(done: Done): boolean {
  return 'unapproved' in done && done.unapproved
}
