/** The lines of an evidence file: what a run is taken apart into. */
import { readFileSync } from 'node:fs'
import type { RunEvent } from '../../../../src/domain/run.ts'
import { fileOf, firstLine, lastLine, linesOf } from '../../../../src/runs/evidence/lines.ts'
import { fleetReport, manyReport } from '../../../support/many.ts'
import { eventsOf } from '../../../support/run-events.ts'

test('there is a line for each instance and pair, so that no line grows with the fleet', () => {
  const longest = (instances: number) => {
    const [, , , ended] = eventsOf(fleetReport(instances, []))
    // everybody is one person there, and who that is stands in one line
    return Math.max(...[...linesOf(ended!)].filter((line) => line.startsWith('{"in"')).map((line) => line.length))
  }
  expect(longest(2_000)).toBeLessThan(longest(10) + 10)
})

/** An event with this for its data, whatever the type says. */
const eventWith = (data: unknown): RunEvent => ({ type: 'decided', runId: 'r', seq: 1, at: '', data }) as unknown as RunEvent
const taken = (data: unknown): unknown[] => {
  const [event, ...entries] = [...linesOf(eventWith(data))].map((line) => JSON.parse(line) as { readonly data: unknown })
  return [event!.data, ...entries]
}

test.each<[string, unknown, unknown[]]>([
  [
    'an entry of a long list',
    { volumes: [{ id: 1 }, { id: 2 }], n: 1 },
    [
      { volumes: [], n: 1 },
      { in: ['data', 'volumes'], entry: { id: 1 } },
      { in: ['data', 'volumes'], entry: { id: 2 } },
    ],
  ],
  [
    'one that lies deeper, by the way to it',
    { report: { checks: [{ ok: true }], note: null } },
    [{ report: { checks: [], note: null } }, { in: ['data', 'report', 'checks'], entry: { ok: true } }],
  ],
])('%s has a line of its own', (_, data, lines) => {
  expect(taken(data)).toEqual(lines)
})

test.each<[string, unknown]>([
  ['a list that is never long', { findings: [{ code: 'x' }] }],
  ['a list of words', { instances: ['i-1', 'i-2'] }],
  ['a list in which not all are objects', { results: [{ ok: true }, null] }],
  ['what lies within the entries of another list', { findings: [{ checks: [{ ok: true }] }] }],
  ['what is no list', { volumes: 3, cells: { a: 1 } }],
  ['data that is a list itself', [{ a: 1 }]],
])('%s stays in the line of its event', (_, data) => {
  expect(taken(data)).toEqual([data])
})

test('the end says how many lines came before it, what was interrupted and how many events are left out, where there are some', () => {
  const end = (...args: Parameters<typeof lastLine>) => JSON.parse(lastLine(...args)) as unknown
  expect(end(3)).toEqual({ end: { lines: 3 } })
  expect(end(3, ['c-1'], 2)).toEqual({ end: { lines: 3, interrupted: ['c-1'], leftOut: 2 } })
  const events = eventsOf(manyReport({ instances: 3, accounts: 2 }))
  const lines = [...fileOf(events)]
  expect(lines.slice(0, -1)).toEqual([firstLine(), ...events.flatMap((event) => [...linesOf(event)])])
  expect(JSON.parse(lines.at(-1)!)).toEqual({ end: { lines: lines.length - 1 } })
})

test('the page about evidence shows the lines that are written', () => {
  const page = readFileSync(new URL('../../../../../docs/evidence.md', import.meta.url), 'utf8')
  expect(page).toContain(firstLine())
  expect(page).toContain('{"in":["data","answer","report","instances"],"entry":{')
})
