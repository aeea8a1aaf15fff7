/** What counts as STS's word of who called, and what proves nothing. */
import { proofOf } from '../../../../src/aws/caller/answer.ts'

const arn = 'arn:aws:sts::123456789012:assumed-role/ada/laptop'
const members = `<Arn>${arn}</Arn><UserId>AROAEXAMPLEEXAMPLE12:laptop</UserId><Account>123456789012</Account>`
const answer = (inner = members, begin = '') => `${begin}<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <GetCallerIdentityResult>
    ${inner}
  </GetCallerIdentityResult>
  <ResponseMetadata>
    <RequestId>01234567-89ab-cdef-0123-456789abcdef</RequestId>
  </ResponseMetadata>
</GetCallerIdentityResponse>
`
const kindOf = (body: string, status = 200, contentType = 'text/xml') => proofOf({ status, contentType, body }).kind

test('the answer as STS gives it says who called', () => {
  expect(proofOf({ status: 200, contentType: 'text/xml;charset=UTF-8', body: answer() })).toEqual({
    kind: 'caller',
    caller: { arn: 'arn:aws:iam::123456789012:role/ada', uniqueId: 'AROAEXAMPLEEXAMPLE12', session: 'laptop' },
  })
  expect(kindOf(answer(members, '<?xml version="1.0" encoding="UTF-8"?>\n'))).toBe('caller')
})

const max = '<Arn>arn:aws:sts::123456789012:assumed-role/max/laptop</Arn>'
test.each([
  ['two Arn elements', answer(`${max}${members}`)],
  ['two Arn elements and no account', answer(`${max}${members.replace(/<Account>.*/, '')}`)],
  ['an Arn in an Arn', answer(members.replace('</Arn>', `${max}</Arn>`))],
  ['an element more', answer(`${members}<Name>x</Name>`)],
  ['no account', answer(members.replace(/<Account>.*/, ''))],
  ['another element in the place of one', answer(members.replaceAll('Account>', 'Owner>'))],
  ['a comment', answer(members.replace('role/ada', 'role/a<!-- -->da'))],
  ['an entity', answer(members.replace('role/ada', 'role/&#97;da'))],
  ['a document type', answer(members, '<!DOCTYPE x [<!ENTITY e "x">]>')],
  ['text before', `x${answer()}`],
  ['an answer of another action around it', `<AssumeRoleWithWebIdentityResponse>${answer()}</AssumeRoleWithWebIdentityResponse>`],
  ['text after', `${answer()}x`],
  ['two answers', answer() + answer()],
  ['an answer in JSON', JSON.stringify({ AssumeRoleWithWebIdentityResponse: { SubjectFromWebIdentityToken: answer() } })],
  ['another namespace', answer().replace('2011-06-15', '2099-01-01')],
  ['nothing', ''],
])('%s proves nothing', (_, body) => expect(kindOf(body)).toBe('silent'))

test('what is not XML by its own word proves nothing, whatever it looks like', () => {
  expect([kindOf(answer(), 200, 'application/json'), kindOf(answer(), 200, ''), kindOf(answer(), 200, 'text/html')]).toEqual(
    Array(3).fill('silent'),
  )
})

const error = (code: string) =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${arn}</Message></Error></ErrorResponse>`
test('an error of the signature is a refusal; throttling, a fault and a redirect leave it open', () => {
  expect(proofOf({ status: 403, contentType: 'text/xml', body: error('SignatureDoesNotMatch') })).toEqual({
    kind: 'refused',
    why: 'STS says SignatureDoesNotMatch: it was signed with another key, or for another server than this one (its name is what its operator says)',
  })
  expect([kindOf(error('ExpiredToken'), 400), kindOf(error('Throttling'), 400), kindOf('<html>no</html>', 403)]).toEqual([
    'refused',
    'silent',
    'silent',
  ])
  for (const status of [204, 301, 302, 307, 500, 503]) expect(kindOf(answer(), status)).toBe('silent')
})

test('the account’s root is refused', () => {
  const root = '<Arn>arn:aws:iam::123456789012:root</Arn><UserId>123456789012</UserId><Account>123456789012</Account>'
  expect(kindOf(answer(root))).toBe('refused')
})
