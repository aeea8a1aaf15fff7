import { generateKeyPairSync } from 'node:crypto'
import { type ConfigError, readConfig } from '../../../../src/entrypoints/app/config.ts'

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
})
const right = { APP_ID: '4711', PRIVATE_KEY: privateKey, WEBHOOK_SECRET: 'a secret of 32 random characters' }
const noFile = (): string => {
  throw new Error('ENOENT')
}

test('the least configuration: an id, a key, a secret; loopback and port 3000 unless told otherwise', () => {
  expect(readConfig(right, noFile)).toEqual({
    appId: 4711,
    privateKey,
    webhookSecret: right.WEBHOOK_SECRET,
    host: '127.0.0.1',
    port: 3000,
    logLevel: 'info',
    paced: true,
    shutdownSeconds: 20,
    runsAtOnce: 8,
  })
})

test.each([
  ['on one line with \\n', { PRIVATE_KEY: privateKey.replaceAll('\n', '\\n') }],
  ['in base64', { PRIVATE_KEY: Buffer.from(privateKey).toString('base64') }],
  ['in a file', { PRIVATE_KEY: '', PRIVATE_KEY_PATH: '/keys/app.pem' }],
])('the key %s', (_how, change) => {
  expect(readConfig({ ...right, ...change }, (path) => (path === '/keys/app.pem' ? privateKey : noFile())).privateKey).toBe(privateKey)
})

test.each([
  [{ GHE_HOST: 'git.example.com' }, 'https://git.example.com/api/v3'],
  [{ GITHUB_API_URL: 'https://api.example.ghe.com/' }, 'https://api.example.ghe.com'],
  [{ GITHUB_API_URL: 'http://127.0.0.1:4001' }, 'http://127.0.0.1:4001'],
])('another GitHub: %p', (change, baseUrl) => {
  expect(readConfig({ ...right, ...change }, noFile).baseUrl).toBe(baseUrl)
})

test.each([
  ['APP_ID', { APP_ID: '' }],
  ['APP_ID', { APP_ID: 'Iv1.abc' }],
  ['PRIVATE_KEY', { PRIVATE_KEY: '' }],
  ['PRIVATE_KEY', { PRIVATE_KEY: 'not-a-key-but-a-secret' }],
  ['PRIVATE_KEY', { PRIVATE_KEY_PATH: '/also/a/file' }],
  ['PRIVATE_KEY_PATH', { PRIVATE_KEY: '', PRIVATE_KEY_PATH: '/missing' }],
  ['WEBHOOK_SECRET', { WEBHOOK_SECRET: '' }],
  ['WEBHOOK_SECRET', { WEBHOOK_SECRET: 'development' }],
  ['WEBHOOK_SECRET', { WEBHOOK_SECRET: 'tooshort' }],
  ['PORT', { PORT: '65536' }],
  ['PORT', { PORT: '3000x' }],
  ['GHE_HOST', { GHE_HOST: 'git.example.com/path' }],
  ['GITHUB_API_URL', { GITHUB_API_URL: 'http://git.example.com/api/v3' }],
  ['GITHUB_API_URL', { GITHUB_API_URL: 'file:///etc/passwd' }],
  ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ['SHUTDOWN_SECONDS', { SHUTDOWN_SECONDS: '-1' }],
])('%s is refused by name when it is %p', (name, change) => {
  expect(() => readConfig({ ...right, ...change }, noFile)).toThrow(new RegExp(`^prism-app is not configured:\\n {2}.*${name}`))
})

test('all problems come at once, and none shows a value', () => {
  try {
    readConfig({ APP_ID: 'hidden-1', PRIVATE_KEY: 'hidden-2', WEBHOOK_SECRET: 'hidden-3', PORT: 'hidden-4' }, noFile)
    throw new Error('it was taken')
  } catch (error) {
    expect((error as ConfigError).problems).toHaveLength(4)
    expect((error as ConfigError).message).not.toContain('hidden')
  }
})

test.each([
  ['1', true],
  ['', true],
  ['0', false],
])('PRISM_APP_PACED=%s', (given, paced) => {
  expect(readConfig({ ...right, PRISM_APP_PACED: given }, noFile).paced).toBe(paced)
})

test('PRISM_APP_PACED is understood or refused, never guessed', () => {
  expect(() => readConfig({ ...right, PRISM_APP_PACED: 'no' }, noFile)).toThrow(/PRISM_APP_PACED/)
})

test('PRISM_LEDGER is off, on for each repository, or the one that has it', () => {
  const of = (PRISM_LEDGER?: string) => readConfig({ ...right, PRISM_LEDGER }, noFile).ledger
  for (const off of [undefined, '', 'off']) expect(of(off)).toBeUndefined()
  expect(of('on')).toEqual({ kind: 'each' })
  expect(of('acme/ledger')).toEqual({ kind: 'one', repository: { owner: 'acme', repo: 'ledger' } })
  for (const wrong of ['yes', 'acme', 'acme/x/y', 'a b/c']) expect(() => of(wrong)).toThrow('PRISM_LEDGER')
})

describe('the schedule', () => {
  const nightly = { PRISM_APP_VERIFY_CRON: '17 3 * * *', PRISM_APP_VERIFY_REPOSITORY: 'acme/research' }
  const verify = (change: Record<string, string>) => readConfig({ ...right, ...nightly, ...change }, noFile).verify

  test('looks at everything, in UTC, unless told otherwise', () => {
    expect(verify({})).toMatchObject({
      cron: '17 3 * * *',
      timezone: 'UTC',
      repository: { owner: 'acme', repo: 'research' },
      requests: [{ verb: 'verify-all', selectors: [], known: [] }],
    })
  })

  test('is not there without a time', () => {
    expect(verify({ PRISM_APP_VERIFY_CRON: ' ' })).toBeUndefined()
  })

  test('takes volumes with instances and options of their own', () => {
    expect(verify({ PRISM_APP_VERIFY: 'verify models tag:Team=genomics --all --private; verify --all' })!.requests).toMatchObject([
      { volume: { name: 'models' }, selectors: [{ kind: 'tag', value: 'genomics' }], options: { privateSpaces: true } },
      { selectors: [] },
    ])
  })

  test.each([
    [{ PRISM_APP_VERIFY_REPOSITORY: '' }, /PRISM_APP_VERIFY_REPOSITORY is required/],
    [{ PRISM_APP_VERIFY_REPOSITORY: 'acme/research/../../evil' }, /PRISM_APP_VERIFY_REPOSITORY is required/],
    [{ PRISM_APP_VERIFY_CRON: 'nightly' }, /PRISM_APP_VERIFY_CRON/],
    [{ PRISM_APP_VERIFY_CRON: '0 0 30 2 *' }, /the pattern never matches/],
    [{ PRISM_APP_VERIFY_TIMEZONE: 'Mars/Olympus' }, /PRISM_APP_VERIFY_CRON/],
    [{ PRISM_APP_VERIFY: 'unmount research-data tag:Team=genomics' }, /must be verify with --all/],
    [{ PRISM_APP_VERIFY: 'verify research-data ubuntu-instance' }, /must be verify with --all/],
    [{ PRISM_APP_VERIFY: 'verify research-data;reboot' }, /PRISM_APP_VERIFY/],
  ])('is refused with %p', (change, why) => {
    expect(() => verify(change)).toThrow(why)
  })
})
