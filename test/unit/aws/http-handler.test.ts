/** Over real sockets: a proxy that notes what it is asked for and lets nothing through. */
import { execFile } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createCallBudgets } from '../../../src/aws/call-budget.ts'
import { createClients } from '../../../src/aws/clients.ts'
import { httpHandler, knowsProxies } from '../../../src/aws/http-handler.ts'
import { createRunCommand } from '../../../src/aws/run-command.ts'
import { machineClock } from '../../../src/clock.ts'
import type { Finding } from '../../../src/domain/catalogue.ts'

const clock = { now: () => new Date(), sleep: async () => {} }
const asked: string[] = []
let proxy: Server
let url: string
beforeAll(async () => {
  proxy = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>')
  })
  proxy.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim())
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
})
beforeEach(() => void asked.splice(0))
afterAll(() => {
  proxy.close()
  proxy.closeAllConnections()
})

const keys = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_REGION: 'eu-west-1', AWS_CONFIG_FILE: '/dev/null' }
const program = fileURLToPath(new URL('../../../src/entrypoints/cli/main.js', import.meta.url))
/** What `prism volume list` ends with under this environment: a process of its own, for the SDK knows its errors by their realm. */
async function listed(env: Readonly<Record<string, string>>): Promise<Finding> {
  const stdout = await new Promise<string>((resolve) => {
    execFile(process.execPath, [program, 'volume', 'list', '--json'], { env: { ...keys, ...env } }, (_, out) => resolve(out))
  })
  const { findings } = JSON.parse(stdout) as { findings: readonly Finding[] }
  return findings[0]!
}

test.each(['HTTPS_PROXY', 'https_proxy'])('every call goes through %s, with its name and password', async (name) => {
  const finding = await listed({ [name]: url.replace('//', '//ada:secret@') })
  expect(finding).toMatchObject({ code: 'aws-unreachable', seen: expect.stringContaining('Failed to establish tunnel') })
  expect(new Set(asked)).toEqual(new Set(['CONNECT elasticfilesystem.eu-west-1.amazonaws.com:443 Basic YWRhOnNlY3JldA==']))
  expect(finding.seen).not.toContain('secret')
})

test('SendCommand goes through it too', async () => {
  const clients = createClients({ env: { ...keys, HTTPS_PROXY: url } }, createCallBudgets(machineClock))
  const by = { kind: 'run-shell-script', commands: ['true'] } as const
  const command = { by, instanceIds: ['i-0123456789abcdef0'], comment: 'Prism x', deliverySeconds: 30, executionSeconds: 10 }
  await createRunCommand({ clients, clock }).send(command)
  expect(asked).toEqual(['CONNECT ssm.eu-west-1.amazonaws.com:443'])
})

test('a host and a port are an HTTP proxy', async () => {
  await listed({ HTTPS_PROXY: url.replace('http://', '') })
  expect(asked).not.toEqual([])
})

test('an endpoint without TLS goes through HTTP_PROXY', async () => {
  const finding = await listed({ HTTP_PROXY: url, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' })
  expect(finding).toMatchObject({ code: 'aws-interposed', seen: expect.stringContaining('HTTP 502') })
  expect(asked[0]).toMatch(/^GET http:\/\/127\.0\.0\.1:9\/2015-02-01\/file-systems/)
})

test('what NO_PROXY names is asked directly', async () => {
  const finding = await listed({ HTTP_PROXY: url, NO_PROXY: '127.0.0.1', AWS_ENDPOINT_URL: 'http://127.0.0.1:9' })
  expect(finding.code).toBe('aws-unreachable')
  expect(asked).toEqual([])
})

test.each(['socks5://ada:secret@127.0.0.1:1080', 'http://'])('%s is refused, and not gone past', (HTTPS_PROXY) => {
  const refused = expect.objectContaining({
    finding: expect.objectContaining({ code: 'aws-proxy', seen: expect.not.stringContaining('secret') }),
  })
  expect(() => httpHandler({ HTTPS_PROXY }, { keepAlive: true })).toThrow(refused)
})

test('an older Node would go past it', () => {
  expect(['22.15.0', '22.20.9', '23.11.0', '24.4.1'].filter(knowsProxies)).toEqual([])
  expect(['22.21.0', '24.5.0', '24.21.0', '25.0.0', '26.1.0'].filter(knowsProxies)).toHaveLength(5)
})

test.each([
  ['http://127.0.0.1:9', 'ECONNREFUSED'],
  ['http://no.such.name.invalid', /ENOTFOUND|EAI_AGAIN/],
])('where nothing answers at %s, nobody is said to have refused the call', async (AWS_ENDPOINT_URL, words) => {
  const { code, seen } = await listed({ AWS_ENDPOINT_URL })
  expect(code).toBe('aws-unreachable')
  expect(seen).toMatch(words)
})
