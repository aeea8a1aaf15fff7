// A process of `npm test`: runs the files of tests that scripts/test.mjs sends it, one after the other, by jest's own describe, test and expect.
// What they test is loaded once for all of them, only a file of tests is loaded for itself; so a test leaves nothing behind that another would see.
import { readFileSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { circus, jestExpect, testsOf } from './jest-globals.mjs'

const [limit, named] = process.argv.slice(2)

/** Promises that were rejected while nobody awaited them; somebody still may. */
const rejected = new Map()
process.on('unhandledRejection', (error, promise) => rejected.set(promise, error))
process.on('rejectionHandled', (promise) => rejected.delete(promise))
process.on('uncaughtException', (error) => {
  const { currentlyRunningTest, unhandledErrors } = circus.getState()
  const errors = currentlyRunningTest?.errors ?? unhandledErrors
  errors.push(error)
})

circus.addEventHandler(async (event, state) => {
  if (event.name === 'test_start') jestExpect.setState({ currentTestName: nameOf(event.test) })
  if (event.name !== 'test_done' && event.name !== 'run_finish') return
  await nextTurn()
  const errors = event.test?.errors ?? state.unhandledErrors
  errors.push(...rejected.values())
  rejected.clear()
  if (event.test) errors.push(...jestExpect.extractExpectedAssertionsErrors().map(({ error }) => error))
})

process.on('message', async (file) => process.send(await run(file)))
process.once('disconnect', () => process.exit())

/** What became of a file's tests, in the shape of jest's `--json`; `errors` are what failed outside of them. */
async function run(file) {
  const startTime = Date.now()
  const before = worked()
  circus.resetState()
  circus.getState().testTimeout = Number(limit)
  if (named) circus.getState().testNamePattern = new RegExp(named, 'i')
  const ended = (assertionResults, errors) => ({
    name: file,
    startTime,
    endTime: Date.now(),
    processor: worked().map((seconds, i) => seconds - before[i]),
    assertionResults,
    errors: errors.map(textOf),
  })
  try {
    await import(pathToFileURL(file))
  } catch (error) {
    return ended([], [error])
  }
  const tests = testsOf(circus.getState().rootDescribeBlock)
  const { unhandledErrors } = await circus.run()
  return ended(tests.map(resultOf), [...unhandledErrors, ...(tests.length === 0 ? ['it has no test'] : [])])
}

/** Seconds of processor, of this process and of those that it started and that have ended. */
function worked() {
  const stat = readFileSync('/proc/self/stat', 'utf8')
  const [user, system, usersOfEnded, systemsOfEnded] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 15)
  // hundredths of a second, whatever the kernel counts in
  return [(Number(user) + Number(system)) / 100, (Number(usersOfEnded) + Number(systemsOfEnded)) / 100]
}

function resultOf(one) {
  const status = one.errors.length > 0 ? 'failed' : one.status === 'done' ? 'passed' : 'pending'
  const failureMessages = one.errors.map((error) => textOf([error].flat()[0]))
  return { fullName: nameOf(one), title: one.name, status, duration: one.duration ?? null, failureMessages }
}

function nameOf({ name, parent }) {
  return parent?.parent ? `${nameOf(parent)} ${name}` : name
}

function textOf(error) {
  return String(error?.stack ?? error)
}
