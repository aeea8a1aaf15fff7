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

describe('whether it asks for TLS', () => {
  const over = (secure: string) => ({ Condition: { Bool: { 'aws:SecureTransport': secure } } })
  const deny = (action: unknown, more: object = {}) => ({ ...allow(action, more), Effect: 'Deny' })
  const tlsOnly = (...statements: readonly object[]) => (policy(...statements) as { readonly tlsOnly?: boolean }).tlsOnly
  const mount = 'elasticfilesystem:ClientMount'

  test.each<[string, boolean, readonly object[]]>([
    ['a refusal of plain NFS does', true, [allow(mount), deny('*', over('false'))]],
    ['a refusal of what is over TLS does not', false, [allow(mount), deny('*', over('true'))]],
    ['a refusal of everything does not', false, [deny('*')]],
    [
      'a refusal for one principal does not',
      false,
      [allow(mount), { ...deny('*', over('false')), Principal: { AWS: 'arn:aws:iam::1:root' } }],
    ],
    ['a refusal of something else does not', false, [allow(mount), deny('elasticfilesystem:ClientWrite', over('false'))]],
    ['permissions of which one is without TLS do not', false, [allow(mount, over('true')), allow(mount)]],
    ['a permission of something else over TLS does not', false, [allow(mount), allow('elasticfilesystem:ClientWrite', over('true'))]],
    [
      'a permission for one principal without TLS still does',
      true,
      [allow(mount, over('true')), { ...allow(mount), Principal: { AWS: 'arn:aws:iam::1:root' } }],
    ],
    ['one of several actions is enough', true, [allow(['s3:GetObject', mount], over('true'))]],
    ['nothing that is allowed does not', false, []],
    ['a permission for plain NFS alone does not', false, [allow(mount, over('false'))]],
  ])('%s', (_name, is, statements) => expect(tlsOnly(...statements)).toBe(is))

  test('what is allowed to plain NFS alone is not allowed to a mount over TLS', () => {
    expect(policy(allow(mount, over('false')))).toMatchObject({ mount: 'nobody', named: { mount: [] } })
  })
})

describe('what is not evaluated leaves doubt', () => {
  const some = (condition: unknown) => policy(allow('elasticfilesystem:*', { Condition: condition }))
  test.each<[string, unknown]>([
    ['two conditions', { Bool: { 'aws:SecureTransport': 'true', 'aws:MultiFactorAuthPresent': 'true' } }],
    ['another operator', { StringEquals: { 'aws:SecureTransport': 'true' } }],
    ['another key', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }],
    ['what is no object', 'yes'],
    ['a mount that does not come through a target', { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'false' } }],
  ])('%s', (_name, condition) => expect(some(condition)).toMatchObject({ mount: 'some', named: { mount: undefined } }))

  test('no condition in it is none, and its keys are of any case', () => {
    expect(some({})).toMatchObject({ mount: 'everybody' })
    expect(some({ BoolIfExists: { 'AWS:SECURETRANSPORT': ['true'] } })).toMatchObject({ mount: 'everybody', tlsOnly: true })
    expect(some({ Bool: 'x' })).toMatchObject({ mount: 'everybody' })
  })

  test.each(['NotAction', 'NotPrincipal', 'NotResource'])('%s is not read at all', (what) => {
    expect(policy({ ...allow('*'), [what]: 'x' })).toEqual({ kind: 'unreadable', what })
  })

  test.each([
    ['{', 'no JSON'],
    ['null', 'no Statement'],
    ['[]', 'no Statement'],
    ['{}', 'no Statement'],
    ['{"Statement":["x"]}', 'a statement that is not an object'],
    ['{"Statement":[null]}', 'a statement that is not an object'],
  ])('%s is no policy', (text, what) => expect(readFileSystemPolicy(text)).toEqual({ kind: 'unreadable', what }))

  test('what is no text names nothing', () => {
    expect(policy(allow([1, 'elasticfilesystem:ClientMount']))).toMatchObject({ mount: 'everybody', write: 'nobody' })
    expect(policy({ ...allow('*'), Principal: { AWS: [1, 'a'] } })).toMatchObject({ named: { mount: ['a'], write: ['a'], root: ['a'] } })
    expect(policy({ ...allow('*'), Principal: { Service: '*' } })).toMatchObject({ mount: 'some', named: { mount: [] } })
    expect(policy({ Effect: 'Allow', Principal: '*' })).toMatchObject({ mount: 'nobody' })
  })
})

test('an action is named in any case, with a star for any words and a question mark for one letter', () => {
  const names = (action: string) => (policy(allow(action)) as { readonly mount?: string }).mount === 'everybody'
  expect(['ELASTICFILESYSTEM:clientmount', 'elasticfilesystem:Client*', 'elasticfilesystem:ClientMoun?', '*'].map(names)).toEqual(
    Array(4).fill(true),
  )
  // a dot is a dot, and the whole has to fit
  expect(
    [
      'elasticfilesystem.ClientMount',
      'elasticfilesystem:ClientMoun',
      'ClientMount',
      'elasticfilesystem:Client.ount',
      'elasticfilesystem:ClientMount?',
    ].map(names),
  ).toEqual(Array(5).fill(false))
})

test('whom it names is told for each of the three', () => {
  const by = (arn: string, action: string) => ({ ...allow(`elasticfilesystem:${action}`), Principal: { AWS: arn } })
  expect(policy(by('a', 'ClientMount'), by('b', 'ClientWrite'), by('c', 'ClientRootAccess'), by('a', 'ClientMount'))).toMatchObject({
    mount: 'some',
    write: 'some',
    root: 'some',
    named: { mount: ['a'], write: ['b'], root: ['c'] },
  })
  // one that is open to everybody is open, whoever else is named
  expect(policy(by('a', 'ClientMount'), allow('elasticfilesystem:ClientMount'))).toMatchObject({ mount: 'everybody' })
})

test('a role is the whole of its ARN, whatever its path is', () => {
  const role = { account: '123456789012', role: 'prism' }
  const allowed = (arn: string) => allowsRole([arn], role)
  expect(['arn:aws:iam::123456789012:role/prism', 'arn:aws-cn:iam::123456789012:role/teams/a/prism'].map(allowed)).toEqual([true, true])
  expect(
    [
      'x-arn:aws:iam::123456789012:role/prism',
      'arn:aws:iam::123456789012:role/prism/',
      'arn:aws:iam::123456789012:role/prism2',
      'arn:aws:iam::123456789012:user/prism',
    ].map(allowed),
  ).toEqual(Array(4).fill(false))
})
