/** What is said where no cause was identified: never a guess. */
import type { Check } from '../../../src/domain/checks.ts'
import { undetermined } from '../../../src/render/doctor-words.ts'

const check = (title: string, state: Check['state']): Check => ({ area: 'dns', title, state, seen: '' })
const said = (...checks: readonly Check[]) =>
  undetermined({ instanceId: 'i-1', name: 'a', verdict: 'unknown', others: [], checks, log: [] })

test('what was not seen is named, else that all was', () => {
  expect(said(check('DNS', 'unknown'), check('Port', 'ok'), check('TLS', 'unknown'))).toEqual(
    'undetermined: nothing that was seen explains it; not seen: DNS, TLS',
  )
  expect(said(check('Port', 'ok'), check('SELinux', 'not-applicable'))).toEqual(
    'undetermined: everything was looked at, and nothing that is known explains it',
  )
})
