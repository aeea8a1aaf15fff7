import { formatPublicKey, parsePublicKey } from '../../../../src/domain/people/public-key.ts'
import { keysOfSshKeygen, rsa1024 } from '../../../support/public-keys.ts'

const [ed25519] = keysOfSshKeygen.ed25519
const body = ed25519.split(' ')[1]!

test.each(Object.entries(keysOfSshKeygen))('%s: taken, with the fingerprint that ssh-keygen shows', (_, [text, fingerprint]) => {
  const key = parsePublicKey(`${text} ada@laptop`)
  if ('wrong' in key) throw new Error(key.wrong)
  expect(key.fingerprint).toBe(fingerprint)
  expect(formatPublicKey(key)).toBe(text)
})

/** A body of these fields. */
const made = (...fields: readonly (string | Buffer)[]): string =>
  Buffer.concat(
    fields.map((field) => {
      const bytes = Buffer.from(field as string)
      const length = Buffer.alloc(4)
      length.writeUInt32BE(bytes.length)
      return Buffer.concat([length, bytes])
    }),
  ).toString('base64')

/** A body with so many bytes behind its end. */
const bytesAfter = (text: string, count: number): string =>
  Buffer.concat([Buffer.from(text, 'base64'), Buffer.alloc(count)]).toString('base64')

const [skEd25519, skEcdsa] = ['sk-ssh-ed25519@openssh.com', 'sk-ecdsa-sha2-nistp256@openssh.com']
const modulus = Buffer.alloc(257, 0x7f)

test.each([
  ['', /starts with none/],
  ['ssh-dss AAAAB3NzaC1kc3M=', /DSA/],
  [rsa1024, /1024 bits is weak/],
  [`ssh-ed25519-cert-v01@openssh.com ${body}`, /certificate/],
  [`command="/bin/sh" ${ed25519}`, /options/],
  [`no-pty,permitopen="a:1" ${ed25519}`, /options/],
  [`cert-authority ${ed25519}`, /options/],
  [`ssh-rsa ${body}`, /not of that type/],
  ['ssh-ed25519 not*base64', /not base64/],
  [`ssh-ed25519 ${body.slice(0, 40)}`, /not of that type/],
  [`ssh-ed25519 ${made('ssh-ed25519', Buffer.alloc(31, 1))}`, /does not hold/],
  [`ssh-ed25519 ${made('ssh-ed25519', Buffer.alloc(32, 1), 'more')}`, /does not hold/],
  [`ssh-rsa ${made('ssh-rsa', Buffer.from([1]), Buffer.alloc(257, 0x7f))}`, /exponent/],
  [`ssh-rsa ${made('ssh-rsa', Buffer.from([1, 0, 1]), Buffer.alloc(256, 0xff))}`, /negative/],
  // the same key to sshd as without the zeros, under another fingerprint: it could be two people's
  [`ssh-rsa ${made('ssh-rsa', Buffer.from([1, 0, 1]), Buffer.from([0, ...Buffer.alloc(257, 0x7f)]))}`, /written otherwise/],
  [`ssh-rsa ${made('ssh-rsa', Buffer.from([0, 1, 0, 1]), Buffer.alloc(257, 0x7f))}`, /written otherwise/],
  [`ecdsa-sha2-nistp256 ${made('ecdsa-sha2-nistp256', 'nistp384', Buffer.alloc(97, 4))}`, /does not hold/],
  [`ecdsa-sha2-nistp256 ${made('ecdsa-sha2-nistp256', 'nistp256', Buffer.alloc(65, 2))}`, /does not hold/],
  [`ecdsa-sha2-nistp256 ${made('ecdsa-sha2-nistp256', 'nistp384', Buffer.alloc(65, 4))}`, /does not hold/],
  [`ecdsa-sha2-nistp256 ${made('ecdsa-sha2-nistp256', 'nistp256', Buffer.alloc(64, 4))}`, /does not hold/],
  [`ecdsa-sha2-nistp256 ${made('ecdsa-sha2-nistp256', 'nistp256', Buffer.alloc(65, 4), 'more')}`, /does not hold/],
  // a token's key without whom it is for, which every signature names
  [`${skEcdsa} ${made(skEcdsa, 'nistp256', Buffer.alloc(65, 4))}`, /does not hold/],
  [`${skEd25519} ${made(skEd25519, Buffer.alloc(32, 7))}`, /does not hold/],
  [`${skEd25519} ${made(skEd25519, Buffer.alloc(32, 7), '')}`, /does not hold/],
  [`${skEd25519} ${made(skEd25519, Buffer.alloc(31, 7), 'ssh:')}`, /does not hold/],
  [`${skEd25519} ${made(skEd25519, Buffer.alloc(32, 7), 'ssh:', 'more')}`, /does not hold/],
  [`ssh-rsa ${made('ssh-rsa', Buffer.from([1, 0, 1]), modulus, 'more')}`, /does not hold/],
  [`ssh-rsa ${made('ssh-rsa', Buffer.from([4]), modulus)}`, /exponent/],
  [`ssh-rsa ${made('ssh-rsa', '', modulus)}`, /exponent/],
  [`ssh-rsa ${made('ssh-rsa', Buffer.from([1, 0, 1]), '')}`, /RSA of 1 bits is weak/],
  // nothing in it, and bytes that are no length behind the last string
  ['ssh-ed25519 A', /not of that type/],
  [`ssh-ed25519 ${bytesAfter(body, 3)}`, /not of that type/],
])('%s is refused', (text, why) => {
  expect(parsePublicKey(text)).toEqual({ wrong: expect.stringMatching(why) as string })
})

test.each([
  ['sk-ssh-ed25519@openssh.com', made('sk-ssh-ed25519@openssh.com', Buffer.alloc(32, 7), 'ssh:')],
  ['sk-ecdsa-sha2-nistp256@openssh.com', made('sk-ecdsa-sha2-nistp256@openssh.com', 'nistp256', Buffer.alloc(65, 4), 'ssh:')],
])('a key of a token, %s, is taken', (type, text) => {
  expect(parsePublicKey(`${type} ${text}`)).toMatchObject({ type, body: text })
})

test.each([
  ['blanks around it', `  ${ed25519}\n`, ed25519],
  ['a tabulator and blanks in it', ed25519.replace(' ', ' \t '), ed25519],
  ['an exponent of 3', `ssh-rsa ${made('ssh-rsa', Buffer.from([3]), modulus)}`, `ssh-rsa ${made('ssh-rsa', Buffer.from([3]), modulus)}`],
])('taken as it is: %s', (_, text, expected) => {
  const key = parsePublicKey(text)
  expect('wrong' in key ? key.wrong : formatPublicKey(key)).toBe(expected)
})

test('nothing of the text goes on but type and body: a line break cannot begin a second key', () => {
  const key = parsePublicKey(`${ed25519} ada\ncommand="id" ${ed25519}`)
  expect('wrong' in key ? key.wrong : formatPublicKey(key)).toBe(ed25519)
  expect(parsePublicKey(`ssh-ed25519 ${body}\nssh-rsa`)).toHaveProperty('wrong')
})
