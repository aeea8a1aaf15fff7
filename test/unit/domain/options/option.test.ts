/** What REST bodies call an option. */
import { memberOf, only } from '../../../../src/domain/options/option.ts'
import { saidIn } from '../../../support/said-options.ts'

const option = (name: string) => ({ name, verbs: [], doc: '' })

test('its name in camel case, unless it says another', () => {
  expect(['users', 'mount-point', 'allow-plain-nfs', 'client-sha256', 'x-2nd'].map((name) => memberOf(option(name)).name)).toEqual([
    'users',
    'mountPoint',
    'allowPlainNfs',
    'clientSha256',
    'x2nd',
  ])
  expect(memberOf({ ...option('users'), member: { name: 'accounts' } })).toEqual({ name: 'accounts' })
})

test('of what may be said once the value is the first; of what was not said there is none', () => {
  expect(only(saidIn('--users ada'), 'users')).toBe('ada')
  expect(only(saidIn('--users ada'), 'group')).toBeUndefined()
})
