import { makeLog } from '../../../../src/entrypoints/app/log.ts'
import { probotLog } from '../../../../src/entrypoints/app/probot-log.ts'

const pem = '-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA7\nabc\n-----END RSA PRIVATE KEY-----\n'
const secret = 'webhook "secret" with\nodd characters'

function lines(act: (log: ReturnType<typeof makeLog>) => void): string {
  let out = ''
  act(makeLog({ write: (line) => (out += line), secrets: [secret, pem], level: 'debug', now: () => new Date(0) }))
  return out
}

test('one JSON object a line', () => {
  expect(lines((log) => log.info('listening', { port: 1 }))).toBe(
    '{"time":"1970-01-01T00:00:00.000Z","level":"info","message":"listening","port":1}\n',
  )
})

test.each([
  ['the webhook secret', secret],
  ['the key', pem],
  ['another key', pem.replace('abc', 'xyz')],
  ['a key cut short', '-----BEGIN PRIVATE KEY-----\nMIIEvQ'],
  ['an installation token', `ghs_${'a1'.repeat(18)}`],
  ['a fine-grained token', `github_pat_${'b2_'.repeat(12)}`],
  ['a JWT', 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiI0NzExIn0.c2lnbmF0dXJlLi4u'],
  ['a signature', `sha256=${'0f'.repeat(32)}`],
])('%s is struck out wherever it stands', (_what, text) => {
  const out = lines((log) => {
    log.info(`said ${text}`)
    log.warn('x', { deep: [{ a: text }] })
    log.error('x', { error: new Error(`failed with ${text}`, { cause: new Error(text) }) })
  })
  expect(out).not.toContain(text)
  expect(out).not.toContain(JSON.stringify(text).slice(1, -1))
  expect(out.match(/\(redacted\)/g)!.length).toBeGreaterThanOrEqual(4)
})

test('headers that carry credentials go whole', () => {
  expect(lines((log) => log.info('x', { headers: { authorization: 'token hush', 'x-hub-signature-256': 'hush' } }))).not.toContain('hush')
})

test('Probot logs through the same sink, without payloads', () => {
  const out = lines((log) => {
    const pino = probotLog(log).child({ name: 'probot' })
    pino.info({ a: 1 }, 'one')
    pino.error(new Error(secret))
    pino.warn('two')
    pino.debug({ payload: 'everything' }, 'three')
  })
  expect(
    out
      .trim()
      .split('\n')
      .map((l) => JSON.parse(l)),
  ).toMatchObject([
    { level: 'info', message: 'one', name: 'probot', a: 1 },
    { level: 'error', message: '(redacted)' },
    { level: 'warn', message: 'two' },
  ])
})
