/** npm run test:hostile [-- --json] [--seed N] [--only PATTERN] [--full] [--lanes N]. Exit 1 where an attack succeeds. Ends with a line of counts. */
import { parseArgs } from 'node:util'
import { inspectHost } from '../../src/lab/instances/host.ts'
import { openStage } from '../support/lab-stage.ts'
import type { Outcome } from './attack.ts'
import { attacks } from './attacks/all.ts'
import { elsewhere } from './attacks/roots.ts'
import { fromTheNetwork } from './strangers-on-the-network.ts'
import { attackAll } from './suite.ts'
import { fuzzReader, lieToReader } from './transcripts.ts'
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
const rounds = values.full ? 200 : 20
const meant = ({ name, seat }: { readonly name: string; readonly seat: string }): boolean => only.test(`${seat}: ${name}`)
const told = ({ name, seat, why, seconds }: Outcome) =>
  process.stderr.write(
    `${why === '' ? 'held' : 'SUCCEEDED'} ${seconds.toFixed(1)} s · ${seat} · ${name}${why === '' ? '' : `: ${why.slice(0, 600)}`}\n`,
  )
const each = async (outcomes: readonly Outcome[]): Promise<readonly Outcome[]> => {
  const chosen = outcomes.filter(meant)
  chosen.forEach(told)
  return chosen
}

const host = inspectHost()
if (host.kind === 'refused') throw new Error(host.reason)
process.stderr.write(`seed ${seed}\n`)
for (const { name, why } of elsewhere) process.stderr.write(`not here: ${name}: ${why}\n`)
const stage = await openStage('hostile-suite', 1)
try {
  const trees = { seat: 'root', name: 'trees that chance made' }
  const transcripts = { seat: 'liar', name: 'transcripts that chance made' }
  const outcomes = [
    ...(await each(lieToReader())),
    ...(meant(transcripts) ? await each([fuzzReader(seed, values.full ? 1_000_000 : 100_000)]) : []),
    ...(await fromTheNetwork(stage, only, told)),
    ...(
      await Promise.all([
        attackAll(stage, attacks.filter(meant), { lanes: Number(values.lanes), rounds, told }),
        meant(trees) ? fuzzTrees(stage, seed, values.full ? 100_000 : 1_000).then((one) => each([one])) : [],
      ])
    ).flat(),
  ]
  const failed = outcomes.filter((o) => o.why !== '').length
  if (values.json) {
    const said = outcomes.map(({ name, seat, why }) => ({ name, seat, succeeded: why !== '', ...(why === '' ? {} : { why }) }))
    process.stdout.write(`${JSON.stringify({ attacks: said, rounds, seed }, null, 2)}\n`)
  } else process.stdout.write(`${outcomes.length - failed} passed, ${failed} failed, 0 skipped\n`)
  process.exitCode = outcomes.length > 0 && failed === 0 ? 0 : 1
} finally {
  await stage.stop()
}
