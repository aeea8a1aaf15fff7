import { finding } from '../../../src/domain/catalogue.ts'
import { failuresOf } from '../../../src/engine/failures-of.ts'

const failure = finding('mount-hung', { seen: 'x' })

test('what went wrong is what the host told, or why nothing came; an installed package is no failure', () => {
  const told = { kind: 'transcript', instanceId: 'i-1', state: 'done', steps: [], failures: [failure], sharing: [] } as const
  expect(failuresOf(told)).toEqual([failure])
  expect(failuresOf({ ...told, failures: [] })).toEqual([])
  expect(failuresOf({ kind: 'none', instanceId: 'i-1', finding: failure })).toEqual([failure])
  expect(failuresOf({ kind: 'installed', instanceId: 'i-1', said: 'x' })).toEqual([])
})
