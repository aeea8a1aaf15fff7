/** What `prism approve` does with a server that is not there, not to be trusted with a token, or not one of ours. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { prism, Screen } from './stage.ts'

const token = 'a-token-that-is-not-shown'
const approve = (at: string | undefined, line = 'approve 0123456789ab') =>
  prism(line, () => Promise.reject(new Error('nothing runs here')), {
    env: { PRISM_API_TOKEN: token, ...(at === undefined ? {} : { PRISM_API_URL: at }) },
  })

let server: Server | undefined
afterEach(() => server?.close())
async function serving(status: number, headers: Record<string, string>, body: string): Promise<string> {
  server = createServer((_, answer) => answer.writeHead(status, { connection: 'close', ...headers }).end(body)).listen(0, '127.0.0.1')
  await new Promise((resolve) => server!.once('listening', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test.each([undefined, 'http://prism.example', 'ftp://127.0.0.1', 'not a url'])('a server at %j gets no token', async (at) => {
  const { code, stderr } = await approve(at)
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('PRISM_API_URL') })
})

test('a server that does not answer leaves it unknown whether the approval was taken', async () => {
  const at = await serving(200, {}, '')
  await new Promise((resolve) => server!.close(resolve))
  expect(await approve(at)).toMatchObject({ code: 3, stderr: expect.stringContaining('server-silent') })
})

test('an answer that is none of the REST API’s is not taken for one, and a redirect is not followed', async () => {
  expect(await approve(await serving(200, {}, '<html>welcome</html>'))).toMatchObject({ code: 3, stdout: '' })
  server?.close()
  expect(await approve(await serving(302, { location: 'http://127.0.0.1:1/' }, ''))).toMatchObject({ code: 3, stdout: '' })
})

test('what a server says does not act on the terminal, and the token is in no message', async () => {
  const problem = { code: 'approval-refused', detail: '\u001b[2Jgone\r', title: 'No.', next: 'Ask.' }
  const { code, stdout, stderr } = await approve(
    await serving(403, { 'content-type': 'application/problem+json' }, JSON.stringify(problem)),
  )
  expect({ code, stdout }).toEqual({ code: 4, stdout: '' })
  expect(stderr).toContain('approval-refused')
  for (const hidden of ['\u001b', '\r', token]) expect(stderr).not.toContain(hidden)
  server?.close()
  const run = { id: 'x', state: 'planned', verb: 'mount', instances: ['\u001b[31mcalc'], requestedBy: { name: 'eve\u202e' } }
  const plans = [{ ...run, approval: { code: 'c', digest: 'd', expiresAt: '', from: [], people: 1, approvedBy: [] } }]
  const listed = (await approve(await serving(200, {}, JSON.stringify({ plans })), 'plans')).stdout
  for (const hidden of ['\u001b', '\u202e']) expect(listed).not.toContain(hidden)
})

test('a plan is whole: as text at a terminal, into a pipe in Markdown', async () => {
  const body = '### ℹ️ Plan: \\#1\n\n<details><summary>Every row</summary>\n\n| What |\n| - |\n| fs\\_tab |\n\n</details>'
  const run = { id: 'x', state: 'planned', verb: 'mount', instances: ['calc'], requestedBy: { name: 'ada' } }
  const plans = [{ ...run, approval: { code: 'c', digest: 'c1', expiresAt: '', from: [], people: 1, approvedBy: [] } }]
  server = createServer(({ url }, answer) =>
    answer.writeHead(200, { connection: 'close' }).end(url?.includes('format=markdown') ? body : JSON.stringify({ plans })),
  ).listen(0, '127.0.0.1')
  await new Promise((resolve) => server!.once('listening', resolve))
  const PRISM_API_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const show = (stdout: Screen) =>
    prism('plans c1', () => Promise.reject(new Error('nothing runs here')), {
      env: { PRISM_API_TOKEN: token, PRISM_API_URL, NO_COLOR: '1' },
      stdout,
    })
  const piped = new Screen()
  await show(piped)
  expect(piped.text).toBe(`${body}\n`.replace('\ufe0f', '\\u{fe0f}'))
  const terminal = Object.assign(new Screen(), { isTTY: true })
  await show(terminal)
  expect(terminal.text).toBe('· Plan: #1\n\nEvery row\n\n  What\n  fs_tab\n')
})

test.each([
  ['neither a token nor an identity', { PRISM_API_TOKEN: '' }, /PRISM_API_TOKEN.*or PRISM_API_IDENTITY/],
  ['both', { PRISM_API_IDENTITY: 'aws' }, /one of them says who you are/],
  ['an identity elsewhere than in AWS', { PRISM_API_TOKEN: '', PRISM_API_IDENTITY: 'gcp' }, /it can be aws/],
])('with %s nobody is asked', async (_, env, why) => {
  const asked = { PRISM_API_URL: 'http://127.0.0.1:1', PRISM_API_TOKEN: token, ...env }
  const { code, stderr } = await prism('plans', () => Promise.reject(new Error('nothing runs here')), { env: asked })
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(why) })
})

test('an identity in AWS is signed anew for each request, for the server that is asked and no other', async () => {
  const seen: string[] = []
  server = createServer((request, answer) => {
    seen.push(request.headers.authorization ?? '')
    answer.writeHead(200, { connection: 'close' }).end('{"plans":[]}')
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server!.once('listening', resolve))
  const PRISM_API_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const keys = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'AKIAEXAMPLEEXAMPLE12', AWS_SECRET_ACCESS_KEY: 'not-shown-either' }
  const env = { PRISM_API_URL, PRISM_API_IDENTITY: 'aws', ...keys }
  const of = (more: Record<string, string>) =>
    prism('plans', () => Promise.reject(new Error('nothing runs here')), { env: { ...env, ...more } })
  expect(await of({})).toMatchObject({ code: 0, stdout: 'No plan waits for an approval.\n' })
  await of({ PRISM_API_SERVER_ID: 'prism.example.org' })
  const urls = seen.map((bearer) => Buffer.from(bearer.replace('Bearer prism-sts-v1.', ''), 'base64url').toString())
  for (const url of urls) {
    expect(url).toMatch(
      /^https:\/\/sts\.eu-central-1\.amazonaws\.com\/\?Action=GetCallerIdentity&.*X-Amz-SignedHeaders=host%3Bx-prism-server-id&/,
    )
    expect(url).not.toContain(keys.AWS_SECRET_ACCESS_KEY)
  }
  const [own, other] = urls.map((url) => /Signature=(.*)/.exec(url)?.[1])
  expect([own, other]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), expect.not.stringMatching(own ?? '')])
})
