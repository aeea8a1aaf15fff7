import { PrismError } from '../../../../src/domain/catalogue.ts'
import { readSettings } from '../../../../src/entrypoints/api/settings.ts'
import { parseTokens } from '../../../../src/entrypoints/api/tokens.ts'

const ada = 'ada-has-a-long-enough-token'
const grace = 'grace-has-one-too.~+/-00=='
const reason = (text: string | undefined): string => {
  try {
    parseTokens(text)
  } catch (error) {
    if (error instanceof PrismError) return `${error.finding.code} ${error.message}`
  }
  return 'accepted'
}

describe('named tokens', () => {
  const tokens = parseTokens(`ada:${ada}, grace:${grace},`)

  test('speak for their names', () => {
    expect(tokens.actorOf(`Bearer ${ada}`)).toEqual({ id: 'api:ada', name: 'ada' })
    expect(tokens.actorOf(`bearer ${grace}`)).toEqual({ id: 'api:grace', name: 'grace' })
  })

  test.each([undefined, '', ada, `Bearer ${ada}x`, `Bearer  ${ada}`, `Bearer ada:${ada}`, 'Bearer ', `Bearer ${ada} ${grace}`])(
    '%j speaks for nobody',
    (header) => expect(tokens.actorOf(header)).toBeUndefined(),
  )

  test.each([
    ['nothing', undefined, 'missing-input'],
    ['only commas', ' , ', 'missing-input'],
    ['no name', ada, 'bad-option'],
    ['a short token', 'ada:short', 'bad-option'],
    ['a token with a space', `ada:${ada} ${ada}`, 'bad-option'],
    ['a name twice', `ada:${ada},ada:${grace}`, 'bad-option'],
    ['a token twice', `ada:${ada},grace:${ada}`, 'bad-option'],
  ])('are refused with %s, and none is shown', (_, text, code) => {
    expect(reason(text)).toContain(code)
    expect(reason(text)).not.toContain(ada)
  })
})

describe('the settings', () => {
  const env = { PRISM_API_TOKENS: `ada:${ada}` }
  test('listen on this machine alone unless told otherwise', () => {
    expect(readSettings(env)).toMatchObject({ host: '127.0.0.1', port: 8470, shutdownSeconds: 30 })
    expect(readSettings({ ...env, PRISM_API_HOST: '0.0.0.0', PRISM_API_PORT: '0' })).toMatchObject({ host: '0.0.0.0', port: 0 })
  })
  test.each([{ PRISM_API_PORT: '70000' }, { PRISM_API_PORT: '-1' }, { PRISM_API_HOST: 'a b' }, { PRISM_API_TOKENS: '' }])(
    '%j is refused',
    (more) => expect(() => readSettings({ ...env, ...more })).toThrow(PrismError),
  )
})
