/** How STS is asked: where the server says, with its own name, and never further than that one answer. */
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createProver, stsAt } from '../../../../src/aws/caller/prove.ts'
import { signToken } from '../../../../src/aws/caller/sign.ts'
import { readToken } from '../../../../src/aws/caller/token.ts'

const answer =
  '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/ada</Arn><UserId>AIDAEXAMPLEEXAMPLE12</UserId><Account>123456789012</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></GetCallerIdentityResponse>'
const open: Server[] = []
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  open.push(server)
  await new Promise((resolve) => server.once('listening', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function proving(url: string) {
  const options = { env: { AWS_REGION: 'eu-central-1', AWS_ENDPOINT_URL_STS: url } }
  const now = new Date()
  const at = stsAt(options)
  const credentials = { accessKeyId: 'AKIAEXAMPLEEXAMPLE12', secretAccessKey: 'secret' }
  const read = readToken(signToken({ credentials, at, server: 'mine.example', now, seconds: 60 }), at, now)
  if (read.kind !== 'signed') throw new Error(read.why)
  return createProver(options, 'mine.example')(read.signed)
}

test('in the region’s own place, by the partition that it is in', () => {
  const origin = (region: string) => stsAt({ env: { AWS_REGION: region } }).origin
  expect(['eu-central-1', 'us-gov-west-1', 'cn-north-1'].map(origin)).toEqual([
    'https://sts.eu-central-1.amazonaws.com',
    'https://sts.us-gov-west-1.amazonaws.com',
    'https://sts.cn-north-1.amazonaws.com.cn',
  ])
})

test('with the server’s own name, nothing in the body, and no other header of the caller’s', async () => {
  const seen: IncomingMessage[] = []
  const url = await serving((request, reply) => {
    seen.push(request)
    reply.writeHead(200, { 'content-type': 'text/xml' }).end(answer)
  })
  expect(await proving(url)).toMatchObject({ kind: 'caller', caller: { arn: 'arn:aws:iam::123456789012:user/ada' } })
  const [{ method, headers } = { method: '', headers: {} }] = seen
  expect({ method, headers }).toEqual({
    method: 'GET',
    headers: { accept: 'text/xml', connection: 'close', host: new URL(url).host, 'x-prism-server-id': 'mine.example' },
  })
})

test('a redirect is not followed, also to a place that would answer', async () => {
  let followed = 0
  const other = await serving((_, reply) => {
    followed++
    reply.writeHead(200, { 'content-type': 'text/xml' }).end(answer)
  })
  const url = await serving((_, reply) => reply.writeHead(307, { location: other, 'content-type': 'text/xml' }).end(answer))
  expect(await proving(url)).toEqual({ kind: 'silent', why: 'STS answered 307, which proves nothing' })
  expect(followed).toBe(0)
})

test('an answer without an end is not read to it, and STS that is not there proves nothing', async () => {
  const url = await serving((_, reply) => {
    reply.writeHead(200, { 'content-type': 'text/xml' })
    reply.write(`${answer}${' '.repeat(20_000)}`)
  })
  expect(await proving(url)).toMatchObject({ kind: 'silent', why: expect.stringContaining('more than who called') })
  expect(await proving('http://127.0.0.1:1')).toMatchObject({ kind: 'silent', why: expect.stringContaining('not reached') })
})
