/** npm run test:mutation [-- --json | --markdown] [--seed N] [--hosts N] [--only PATTERN]. Exit 1 where a fault is not seen, a repair was wrong or a healthy host is called broken. Ends with a line of counts. */
import { parseArgs } from 'node:util'
import { openStage } from '../support/lab-stage.ts'
import { faults, leftOut } from './faults.ts'
import { tryHealthy } from './healthy.ts'
import { inflictAll, isRight, isSeen } from './suite.ts'
import { page, summary } from './table.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
    seed: { type: 'string' },
    hosts: { type: 'string', default: '100' },
    only: { type: 'string' },
  },
})
const seed = values.seed === undefined ? Date.now() % 2 ** 32 : Number(values.seed)
const only = new RegExp(values.only ?? '')
const chosen = faults.filter((fault) => only.test(fault.name))

const stage = await openStage('mutation', 1)
try {
  const [outcomes, healthy] = await Promise.all([inflictAll(stage, chosen), tryHealthy(stage, Number(values.hosts), seed)])
  if (values.json) {
    const said = outcomes.map((o) => ({ name: o.fault.name, seen: isSeen(o), cause: o.cause, repaired: o.repaired }))
    process.stdout.write(
      `${JSON.stringify({ faults: said, healthy: { hosts: healthy.hosts, falseAlarms: healthy.falseAlarms.length }, seed }, null, 2)}\n`,
    )
  } else {
    process.stdout.write(page(outcomes, healthy))
  }
  for (const o of outcomes)
    if (!isSeen(o) || !isRight(o))
      process.stderr.write(
        `wrong, ${o.fault.name} (${o.distribution}): ${o.verdict} ${o.cause} ${o.row}: ${o.observed}; repaired: ${o.repaired}${o.left ? `, as ${o.left.row}: ${o.left.observed}` : ''}\n`,
      )
  process.stderr.write(`${summary(outcomes, healthy)}\n`)
  const failed = outcomes.filter((o) => !isSeen(o) || !isRight(o)).length + healthy.falseAlarms.length
  const passed = outcomes.length + healthy.hosts - failed
  if (!values.json && !values.markdown) process.stdout.write(`${passed} passed, ${failed} failed, ${leftOut.length} skipped\n`)
  process.exitCode = passed > 0 && failed === 0 ? 0 : 1
} finally {
  await stage.stop()
}
