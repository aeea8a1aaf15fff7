import { awsCaller, principalArn } from '../../../src/domain/aws-principal.ts'

const role = { arn: 'arn:aws:sts::123456789012:assumed-role/ada/laptop', userId: 'AROAEXAMPLEEXAMPLE12:laptop', account: '123456789012' }
const user = { arn: 'arn:aws:iam::123456789012:user/staff/ada', userId: 'AIDAEXAMPLEEXAMPLE12', account: '123456789012' }

test('a session is its role, whatever whoever assumed it calls the session; a user is the user without the path', () => {
  expect(awsCaller(role)).toEqual({ arn: 'arn:aws:iam::123456789012:role/ada', uniqueId: 'AROAEXAMPLEEXAMPLE12', session: 'laptop' })
  const named = awsCaller({ ...role, arn: `${role.arn.replace(/[^/]*$/, '')}max`, userId: 'AROAEXAMPLEEXAMPLE12:max' })
  expect(named?.arn).toBe('arn:aws:iam::123456789012:role/ada')
  expect(awsCaller(user)).toEqual({ arn: 'arn:aws:iam::123456789012:user/ada', uniqueId: 'AIDAEXAMPLEEXAMPLE12' })
})

test.each([
  ['another account than its ARN', { ...role, account: '210987654321' }],
  ['another session than its ARN', { ...role, userId: 'AROAEXAMPLEEXAMPLE12:max' }],
  ['a session of a user', { ...user, userId: 'AIDAEXAMPLEEXAMPLE12:max' }],
  ['the account’s root', { arn: 'arn:aws:iam::123456789012:root', userId: '123456789012', account: '123456789012' }],
  ['a federated user', { ...user, arn: 'arn:aws:sts::123456789012:federated-user/ada' }],
  ['a role that nobody assumed', { ...user, arn: 'arn:aws:iam::123456789012:role/ada' }],
  ['a session’s name with a slash', { ...role, arn: `${role.arn}/x`, userId: 'AROAEXAMPLEEXAMPLE12:laptop/x' }],
  ['two lines', { ...role, arn: `${role.arn}\narn:aws:sts::123456789012:assumed-role/max/x` }],
])('%s is nobody', (_, told) => expect(awsCaller(told)).toBeUndefined())

test.each([
  ['arn:aws:iam::123456789012:role/a/b/ada', 'arn:aws:iam::123456789012:role/ada'],
  ['arn:aws-cn:iam::123456789012:user/ada', 'arn:aws-cn:iam::123456789012:user/ada'],
  ['arn:aws:sts::123456789012:assumed-role/ada/laptop', undefined],
  ['arn:aws:iam::12345678901:role/ada', undefined],
  ['arn:aws:iam::123456789012:role/*', undefined],
  ['arn:aws:iam::123456789012:group/ada', undefined],
  [' arn:aws:iam::123456789012:role/ada', undefined],
])('%j names %j', (text, arn) => expect(principalArn(text)).toBe(arn))
