/** npm run test:mutation:people [-- --json] [--only PATTERN]. Exit 1 where a fault is not seen, a sync was wrong or a healthy host is called broken. Ends with a line of counts. */
import { parseArgs } from 'node:util'
import { openStage } from '../../support/lab-stage.ts'
import { accountFaults } from './account-faults.ts'
import type { PeopleFault } from './fault.ts'
import { customs } from './healthy.ts'
import { keyFaults } from './key-faults.ts'
import { openPeopleLane, type PeopleOutcome } from './lane.ts'
import { leaverFaults } from './leaver-faults.ts'
import { spaceCustoms, spaceFaults } from './space-faults.ts'
import { openSpaceLane } from './space-lane.ts'
import { sudoFaults } from './sudo-faults.ts'

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, only: { type: 'string' }, lanes: { type: 'string', default: '3' } },
})
const only = new RegExp(values.only ?? '')
const all = [...accountFaults, ...keyFaults, ...sudoFaults, ...leaverFaults]
const faults = all.filter((fault) => only.test(fault.name))
const onVolume = spaceFaults.filter((fault) => only.test(fault.name))

const isSeen = ({ says, fault }: PeopleOutcome): boolean => fault.says.includes(says)
const isRight = ({ repaired, fault }: PeopleOutcome): boolean => repaired === (fault.sync === 'repairs')

const stage = await openStage('mutation-people', 1)
try {
  const outcomes: PeopleOutcome[] = []
  const through = async (lane: { readonly run: (fault: PeopleFault) => Promise<PeopleOutcome> }, waiting: PeopleFault[]) => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const outcome = await lane.run(next)
      outcomes.push(outcome)
      if (!isSeen(outcome) || !isRight(outcome))
        process.stderr.write(`wrong, ${next.name}: ${outcome.says || 'green'}: ${outcome.seen}; repaired: ${outcome.repaired}\n`)
    }
  }
  const waiting = [...faults]
  const lanes = [
    ...Array.from({ length: Number(values.lanes) }, (_, n) => through(openPeopleLane(stage, `people-${n + 1}`), waiting)),
    through(openSpaceLane(stage, 'spaces-1'), onVolume),
  ]
  const alarms = only.test('healthy')
    ? Promise.all([openPeopleLane(stage, 'people-healthy').healthy(customs), openSpaceLane(stage, 'spaces-healthy').healthy(spaceCustoms)])
    : Promise.resolve([])
  await Promise.all(lanes)
  const falseAlarms = (await alarms).flat()
  for (const alarm of falseAlarms) process.stderr.write(`false alarm, ${alarm}\n`)
  if (values.json)
    process.stdout.write(
      `${JSON.stringify(
        outcomes.map((o) => ({ name: o.fault.name, says: o.says, seen: o.seen, repaired: o.repaired })),
        null,
        2,
      )}\n`,
    )
  const failed = outcomes.filter((o) => !isSeen(o) || !isRight(o)).length + falseAlarms.length
  const healthy = only.test('healthy') ? customs.length + spaceCustoms.length : 0
  const passed = outcomes.length + healthy - failed
  const repaired = outcomes.filter((o) => o.repaired).length
  process.stderr.write(
    `${outcomes.length} faults of people: ${outcomes.filter(isSeen).length} seen as what they are, ${repaired} repaired by a sync, ${outcomes.filter(isRight).length} rightly so or not. ${falseAlarms.length} false alarms of ${healthy}.\n`,
  )
  process.stdout.write(`${passed} passed, ${failed} failed, 0 skipped\n`)
  process.exitCode = passed > 0 && failed === 0 ? 0 : 1
} finally {
  await stage.stop()
}
