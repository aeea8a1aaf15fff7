import { ask, causeIs, translate } from '../../../src/aws/failures.ts'
import { fail, PrismError } from '../../../src/domain/catalogue.ts'

const named = (name: string, message = 'said AWS') => Object.assign(new Error(message), { name })

describe('what AWS refuses', () => {
  test.each([
    ['AccessDeniedException', 'aws-denied'],
    ['UnauthorizedOperation', 'aws-denied'],
    ['CredentialsProviderError', 'aws-credentials'],
    ['ExpiredToken', 'aws-credentials'],
    ['ThrottlingException', 'aws-throttled'],
    ['RequestLimitExceeded', 'aws-throttled'],
    ['BadRequest', 'aws-error'],
  ])('%s becomes %s, with the action named and the cause kept', async (name, code) => {
    const cause = named(name)
    const error = await ask('ssm:SendCommand', () => Promise.reject(cause)).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(PrismError)
    expect(error).toMatchObject({ cause, finding: { code, seen: `ssm:SendCommand: ${name}: said AWS` } })
    expect(causeIs(error, name)).toBe(true)
  })

  test('is shown in one line, without access keys and without end', () => {
    const { seen } = translate('ec2:DescribeVpcs', named('X', `AKIAIOSFODNN7EXAMPLE\n\u202e${'long '.repeat(200)}`)).finding
    expect(seen).toMatch(/^[\x20-\x7e]{1,400}$/)
    expect(seen).not.toContain('AKIA')
  })

  test('and is a finding already stays that finding', () => {
    const error = fail('volume-not-found', { seen: 'x' })
    expect(translate('ec2:DescribeVpcs', error)).toBe(error)
  })
})
