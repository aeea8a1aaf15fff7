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

  test.each([
    ['ECONNREFUSED', 'aws-unreachable'],
    ['ENOTFOUND', 'aws-unreachable'],
    ['EAI_AGAIN', 'aws-unreachable'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'aws-unreachable'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'aws-unreachable'],
    ['ERR_INVALID_ARG_TYPE', 'aws-error'],
  ])('with the code %s of a connection is %s', (code, expected) => {
    const error = Object.assign(new Error('no connection'), { code, $metadata: { attempts: 5 } })
    expect(translate('ssm:SendCommand', error).finding.code).toBe(expected)
  })

  test.each([
    [500, 'Whatever', 'aws-failing'],
    [503, 'ServiceUnavailable', 'aws-failing'],
    [400, 'InternalServerError', 'aws-failing'],
    [400, 'ValidationException', 'aws-error'],
  ])('with status %i and the name %s is %s', (httpStatusCode, name, expected) => {
    const error = Object.assign(named(name), { $metadata: { httpStatusCode } })
    expect(translate('ssm:SendCommand', error).finding.code).toBe(expected)
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
