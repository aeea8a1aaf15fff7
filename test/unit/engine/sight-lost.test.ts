import { type FindingCode, finding } from '../../../src/domain/catalogue.ts'
import { lookRefused, sightLost } from '../../../src/engine/sight-lost.ts'

const refused = (code: FindingCode, instanceId?: string) =>
  finding(code, { seen: 'ssm:SendCommand', ...(instanceId ? { instanceId } : {}) })

test('what AWS refuses leaves the instance in doubt, with what was seen', () => {
  expect(sightLost(refused('aws-denied', 'i-1'))).toEqual(finding('sight-lost', { seen: 'ssm:SendCommand', instanceId: 'i-1' }))
  expect(lookRefused(refused('aws-throttled', 'i-1'))).toEqual(finding('look-refused', { seen: 'ssm:SendCommand', instanceId: 'i-1' }))
})

test('of no instance, it is of none', () => {
  expect(sightLost(refused('aws-denied'))).not.toHaveProperty('instanceId')
})

test('what has its own next step stays what it is', () => {
  for (const code of ['document-absent', 'not-delivered', 'instance-offline'] as const) {
    expect(sightLost(refused(code, 'i-1'))).toEqual(refused(code, 'i-1'))
    expect(lookRefused(refused(code, 'i-1'))).toEqual(refused(code, 'i-1'))
  }
})
