/** One clock: whoever waits or asks for the time is given one, so that tests and recovery can move it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const src = fileURLToPath(new URL('../../../src', import.meta.url))
const reads = /\bDate\.now\b|\bnew Date\(\)|\bset(?:Timeout|Interval)\(|\bperformance\.now\b|timers\/promises|AbortSignal\.timeout/

/** The lab stands for machines of their own, and is watched as such; the demo is a script; sockets are limited by the machine's time whatever a test says. */
const others =
  /^(?:lab|demo)\/|^clock\.ts$|^entrypoints\/app\/(?:webhook-server|read-body)\.ts$|^entrypoints\/cli\/(?:server|lab)\.ts$|^aws\/caller\/prove\.ts$/

test('nobody but src/clock.ts reads the machine’s time or sets a timer', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).map((f) => relative(src, join(src, f)))
  const found = files.filter((f) => f.endsWith('.ts') && !others.test(f) && reads.test(readFileSync(join(src, f), 'utf8')))
  expect(found).toEqual([])
})
