import type { Judged } from '../../../src/aws/judge-instance.ts'
import { withMeant } from '../../../src/aws/meant-names.ts'
import { fail, finding } from '../../../src/domain/catalogue.ts'
import type { Instance } from '../../../src/domain/ports.ts'

const nobodys = (name: string): Judged => ({ kind: 'unfit', finding: finding('instance-not-found', { seen: `${name} in us-east-1` }) })
const called = (name: string): Instance => ({ id: 'i-1', name, platform: '', agentVersion: '', online: true })
const seenOf = async (typed: string, names: readonly string[]): Promise<string> => {
  const judged = await withMeant(new Map([[typed, nobodys(typed)]]), async () => names.map(called))
  const one = judged.get(typed)!
  return one.kind === 'unfit' ? one.finding.seen : ''
}

test('a name that nobody has gets the nearest of those that there are', async () => {
  expect(await seenOf('ubuntu-instnace', ['rocky-instance', 'ubuntu-instance'])).toBe(
    'ubuntu-instnace in us-east-1; did you mean ubuntu-instance?',
  )
  expect(await seenOf('something-else', ['rocky-instance'])).toBe('something-else in us-east-1')
})

test('a tag that no command could say is not offered', async () => {
  expect(await seenOf('calc-1', ['calc-\u001b[2J', '`calc-1`', 'calc 1'])).toBe('calc-1 in us-east-1')
})

test('nobody is asked where all were found, and nothing is said where the list is refused', async () => {
  const fit: Judged = { kind: 'fit', instance: called('a') }
  const never = () => Promise.reject(new Error('asked'))
  expect(await withMeant(new Map([['a', fit]]), never)).toEqual(new Map([['a', fit]]))
  const denied = () => Promise.reject(fail('aws-denied', { seen: 'no' }))
  expect(await withMeant(new Map([['a', nobodys('a')]]), denied)).toEqual(new Map([['a', nobodys('a')]]))
})
