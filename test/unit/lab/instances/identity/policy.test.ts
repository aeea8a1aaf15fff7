import { admissionOf, type Client } from '../../../../../src/lab/instances/identity/policy.ts'

const arn = 'arn:aws:elasticfilesystem:us-east-1:123456789012'
const client: Client = { tls: true, fileSystem: `${arn}:file-system/fs-0123456789abcdef0` }
const role = 'arn:aws:iam::123456789012:role/lab'
const statement = (more: object = {}) => ({ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'elasticfilesystem:Client*', ...more })
const admitted = (statements: readonly object[] | object, who: Partial<Client> = {}) => {
  const { mount, write, root } = admissionOf(JSON.stringify({ Statement: statements }), { ...client, ...who })
  return [mount && 'mount', write && 'write', root && 'root'].filter(Boolean).join(' ')
}

describe('what a file-system policy lets a client do', () => {
  test.each([
    ['everything, to anybody', statement(), {}, 'mount write root'],
    ['nothing, without a statement', [], {}, ''],
    [
      'what is listed, in any case',
      statement({ Action: ['ELASTICFILESYSTEM:ClientMount', 'elasticfilesystem:ClientWrite'] }),
      {},
      'mount write',
    ],
    ['nothing where a refusal meets a permission', [statement(), statement({ Effect: 'Deny' })], {}, ''],
    ['nothing to whoever shows no identity, where a role is named', statement({ Principal: { AWS: role } }), {}, ''],
    ['everything to the role that is named', statement({ Principal: { AWS: [role] } }), { role }, 'mount write root'],
    ['nothing to another role', statement({ Principal: { AWS: role } }), { role: `${role}2` }, ''],
    ['nothing to the roles of an account that is named', statement({ Principal: { AWS: 'arn:aws:iam::123456789012:root' } }), { role }, ''],
    ['nothing on another file system', statement({ Resource: `${arn}:file-system/fs-0fedcba9876543210` }), {}, ''],
    ['everything on file systems that fit', statement({ Resource: `${arn}:file-system/*` }), {}, 'mount write root'],
    ['nothing without the access point', statement({ Condition: { StringEquals: { 'elasticfilesystem:AccessPointArn': 'x' } } }), {}, ''],
    ['more than what is left out', statement({ Action: undefined, NotAction: 'elasticfilesystem:ClientRootAccess' }), {}, 'mount write'],
    ['all but those who are left out', statement({ Principal: undefined, NotPrincipal: { AWS: role } }), { role }, ''],
  ])('%s', (_, statements, who, expected) => {
    expect(admitted(statements, who)).toBe(expected)
  })

  test('a refusal of what is not encrypted meets plain NFS alone', () => {
    const refusal = statement({ Effect: 'Deny', Action: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })
    expect([admitted([statement(), refusal]), admitted([statement(), refusal], { tls: false })]).toEqual(['mount write root', ''])
  })

  test.each([
    { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } },
    { Condition: { NumericLessThan: { 'aws:SecureTransport': '1' } } },
    { NotResource: '*' },
  ])('what is not evaluated lets nobody in by a guess: %j', (more) => {
    expect(() => admitted(statement(more))).toThrow('does not evaluate')
  })
})
