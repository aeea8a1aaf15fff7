import { finding } from '../../../../src/domain/catalogue.ts'
import { peopleRows } from '../../../../src/domain/rows/people.ts'

describe('the rows of people whom nobody saw', () => {
  test('are unknown, also where nobody is to have an account: somebody may have left', () => {
    const why = finding('host-busy', { seen: 'another job holds the lock', instanceId: 'i-1' })
    const rows = peopleRows({ accounts: [], groups: [] }, undefined, undefined, why)
    expect(rows).toEqual([
      { section: 'people', subject: 'those who left', expected: 'closed', observed: why.seen, verdict: 'unknown', code: 'host-busy' },
    ])
  })
})
