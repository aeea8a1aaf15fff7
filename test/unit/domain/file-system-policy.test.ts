import { readFileSystemPolicy } from '../../../src/domain/file-system-policy.ts'

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
  })
})

test('what EFS’s console writes for “prevent root access” and “enforce encryption”', () => {
  const written = policy(allow(['elasticfilesystem:ClientWrite', 'elasticfilesystem:ClientMount'], throughTarget), refusePlain)
  expect(written).toEqual({ kind: 'policy', mount: 'everybody', write: 'everybody', root: 'nobody', tlsOnly: true })
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
