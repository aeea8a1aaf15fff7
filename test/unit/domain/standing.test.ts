/** What somebody may do, by the rows that they are shown. */
import { mayDo } from '../../../src/domain/standing.ts'

const rows = [{ may: 'verify, status', volumes: ['research-data'], instances: [] }]

test('somebody may do what a row says in its words, and nothing that is only part of one', () => {
  expect((['verify', 'status', 'mount'] as const).map((verb) => mayDo({ policy: 'sha', rows }, verb))).toEqual([true, true, false])
  expect(mayDo({ policy: 'sha', rows: [{ ...rows[0]!, may: 'unmount' }] }, 'mount')).toBe(false)
})

test('without a policy that counts whoever is not kept out may', () => {
  expect(mayDo({ rows: [] }, 'mount')).toBe(true)
  expect(mayDo({ rows: [], nothing: 'only administrators' }, 'mount')).toBe(false)
  expect(mayDo({ policy: 'sha', rows, nothing: 'GitHub did not answer' }, 'verify')).toBe(false)
})
