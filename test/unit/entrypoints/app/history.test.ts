import type { History } from '../../../../src/domain/ledger/history.ts'
import { seenBy, sightOf } from '../../../../src/entrypoints/app/history.ts'

const history = {
  deeds: [{ volume: 'research-data', fileSystem: 'fs-1' }, { volume: 'payroll', fileSystem: 'fs-2' }, { volume: 'made-by-hand' }],
  spans: [
    { volume: 'research-data', fileSystem: 'fs-1' },
    { volume: 'payroll', fileSystem: 'fs-2' },
  ],
} as unknown as History
const seen = (...volumes: string[]) => {
  const { deeds, spans } = seenBy({ rows: [{ may: 'status', volumes, instances: [] }] }, history)
  return [deeds.map((d) => d.volume), spans.map((s) => s.volume)]
}

test('a volume that a person has no right on is in no history that they get', () => {
  expect(seen('research-data')).toEqual([['research-data'], ['research-data']])
  expect(seen('fs-2')).toEqual([['payroll'], ['payroll']])
  expect(seen('all')).toEqual([
    ['research-data', 'payroll', 'made-by-hand'],
    ['research-data', 'payroll'],
  ])
  // a policy may call a volume of its own like that
  expect(seenBy({ rows: [{ may: 'status', volumes: ['all'], instances: [] }], policy: 'b10b' }, history)).toEqual({ deeds: [], spans: [] })
  expect(seenBy({ rows: [] }, history)).toEqual({ deeds: [], spans: [] })
})

test('nor is a run on it, not even by its id', () => {
  const sees = sightOf({ rows: [{ may: 'status', volumes: ['research-data'], instances: [] }], policy: 'b10b' })
  expect([{ volume: 'research-data' }, { volume: 'payroll', fileSystem: 'fs-2' }, {}].map(sees)).toEqual([true, false, false])
  expect(sightOf({ rows: [{ may: 'status', volumes: ['all'], instances: [] }] })({})).toBe(true)
})
