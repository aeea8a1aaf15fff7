/** Requests that were signed for a server, as it reads them: what was changed in one does not reach STS. */
import { signToken } from '../../../../src/aws/caller/sign.ts'
import { readToken, tokenPrefix } from '../../../../src/aws/caller/token.ts'

const at = { origin: 'https://sts.eu-central-1.amazonaws.com', region: 'eu-central-1' }
const now = new Date('2026-11-30T12:00:00Z')
const credentials = { accessKeyId: 'ASIAEXAMPLEEXAMPLE12', secretAccessKey: 'secret', sessionToken: 'token/of+session==' }
const token = (more: object = {}) => signToken({ credentials, at, server: 'prism.example.org', now, seconds: 60, ...more })
const urlOf = (text: string): string => Buffer.from(text.slice(tokenPrefix.length), 'base64url').toString()
const packed = (url: string): string => tokenPrefix + Buffer.from(url, 'latin1').toString('base64url')
const edited = (edit: (url: string) => string) => packed(edit(urlOf(token())))
const why = (text: string, when = now): string => {
  const read = readToken(text, at, when)
  return read.kind === 'refused' ? read.why : 'read'
}

test('a request that was signed for this server is made anew of its values', () => {
  const read = readToken(token(), at, now)
  expect(read).toMatchObject({ kind: 'signed', signed: { signedAt: now, expiresAt: new Date('2026-11-30T12:01:00Z') } })
  expect(
    read.kind === 'signed' && read.signed.query.split('&').map((part) => decodeURIComponent(part).replace(/(Signature=).*/, '$1…')),
  ).toEqual([
    'Action=GetCallerIdentity',
    'Version=2011-06-15',
    'X-Amz-Algorithm=AWS4-HMAC-SHA256',
    'X-Amz-Credential=ASIAEXAMPLEEXAMPLE12/20261130/eu-central-1/sts/aws4_request',
    'X-Amz-Date=20261130T120000Z',
    'X-Amz-Expires=60',
    'X-Amz-Security-Token=token/of+session==',
    'X-Amz-Signature=…',
    'X-Amz-SignedHeaders=host;x-prism-server-id',
  ])
})

test('a user’s own key has no session, and needs none', () => {
  expect(why(token({ credentials: { accessKeyId: 'AKIAEXAMPLEEXAMPLE12', secretAccessKey: 'secret' } }))).toBe('read')
})

test.each<[string, string, RegExp]>([
  [
    'another host',
    edited((url) => url.replace('sts.eu-central-1.amazonaws.com', 'sts.eu-central-1.amazonaws.com.evil.example')),
    /not signed for https/,
  ],
  [
    'a user before the host',
    edited((url) => url.replace('https://', 'https://sts.eu-central-1.amazonaws.com@evil.example/')),
    /not signed for https/,
  ],
  ['a port', edited((url) => url.replace('.com/', '.com:8443/')), /not signed for https/],
  ['no TLS', edited((url) => url.replace('https:', 'http:')), /not signed for https/],
  ['a path', edited((url) => url.replace('.com/?', '.com/x?')), /not signed for https/],
  ['another region’s STS', token({ at: { origin: 'https://sts.us-east-1.amazonaws.com', region: 'us-east-1' } }), /not signed for https/],
  ['a scope of another region', token({ at: { ...at, region: 'us-east-1' } }), /not signed for eu-central-1/],
  ['a scope of another day', edited((url) => url.replace('%2F20261130%2F', '%2F20261129%2F')), /its own day/],
  ['another action', edited((url) => url.replace('GetCallerIdentity', 'AssumeRoleWithWebIdentity')), /its Action does not/],
  ['a second action', edited((url) => `${url}&Action=AssumeRoleWithWebIdentity`), /has Action twice/],
  ['a second action in small letters', edited((url) => `${url}&action=AssumeRole`), /a parameter that/],
  ['a second key in small letters', edited((url) => `${url}&x-amz-credential=AKIAEXAMPLEEXAMPLE99`), /a parameter that/],
  ['a second key', edited((url) => `${url}&X-Amz-Credential=AKIAEXAMPLEEXAMPLE99`), /X-Amz-Credential twice/],
  ['a name in percents', edited((url) => url.replace('Action=', '%41ction=')), /a parameter that/],
  ['a parameter more', edited((url) => `${url}&WebIdentityToken=x`), /a parameter that/],
  ['the prototype’s name', edited((url) => `${url}&constructor=x`), /a parameter that/],
  ['half a percent', edited((url) => url.replace('Action=GetCallerIdentity', 'Action=%E0%A4')), /its Action does not/],
  ['a fragment', edited((url) => `${url}#x`), /a parameter that/],
  ['a new line', edited((url) => `${url}\r\nHost: evil.example`), /not a signed URL/],
  ['the server’s name not signed', edited((url) => url.replace('host%3Bx-prism-server-id', 'host')), /signed headers are not/],
  ['the host not signed', edited((url) => url.replace('host%3Bx-prism-server-id', 'x-prism-server-id')), /signed headers are not/],
  ['one header more signed', edited((url) => url.replace('host%3Bx', 'accept%3Bhost%3Bx')), /signed headers are not/],
  ['another algorithm', edited((url) => url.replace('AWS4-HMAC-SHA256', 'AWS4-ECDSA-P256-SHA256')), /its X-Amz-Algorithm/],
  ['no signature', edited((url) => url.replace(/&X-Amz-Signature=.*/, '')), /has no X-Amz-Signature/],
  ['no time', edited((url) => url.replace(/&X-Amz-Expires=\d+/, '')), /has no X-Amz-Expires/],
  ['a month that is none', edited((url) => url.replaceAll('20261130', '20261330')), /date is none/],
  ['sixteen minutes', token({ seconds: 960 }), /more than 900/],
  ['no time at all', token({ seconds: 0 }), /its X-Amz-Expires/],
  ['another spelling of the same bytes', `${token()}=`, /not a signed URL/],
  ['the token of a Kubernetes cluster', token().replace(tokenPrefix, 'k8s-aws-v1.'), /not a signed URL/],
  ['nothing', tokenPrefix, /not a signed URL/],
])('%s is refused', (_, text, because) => expect(why(text)).toMatch(because))

test('it counts from when it was signed, by a clock that is a minute ahead at most, until its time is over', () => {
  const signed = token()
  const from = (seconds: number) => why(signed, new Date(now.getTime() + seconds * 1000))
  expect([-61, -60, 0, 59, 60].map(from)).toEqual(['it is signed for later', 'read', 'read', 'read', 'it is over'])
})
