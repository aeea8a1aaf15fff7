import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

const string = (field: string | Buffer): Buffer => {
  const bytes = Buffer.from(field as string)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}
const bytesOf = (...fields: readonly (string | Buffer)[]): Buffer => Buffer.concat(fields.map(string))
/** A body of these fields. */
const made = (...fields: readonly (string | Buffer)[]): string => bytesOf(...fields).toString('base64')

/** A body with so many bytes behind its end. */
const bytesAfter = (text: string, count: number): string =>
  Buffer.concat([Buffer.from(text, 'base64'), Buffer.alloc(count)]).toString('base64')

const [skEd25519, skEcdsa] = ['sk-ssh-ed25519@openssh.com', 'sk-ecdsa-sha2-nistp256@openssh.com']
/** Of two primes, as a real one is. */
const modulus = Buffer.from(`0${((2n ** 1279n - 1n) * (2n ** 2203n - 1n)).toString(16)}`, 'hex')

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

describe('a key for which anybody can sign is nobody’s', () => {
  const identity = Buffer.from([1, ...Buffer.alloc(31)])

  test('OpenSSH takes a signature that was made without any secret, and this key is refused', () => {
    const folder = mkdtempSync(join(tmpdir(), 'prism-key-'))
    try {
      const key = `ssh-ed25519 ${made('ssh-ed25519', identity)}`
      const signature = bytesOf('ssh-ed25519', Buffer.concat([identity, Buffer.alloc(32)]))
      const forged = Buffer.concat([
        Buffer.from('SSHSIG\0\0\0\x01'),
        bytesOf(bytesOf('ssh-ed25519', identity), 'file', '', 'sha512', signature),
      ])
      writeFileSync(join(folder, 'sig'), `-----BEGIN SSH SIGNATURE-----\n${forged.toString('base64')}\n-----END SSH SIGNATURE-----\n`)
      writeFileSync(join(folder, 'allowed'), `ada ${key}\n`)
      const said = execFileSync('ssh-keygen', ['-Y', 'verify', '-f', 'allowed', '-I', 'ada', '-n', 'file', '-s', 'sig'], {
        cwd: folder,
        input: 'whatever anybody likes',
      })
      expect(said.toString()).toMatch(/^Good "file" signature for ada/)
      expect(parsePublicKey(key)).toEqual({ wrong: expect.stringMatching(/anybody can sign/) as string })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  const order8 = '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'
  const signed = (hex: string): Buffer =>
    Buffer.from(
      hex.replace(/..$/, (end) => (Number.parseInt(end, 16) | 0x80).toString(16)),
      'hex',
    )
  test.each([
    ['zero', Buffer.alloc(32)],
    ['of order 8', Buffer.from(order8, 'hex')],
    ['of order 8, with its sign', signed(order8)],
    ['one, written as a number above the prime', Buffer.from(`ee${'f'.repeat(60)}7f`, 'hex')],
    ['the same with its sign', Buffer.from(`ee${'f'.repeat(62)}`, 'hex')],
  ])('a point that is %s, also on a token', (_, point) => {
    const wrong = { wrong: expect.stringMatching(/anybody can sign/) as string }
    expect(parsePublicKey(`ssh-ed25519 ${made('ssh-ed25519', point)}`)).toEqual(wrong)
    expect(parsePublicKey(`sk-ssh-ed25519@openssh.com ${made('sk-ssh-ed25519@openssh.com', point, 'ssh:')}`)).toEqual(wrong)
  })

  test.each([2n, 3n, 997n])('RSA whose modulus has the factor %s', (factor) => {
    const hex = (((1n << 2100n) / factor) * factor).toString(16)
    const modulus = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')
    expect(parsePublicKey(`ssh-rsa ${made('ssh-rsa', Buffer.from([1, 0, 1]), modulus)}`)).toEqual({
      wrong: expect.stringMatching(/small factor/) as string,
    })
  })
})
