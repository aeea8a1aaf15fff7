import { allowsRole, readFileSystemPolicy } from '../../../src/domain/file-system-policy.ts'

const policy = (...statements: readonly object[]) => readFileSystemPolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }))
const allow = (action: unknown, more: object = {}) => ({ Effect: 'Allow', Principal: { AWS: '*' }, Action: action, ...more })
const throughTarget = { Condition: { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } } }
const refusePlain = { Effect: 'Deny', Principal: '*', Action: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }

test('everything for everybody who comes through a mount target', () => {
  expect(policy(allow('elasticfilesystem:*', throughTarget))).toEqual({
    kind: 'policy',
    mount: 'everybody',
    write: 'everybody',
    root: 'everybody',
    tlsOnly: false,
    named: { mount: ['*'], write: ['*'], root: ['*'] },
  })
})

test('what EFS’s console writes for “prevent root access” and “enforce encryption”', () => {
  const written = policy(allow(['elasticfilesystem:ClientWrite', 'elasticfilesystem:ClientMount'], throughTarget), refusePlain)
  expect(written).toMatchObject({
    kind: 'policy',
    mount: 'everybody',
    write: 'everybody',
    root: 'nobody',
    tlsOnly: true,
    named: { root: [] },
  })
})

test('read-only', () => {
  expect(policy(allow('elasticfilesystem:ClientMount'))).toMatchObject({ mount: 'everybody', write: 'nobody', root: 'nobody' })
})

test('a permission over TLS alone asks for TLS', () => {
  const over = allow('elasticfilesystem:Client*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } })
  expect(policy(over)).toMatchObject({ mount: 'everybody', tlsOnly: true })
})

test('named principals, or conditions that are not evaluated, are some', () => {
  const named = { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:role/a' }, Action: 'elasticfilesystem:Client*' }
  expect(policy(named)).toMatchObject({ mount: 'some' })
  expect(policy(allow('elasticfilesystem:Client*', { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }))).toMatchObject({
    mount: 'some',
  })
})

test('a role is let in by its name in its account, whatever its path; an account leaves it to the role’s own policies', () => {
  const mine = { account: '123456789012', role: 'app' }
  const may = (...principals: readonly string[]) => allowsRole(principals, mine)
  expect(may('*')).toBe(true)
  expect(may('arn:aws:iam::123456789012:role/app')).toBe(true)
  expect(may('arn:aws-cn:iam::123456789012:role/team/app')).toBe(true)
  for (const other of ['arn:aws:iam::210987654321:role/app', 'arn:aws:iam::123456789012:role/app2', 'arn:aws:iam::123456789012:user/app'])
    expect(may(other)).toBe(false)
  expect(may()).toBe(false)
  expect(may('123456789012')).toBeUndefined()
  expect(may('arn:aws:iam::123456789012:root')).toBeUndefined()
  expect(allowsRole(undefined, mine)).toBeUndefined()
})

test('whom a policy names is known only where nothing else decides', () => {
  const to = (arn: string, more: object = {}) => allow('elasticfilesystem:Client*', { Principal: { AWS: arn }, ...more })
  const namedIn = (...statements: readonly object[]) => {
    const read = policy(...statements)
    return read.kind === 'policy' ? read.named.mount : read
  }
  expect(namedIn(to('a', throughTarget), to('b'), refusePlain)).toEqual(['a', 'b'])
  expect(namedIn(to('a'), to('b', { Condition: { StringEquals: { 'aws:PrincipalTag/x': 'y' } } }))).toBeUndefined()
  expect(namedIn(to('a'), { ...to('b'), Effect: 'Deny' })).toBeUndefined()
})

test('a refusal outweighs a permission; one under other conditions leaves doubt', () => {
  const refuse = (more: object = {}) => ({ Effect: 'Deny', Principal: '*', Action: 'elasticfilesystem:ClientMount', ...more })
  expect(policy(allow('*'), refuse())).toMatchObject({ mount: 'nobody', write: 'everybody' })
  expect(policy(allow('*'), refuse({ Condition: { StringEquals: { 'aws:PrincipalTag/team': 'x' } } }))).toMatchObject({ mount: 'some' })
})

test.each([
  ['no JSON', 'no JSON'],
  ['{}', 'no Statement'],
  ['{"Statement":[1]}', 'a statement that is not an object'],
  ['{"Statement":{"Effect":"Allow","NotAction":"x","Principal":"*"}}', 'NotAction'],
])('what is not evaluated is unreadable: %s', (text, what) => {
  expect(readFileSystemPolicy(text)).toEqual({ kind: 'unreadable', what })
})
