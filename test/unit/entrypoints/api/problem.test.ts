import { catalogue, type FindingCode, finding, kindOf } from '../../../../src/domain/catalogue.ts'
import { waitPreference } from '../../../../src/entrypoints/api/prefer.ts'
import { problemOf, statusOfFinding } from '../../../../src/entrypoints/api/problem.ts'

describe('a finding as a problem', () => {
  test.each(Object.keys(catalogue) as FindingCode[])('%s has a status that fits its kind', (code) => {
    const status = statusOfFinding(code)
    const fits = { input: [400, 413, 422], denied: [401, 403], lookup: [404, 409, 422], host: [502], aws: [502, 503], doubt: [409, 504] }
    expect(fits[kindOf(code)]).toContain(status)
  })

  test('says what was seen, why and what next', () => {
    const problem = problemOf(finding('volume-not-found', { seen: 'x in eu-west-1' }))
    expect(problem).toMatchObject({
      status: 404,
      detail: 'x in eu-west-1',
      title: catalogue['volume-not-found'].why,
      next: catalogue['volume-not-found'].next,
    })
  })
})

test.each([
  ['wait=30', 30],
  ['respond-async, wait=5', 5],
  ['WAIT = "7"; x=1', 7],
  ['wait=999999', 60],
  ['wait=-1', undefined],
  ['await=5', undefined],
  ['wait=1.5', undefined],
  [undefined, undefined],
])('Prefer: %s waits %s seconds', (header, seconds) => expect(waitPreference(header)).toBe(seconds))
