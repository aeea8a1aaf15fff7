// A test runner of Stryker's: jest's own describe, test and expect, in one process for many faults. Only the file of tests is loaded again for
// each; what it tests stays loaded, so that a fault costs what its tests cost. What one fault left behind must not speak for the next: a test that failed
// with a fault is run again without it, and where it still fails a new process decides.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { commonTokens, declareClassPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin'
import { DryRunStatus, determineHitLimitReached, MutantRunStatus, TestStatus } from '@stryker-mutator/api/test-runner'
import { circus, testsOf } from '../jest-globals.mjs'

/** What the faults in the code look at: which of them is on, and which test meets them. */
globalThis.__stryker__ ??= {}
const faults = globalThis.__stryker__
/** As in scripts/test.mjs. */
const longest = 180_000

let loads = 0
/** Of the file that runs, each test's id. */
let ids = new Map()
let stopsAtFirst = false
/** Milliseconds that a file's tests took at best, so that a busy machine makes none slow: the short ones come first, as one that fails is enough. */
const took = new Map()

circus.addEventHandler((event, state) => {
  if (event.name === 'test_start') faults.currentTestId = ids.get(event.test)
  if (event.name !== 'test_done') return
  faults.currentTestId = undefined
  if (stopsAtFirst && event.test.errors.length > 0) for (const one of testsOf(state.rootDescribeBlock)) one.mode = 'skip'
})

/** Of one file all tests, or those with these ids. What fails outside of a test is the file’s. */
async function run(file, wanted) {
  circus.resetState()
  circus.getState().testTimeout = longest
  const whole = { id: `${file}#file`, name: file, fileName: file, timeSpentMs: 0 }
  try {
    await import(`${pathToFileURL(resolve(file))}?${loads++}`)
  } catch (error) {
    return [{ ...whole, status: TestStatus.Failed, failureMessage: `it could not be loaded: ${error}` }]
  }
  const tests = testsOf(circus.getState().rootDescribeBlock)
  ids = new Map(tests.map((one, n) => [one, `${file}#${n}`]))
  if (wanted) for (const [one, id] of ids) if (!wanted.has(id)) one.mode = 'skip'
  const began = performance.now()
  const { unhandledErrors } = await circus.run()
  took.set(file, Math.min(took.get(file) ?? Number.POSITIVE_INFINITY, performance.now() - began))
  if (unhandledErrors.length > 0) return [{ ...whole, status: TestStatus.Failed, failureMessage: String(unhandledErrors[0]) }]
  return tests.map((one) => ({ id: ids.get(one), name: one.name, fileName: file, timeSpentMs: one.duration ?? 0, ...resultOf(one) }))
}

function resultOf({ status, errors }) {
  if (errors.length > 0) return { status: TestStatus.Failed, failureMessage: String([errors[0]].flat()[0]) }
  return { status: status === 'done' ? TestStatus.Success : TestStatus.Skipped }
}

class Runner {
  static inject = tokens(commonTokens.options)
  #files
  #patience
  #tried = 0
  #isLeft = false

  constructor({ inOneProcess }) {
    this.#files = inOneProcess.files
    this.#patience = inOneProcess.patience ?? Number.POSITIVE_INFINITY
  }

  capabilities() {
    return { reloadEnvironment: false }
  }

  async dryRun() {
    const found = []
    for (const file of this.#files) found.push(...(await run(file)))
    return { status: DryRunStatus.Complete, tests: found, mutantCoverage: faults.mutantCoverage }
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    // a rejected call is made again in a new process
    if (this.#isLeft) throw new Error('an earlier fault left something behind')
    const isFirst = this.#tried++ === 0
    const wanted = testFilter && new Set(testFilter)
    const files = wanted ? this.#files.filter((file) => testFilter.some((id) => id.startsWith(`${file}#`))) : [...this.#files]
    files.sort((one, other) => (took.get(one) ?? 0) - (took.get(other) ?? 0))
    let nrOfTests = 0
    for (const file of files) {
      if (took.get(file) > this.#patience) continue
      faults.activeMutant = activeMutant.id
      faults.hitLimit = hitLimit
      faults.hitCount = hitLimit === undefined ? undefined : 0
      stopsAtFirst = true
      const found = await run(file, wanted).finally(() => {
        faults.activeMutant = undefined
        stopsAtFirst = false
      })
      if (determineHitLimitReached(faults.hitCount, hitLimit)) return { status: MutantRunStatus.Timeout, reason: 'it goes round for ever' }
      nrOfTests += found.filter((one) => one.status !== TestStatus.Skipped).length
      const failed = found.find((one) => one.status === TestStatus.Failed)
      if (!failed) continue
      this.#isLeft = (await run(file, new Set([failed.id]))).some((one) => one.status === TestStatus.Failed)
      if (this.#isLeft && !isFirst) throw new Error(`${failed.name} fails without a fault, too`)
      return { status: MutantRunStatus.Killed, killedBy: [failed.id], failureMessage: failed.failureMessage, nrOfTests }
    }
    return { status: MutantRunStatus.Survived, nrOfTests }
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-one-process', Runner)]
export const strykerValidationSchema = {
  properties: {
    inOneProcess: { type: 'object', properties: { files: { type: 'array', items: { type: 'string' } } }, required: ['files'] },
  },
}
