/** Bodies that two readers would take for two requests, or that reach for what every object has: none of them begins a run. */
import type { Request } from '../../../../src/domain/request.ts'
import { hasTwice } from '../../../../src/entrypoints/api/read-json.ts'
import { type Api, createApi } from '../../../../src/entrypoints/api/server.ts'
import { parseTokens } from '../../../../src/entrypoints/api/tokens.ts'
import { playedPrism } from '../cli/stage.ts'

const token = 'a-token-of-twenty-four-and-more'
const requests: Request[] = []
let api: Api
beforeAll(async () => {
  const prism = playedPrism(() => {}, { requests, origins: [], cancelled: [] })
  api = await createApi({ prism, tokens: () => parseTokens(`ada:${token}`) })
})
afterAll(() => api.close(0))
beforeEach(() => requests.splice(0))

const mount = (payload: string) =>
  api.app.inject({
    method: 'POST',
    url: '/api/v1/volumes/research-data/mount',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    payload,
  })

test('a body that says each thing once begins the run that it says', async () => {
  expect((await mount('{"instances": ["ubuntu"], "dryRun": true}')).statusCode).toBe(202)
  expect(requests).toMatchObject([{ verb: 'mount', selectors: [{ name: 'ubuntu' }] }])
})

test.each([
  ['one member twice', '{"instances": ["ubuntu"], "instances": ["rocky"]}'],
  ['the second in escapes', '{"dryRun": true, "instances": ["ubuntu"], "dry\\u0052un": false}'],
  ['the second after an object with the same name', '{"instances": ["ubuntu"], "x": {"instances": 1}, "instances": ["rocky"]}'],
])('%s is refused, and says so', async (_, payload) => {
  const answer = await mount(payload)
  expect(answer.statusCode).toBe(400)
  expect(answer.json()).toMatchObject({ code: 'malformed-json', title: expect.stringContaining('two members of one name') as string })
  expect(requests).toEqual([])
})

test.each([
  '{"instances": ["ubuntu"], "__proto__": {"dryRun": true}}',
  '{"instances": ["ubuntu"], "\\u005f_proto__": {"dryRun": true}}',
  '{"instances": ["ubuntu"], "constructor": {"prototype": {"dryRun": true}}}',
  '{"instances": ["ubuntu"], "toString": 1}',
  '{"instances": ["ubuntu"]} {"instances": ["rocky"]}',
])('%s is refused', async (payload) => {
  expect((await mount(payload)).statusCode).toBe(400)
  expect(requests).toEqual([])
})

test('the same name in other objects, and in texts, is no second one', () => {
  expect(hasTwice('[{"a":1},{"a":{"a":"\\"a\\":","b":"a"}},"a","a"]')).toBe(false)
  expect(hasTwice('{"b":[{"a":1}],"a":"{","c":{"a":1,"\\u0061" :2}}')).toBe(true)
  expect(hasTwice(`{"a":"${'\\\\'.repeat(30_000)}","b":"${'x'.repeat(60_000)}","b":1}`)).toBe(true)
})
