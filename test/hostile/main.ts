/** npm run test:hostile [-- --json] [--seed N] [--only PATTERN] [--full] [--lanes N]. Exit 1 where an attack succeeds. Ends with a line of counts. */
import { parseArgs } from 'node:util'
import { inspectHost } from '../../src/lab/instances/host.ts'
import { openStage } from '../support/lab-stage.ts'
import type { Attack, Known, Outcome } from './attack.ts'
import { attacks } from './attacks/all.ts'
import { elsewhere } from './attacks/roots.ts'
import { byOwnSudo } from './by-own-sudo.ts'
import { type Died, tripTurns, tripWords } from './canaries-die.ts'
import { errsInTheMiddle } from './errors.ts'
import { defaultLimit, roundsInLimit } from './judge.ts'
import { openLane } from './lane.ts'
import { fromLeavers } from './leavers.ts'
import { onOldData } from './old-data.ts'
import { readApart } from './reader-apart.ts'
import { fromTheNetwork } from './strangers-on-the-network.ts'
import { inLanes, turnsOf } from './suite.ts'
import { fuzzTrees } from './trees.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seed: { type: 'string' },
    only: { type: 'string' },
    full: { type: 'boolean', default: false },
    lanes: { type: 'string', default: '3' },
  },
})
const seed = values.seed === undefined ? Date.now() % 2 ** 32 : Number(values.seed)
const only = new RegExp(values.only ?? '')
const rounds = values.full ? 200 : roundsInLimit
const meant = ({ name, seat, full }: Known): boolean => (values.full || full === undefined) && only.test(`${seat}: ${name}`)
const waits = ({ limit = defaultLimit }: Attack): boolean => limit > defaultLimit
const write = (text: string): boolean => process.stderr.write(`${text}\n`)
const anew = ({ left }: { readonly left?: string | undefined }): string => (left ? ` (new instances: ${left.slice(0, 160)})` : '')
const told = ({ name, seat, why, seconds, left }: Outcome): boolean =>
  write(
    `${why === '' ? 'held' : 'SUCCEEDED'} ${seconds.toFixed(1)} s · ${seat} · ${name}${why === '' ? '' : `: ${why.slice(0, 600)}`}${anew({ left })}`,
  )
const each = (outcomes: readonly Outcome[]): readonly Outcome[] => {
  outcomes.forEach(told)
  return outcomes
}
const canaries: Died[] = []
const tripped = (one: Died): void => {
  canaries.push(one)
  write(`${one.died ? 'seen' : 'NOT SEEN'} · ${one.name}${one.died ? '' : `: ${one.said || 'no canary died'}`}${anew(one)}`)
}

const host = inspectHost()
if (host.kind === 'refused') throw new Error(host.reason)
write(`seed ${seed}`)
for (const { name, why } of elsewhere) write(`not here: ${name}: ${why}`)
const stage = await openStage('hostile-suite', 1)
try {
  const lanes = Array.from({ length: Number(values.lanes) }, (_, n) => openLane(stage, n + 1, rounds))
  const isMeant = (seat: Known['seat'] | 'self', name: string): boolean => only.test(`${seat}: ${name}`)
  const [slow = [], others = []] = [true, false].map((slow) => attacks.filter((one) => meant(one) && waits(one) === slow))
  const turns = [
    // what mostly waits begins first: others compute meanwhile, and no lane is left over with it
    ...turnsOf(slow),
    ...(isMeant('root', 'errors in the middle that chance made') ? [errsInTheMiddle(stage, seed, rounds)] : []),
    ...turnsOf(others),
    ...(isMeant('root', 'trees that chance made') ? fuzzTrees(stage, seed, values.full ? 100_000 : 1_000) : []),
    ...(isMeant('self', 'canaries') ? tripTurns(tripped) : []),
  ]
  if (isMeant('self', 'canaries')) tripWords().forEach(tripped)
  // seconds in all, and what they judge is who has to wait: nothing else runs beside them
  const network = await fromTheNetwork(stage, only, told)
  const fuzz = isMeant('liar', 'transcripts that chance made') ? [{ chance: { seed, count: values.full ? 1_000_000 : 100_000 } }] : []
  const liars = [{}, ...fuzz].map(async (ask) => each((await readApart(ask)).filter((one) => 'chance' in ask || meant(one))))
  const outcomes = [
    ...network,
    ...(
      await Promise.all([
        inLanes(lanes, turns, told),
        fromLeavers(stage, meant, told),
        onOldData(stage, meant, told),
        byOwnSudo(stage, meant, told),
        ...liars,
      ])
    ).flat(),
  ]
  const failed = outcomes.filter((o) => o.why !== '').length + canaries.filter((c) => !c.died).length
  const all = outcomes.length + canaries.length
  if (values.json) {
    const said = outcomes.map(({ name, seat, why }) => ({ name, seat, succeeded: why !== '', ...(why === '' ? {} : { why }) }))
    process.stdout.write(
      `${JSON.stringify({ attacks: said, canaries: canaries.map(({ name, died }) => ({ name, died })), rounds, seed }, null, 2)}\n`,
    )
  } else {
    write(`${Math.round(performance.now() / 1000)} s, seed ${seed}`)
    process.stdout.write(`${all - failed} passed, ${failed} failed, 0 skipped\n`)
  }
  process.exitCode = all > 0 && failed === 0 ? 0 : 1
} finally {
  await stage.stop()
}
