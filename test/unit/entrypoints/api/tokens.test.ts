import { createHash, generateKeyPairSync } from 'node:crypto'
import { PrismError } from '../../../../src/domain/catalogue.ts'
import { readSettings } from '../../../../src/entrypoints/api/settings.ts'
import { parseTokens } from '../../../../src/entrypoints/api/tokens.ts'

const ada = 'ada-has-a-long-enough-token'
const grace = 'grace-has-one-too.~+/-00=='
const day = new Date('2026-11-29T23:59:59Z')
const hashOf = (token: string): string => `sha256=${createHash('sha256').update(token).digest('hex')}`
const reason = (text: string | undefined, file?: string): string => {
  try {
    parseTokens(text, file)
  } catch (error) {
    if (error instanceof PrismError) return `${error.finding.code} ${error.message}`
  }
  return 'accepted'
}

describe('named tokens', () => {
  const tokens = parseTokens(`ada:${ada}, grace:${grace},`)
  const nameOf = (header: string | undefined) => tokens.nameOf(header, day)

  test('speak for their names', () => {
    expect([nameOf(`Bearer ${ada}`), nameOf(`bearer ${grace}`)]).toEqual(['ada', 'grace'])
  })

  test.each([undefined, '', ada, `Bearer ${ada}x`, `Bearer  ${ada}`, `Bearer ada:${ada}`, 'Bearer ', `Bearer ${ada} ${grace}`])(
    '%j speaks for nobody',
    (header) => expect(nameOf(header)).toBeUndefined(),
  )

  test.each([
    ['nothing', undefined, 'missing-input'],
    ['only commas', ' , ', 'missing-input'],
    ['no name', ada, 'bad-option'],
    ['a short token', 'ada:short', 'bad-option'],
    ['a token with a space', `ada:${ada} ${ada}`, 'bad-option'],
    ['a token twice', `ada:${ada},grace:${ada}`, 'bad-option'],
  ])('are refused with %s, and none is shown', (_, text, code) => {
    expect(reason(text)).toContain(code)
    expect(reason(text)).not.toContain(ada)
  })
})

describe('a file of tokens', () => {
  const file = `# who may call\nada ${hashOf(ada)} until 2026-11-29\n\nada ${hashOf('the-next-of-ada')}  # the new one\r\ngrace ${hashOf(grace)}\n`
  const at = (token: string, now: string) => parseTokens(undefined, file).nameOf(`Bearer ${token}`, new Date(now))

  test('has hashes alone; a name has two while one is given out, and the old one ends with its day', () => {
    expect(
      ['2026-11-29T23:59:59Z', '2026-11-30T00:00:00Z'].map((now) => [at(ada, now), at('the-next-of-ada', now), at(grace, now)]),
    ).toEqual([
      ['ada', 'ada', 'grace'],
      [undefined, 'ada', 'grace'],
    ])
  })

  test('does not take a hash in the place of its token', () => {
    expect([at(hashOf(ada), '2026-11-29'), at(hashOf(ada).slice(7), '2026-11-29')]).toEqual([undefined, undefined])
  })

  test.each([
    `ada ${ada}`,
    `ada ${hashOf(ada)} ${ada}`,
    `ada ${hashOf(ada).toUpperCase()}`,
    `ada ${hashOf(ada)} until`,
    `ada ${hashOf(ada)} until 2026-13-40`,
    `ada ${hashOf(ada)} until 2026-12-01 more`,
    `a:b ${hashOf(ada)}`,
    hashOf(ada),
  ])('with %s is refused whole, by its line, and nothing of it is shown', (line) => {
    const said = reason(`grace:${grace}`, `# one\n${line}\n`)
    expect(said).toMatch(/bad-option .*PRISM_API_TOKENS_FILE, line 2/)
    expect(said).not.toContain(ada)
  })

  test('may not give one token to two names, whichever way they are given', () => {
    expect(reason(`ada:${ada}`, `grace ${hashOf(ada)}\n`)).toContain('bad-option')
  })
})

describe('the settings', () => {
  const env = { PRISM_API_TOKENS: `ada:${ada}` }
  const files: Readonly<Record<string, string>> = { '/etc/tokens': `ada ${hashOf(ada)}\n`, '/etc/operator.yml': 'version: 1\n' }
  const read = (given: Readonly<Record<string, string | undefined>>) =>
    readSettings(given, (path) => {
      if (files[path] === undefined) throw new Error(`ENOENT ${path}`)
      return files[path]
    })

  test('have tokens from a file', () => {
    expect(read({ PRISM_API_TOKENS_FILE: '/etc/tokens' }).tokens.nameOf(`Bearer ${ada}`, day)).toBe('ada')
  })

  test('with a repository need the App that asks for its policy; without one each token may do everything', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const PRIVATE_KEY = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
    const app = { ...env, PRISM_API_REPOSITORY: 'acme/research', APP_ID: '7', PRIVATE_KEY, PRISM_APP_OPERATOR_FILE: '/etc/operator.yml' }
    expect(read(app).governed).toMatchObject({
      repository: 'acme/research',
      app: { appId: 7 },
      reviewWaived: false,
      operatorFile: 'version: 1\n',
    })
    expect(read(env).governed).toBeUndefined()
    for (const name of ['APP_ID', 'PRIVATE_KEY']) expect(() => read({ ...app, [name]: undefined })).toThrow(name)
    expect(() => read({ ...app, PRISM_API_REPOSITORY: 'acme' })).toThrow('PRISM_API_REPOSITORY')
    expect(() => read({ ...app, PRISM_APP_OPERATOR_FILE: '/etc/nowhere' })).toThrow('PRISM_APP_OPERATOR_FILE')
  })

  test('listen on this machine alone unless told otherwise', () => {
    expect(read(env)).toMatchObject({ host: '127.0.0.1', port: 8470, shutdownSeconds: 30 })
    expect(read({ ...env, PRISM_API_HOST: '0.0.0.0', PRISM_API_PORT: '0' })).toMatchObject({ host: '0.0.0.0', port: 0 })
  })
  test.each([
    { PRISM_API_PORT: '70000' },
    { PRISM_API_PORT: '-1' },
    { PRISM_API_HOST: 'a b' },
    { PRISM_API_TOKENS: '' },
    { PRISM_API_TOKENS_FILE: '/etc/nowhere' },
  ])('%j is refused', (more) => expect(() => read({ ...env, ...more })).toThrow(PrismError))
})

describe('roles and users of AWS in the file', () => {
  const [ada, max] = ['arn:aws:iam::123456789012:role/staff/ada', 'arn:aws:iam::123456789012:user/max']
  const file = `ada ${ada} until 2026-11-29\nada ${hashOf('a-token-of-ada')}\nmax ${max} id=AIDAEXAMPLEEXAMPLE12 # the one of today\n`
  const known = parseTokens(undefined, file)
  const of = (arn: string, uniqueId = 'AROAEXAMPLEEXAMPLE12', now = day) => known.nameOfCaller({ arn, uniqueId }, now)

  test('are found by account and name, until their day', () => {
    expect([
      of('arn:aws:iam::123456789012:role/ada'),
      of('arn:aws:iam::210987654321:role/ada'),
      of('arn:aws:iam::123456789012:user/ada'),
    ]).toEqual(['ada', undefined, undefined])
    expect(of('arn:aws:iam::123456789012:role/ada', undefined, new Date('2026-11-30T00:00:00Z'))).toBeUndefined()
    expect([known.namesCallers, parseTokens(`ada:${'x'.repeat(24)}`).namesCallers]).toEqual([true, false])
  })

  test('with an id are that very one, and not another that was made under its name since', () => {
    expect([of(max, 'AIDAEXAMPLEEXAMPLE12'), of(max, 'AIDAEXAMPLEEXAMPLE99')]).toEqual(['max', undefined])
  })

  test('bring no token: what names them is none', () => {
    expect(known.nameOf(`Bearer ${max}`, day)).toBeUndefined()
  })

  test.each([
    ['one session of a role', 'ada arn:aws:sts::123456789012:assumed-role/ada/laptop'],
    ['an account', 'ada arn:aws:iam::123456789012:root'],
    ['any role', 'ada arn:aws:iam::123456789012:role/*'],
    ['an id that is none', `max ${max} id=max`],
    ['an id of a token', `ada ${hashOf('a-token-of-ada')} id=AIDAEXAMPLEEXAMPLE12`],
    ['one role twice, by two paths', `ada ${ada}\nmax arn:aws:iam::123456789012:role/ada`],
  ])('are refused: %s', (_, lines) => expect(reason(undefined, lines)).toContain('bad-option'))

  test('need a name of the server’s own, which they sign', () => {
    const files: Record<string, string> = { '/tokens': file }
    const read = (env: Record<string, string>) => {
      try {
        return readSettings({ PRISM_API_TOKENS_FILE: '/tokens', ...env }, (path) => files[path] ?? '').serverId
      } catch (error) {
        return error instanceof PrismError ? error.message : error
      }
    }
    expect(read({})).toContain('PRISM_API_SERVER_ID')
    expect(read({ PRISM_API_SERVER_ID: 'prism.example.org' })).toBe('prism.example.org')
    for (const wrong of ['x', 'prism example', 'https://prism.example', 'a\r\nhost: b'])
      expect(read({ PRISM_API_SERVER_ID: wrong })).toContain('bad-option')
  })
})
