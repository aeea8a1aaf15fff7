/** npm run test:hostile [-- --json] [--seed N] [--only PATTERN] [--full] [--lanes N]. Exit 1 where an attack succeeds. Ends with a line of counts. */
import { parseArgs } from 'node:util'
import { openStage } from '../support/lab-stage.ts'
import type { Outcome } from './attack.ts'
import { attacks } from './attacks/all.ts'
import { attackAll } from './suite.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seed: { type: 'string' },
    only: { type: 'string' },
    full: { type: 'boolean', default: false },
    lanes: { type: 'string', default: '2' },
  },
})
const seed = values.seed === undefined ? Date.now() % 2 ** 32 : Number(values.seed)
const only = new RegExp(values.only ?? '')
const rounds = values.full ? 200 : 20
const told = ({ name, seat, why, seconds }: Outcome) =>
  process.stderr.write(
    `${why === '' ? 'held' : 'SUCCEEDED'} ${seconds.toFixed(1)} s · ${seat} · ${name}${why === '' ? '' : `: ${why.slice(0, 600)}`}\n`,
  )

const stage = await openStage('hostile-suite', 1)
try {
  const outcomes = await attackAll(
    stage,
    attacks.filter(({ name, seat }) => only.test(`${seat}: ${name}`)),
    { lanes: Number(values.lanes), rounds, told },
  )
  const failed = outcomes.filter((o) => o.why !== '').length
  if (values.json) {
    const said = outcomes.map(({ name, seat, why }) => ({ name, seat, succeeded: why !== '', ...(why === '' ? {} : { why }) }))
    process.stdout.write(`${JSON.stringify({ attacks: said, rounds, seed }, null, 2)}\n`)
  } else process.stdout.write(`${outcomes.length - failed} passed, ${failed} failed, 0 skipped\n`)
  process.stderr.write(`seed ${seed}\n`)
  process.exitCode = outcomes.length > 0 && failed === 0 ? 0 : 1
} finally {
  await stage.stop()
}
