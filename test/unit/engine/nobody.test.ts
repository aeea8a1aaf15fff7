import { finding } from '../../../src/domain/catalogue.ts'
import { nobodyFound } from '../../../src/engine/nobody.ts'
import { healthyFacts } from '../../support/healthy-facts.ts'
import { observed, operation, saying, ubuntuId } from '../../support/operation.ts'

const { login: _, ...nobody } = healthyFacts()

test('an instance on which nobody is found to enrol is told by its host name', () => {
  const [found, ...more] = nobodyFound(operation, [observed(ubuntuId, nobody)])
  expect(more).toEqual([])
  expect(found).toMatchObject({ code: 'no-login-user', instanceId: ubuntuId, seen: expect.stringContaining('ip-10-0-0-1') })
})

test('one with a login user, with people who were named, or that was not seen, is not', () => {
  expect(nobodyFound(operation, [observed(ubuntuId)])).toEqual([])
  expect(nobodyFound(saying(operation, { people: [{ name: 'ada' }] }), [observed(ubuntuId, nobody)])).toEqual([])
  const silent = { kind: 'unobserved' as const, instanceId: ubuntuId, finding: finding('not-delivered', { seen: 'x' }) }
  expect(nobodyFound(operation, [silent])).toEqual([])
})
